import { createHash } from "node:crypto";

/** Crockford's: no letter that is taken for a digit, and no vowel that makes words but A and E. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const BYTES = 10;
const GROUP = 4;

/** A code for people to read out and type: 80 bits, in groups such as 7K2M-9QXA-04TD-HZ5C. */
export const newCode = (randomBytes: (size: number) => Buffer): string => {
  let bits = BigInt(`0x${randomBytes(BYTES).toString("hex")}`);
  let code = "";
  for (let place = 0; place < (BYTES * 8) / 5; place++) {
    code = ALPHABET[Number(bits & 31n)]! + code;
    bits >>= 5n;
  }
  return code.match(new RegExp(`.{${GROUP}}`, "g"))!.join("-");
};

const misread: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1" };

/** What is stored of a code. However it was typed, with small letters, spaces or an O for a 0, it is the same code. */
export const codeHash = (typed: string): string => {
  const code = typed
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, "")
    .replaceAll(/[OIL]/g, (letter) => misread[letter]!);
  return createHash("sha256").update(code).digest("hex");
};
