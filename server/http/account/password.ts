import { hash, verify } from "@node-rs/argon2";
import { commonPasswords } from "./common-passwords.ts";
import { nameKey } from "./name.ts";

const SHORTEST = 10;
const LONGEST = 200;

/** Argon2id is the library's own choice of algorithm. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The hash of a password that nobody knows, made at the same cost as all others. */
const NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$miLcME2h/xo9QyqZX+7RVw$it16HIqPmH8Eo0RWPjmx8tofmOM29bJwpQxiqqzayQg";

// The same characters come as different code from different keyboards.
const canonical = (password: string): string => password.normalize("NFKC");

/** Why a password would be guessed too easily, or null. Length is what counts; no kind of character is asked for. */
export const passwordFault = (password: string, name: string): string | null => {
  const length = Array.from(canonical(password)).length;
  if (length < SHORTEST) return `A password has at least ${SHORTEST} characters.`;
  if (length > LONGEST) return `A password has at most ${LONGEST} characters.`;
  const plain = nameKey(password);
  if (plain === nameKey(name)) return "The password must not be the name.";
  const isCommon = commonPasswords.has(plain) || new Set(plain).size === 1;
  return isCommon ? "This is one of the passwords that everybody tries first." : null;
};

export const hashPassword = (password: string): Promise<string> => hash(canonical(password), cost);

/** Whether a password is right. With no hash to compare to it is wrong, and takes as long to be. */
export const isPassword = async (password: string, stored: string | null): Promise<boolean> => {
  const fits = await verify(stored ?? NOBODYS, canonical(password));
  return fits && stored !== null;
};
