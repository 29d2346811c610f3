import { createHash } from "node:crypto";

type RandomBytes = (size: number) => Buffer;

/** How a secret is stored: it is drawn at random and long, so that a plain hash tells nothing about it. */
export const hashOf = (secret: string): string => createHash("sha256").update(secret).digest("hex");

/** A secret of 256 bits, for links and cookies. */
export const newToken = (randomBytes: RandomBytes): string => randomBytes(32).toString("base64url");

/** Digits and letters without those that are read as one another. */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 16;

/** A secret of 80 bits that can be written down and typed: "7K3M-0PQX-VB2N-9HRT". */
export const newCode = (randomBytes: RandomBytes): string =>
  Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join("")
    .replaceAll(/.{4}(?=.)/g, "$&-");

/** What an invitation is stored under, be it a link's token or a code that somebody typed. */
export const inviteHashOf = (invite: string): string => hashOf(readCode(invite) ?? invite);

/** A code as it was made, however it was typed; null when it cannot be one. */
export const readCode = (typed: string): string | null => {
  const plain = typed.toUpperCase().replaceAll(/[\s-]/g, "").replaceAll("O", "0").replaceAll(/[IL]/g, "1");
  if (plain.length !== LENGTH || Array.from(plain).some((character) => !ALPHABET.includes(character))) return null;
  return plain.replaceAll(/.{4}(?=.)/g, "$&-");
};
