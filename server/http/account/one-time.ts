import { Secret, TOTP } from "otpauth";
import { encode } from "uqr";
import { useRecoveryCode } from "../../db/recovery-codes.ts";
import type { Database } from "../../db/schema.ts";
import { findTotp, useStep } from "../../db/totp.ts";
import { hashOf, readCode } from "./codes.ts";

const ISSUER = "Backprop Drill";
const PERIOD = 30;
/** As long as the hash of the codes, as RFC 4226 recommends. */
const SECRET_BYTES = 20;

type RandomBytes = (size: number) => Buffer;

export const newSecret = (randomBytes: RandomBytes): string =>
  new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;

const generator = (secret: string, label = ""): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, period: PERIOD, algorithm: "SHA1", digits: 6 });

/** What an authenticator has to know of an account: as an address, and as a picture of it, row by row. */
export const enrolment = (name: string, secret: string): { secret: string; address: string; picture: string[] } => {
  const address = generator(secret, name).toString();
  const picture = encode(address, { border: 0 }).data.map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
  return { secret, address, picture };
};

/** The time step that a code belongs to: this one, or one beside it since clocks differ; null for a wrong code. */
export const stepOf = (secret: string, code: string, at: number): number | null => {
  const token = code.replaceAll(/\s/g, "");
  const delta = /^\d{6}$/.test(token) ? generator(secret).validate({ token, timestamp: at, window: 1 }) : null;
  return delta === null ? null : Math.floor(at / 1000 / PERIOD) + delta;
};

/** Uses up a code of somebody's authenticator, or one of their recovery codes; false when it is neither. */
export const takeCode = async (trx: Database, user: number, code: string, at: number): Promise<boolean> => {
  const recovery = readCode(code);
  if (recovery !== null) return useRecoveryCode(trx, user, hashOf(recovery));
  const totp = await findTotp(trx, user);
  const step = totp?.confirmed === true ? stepOf(totp.secret, code, at) : null;
  return step !== null && useStep(trx, user, step);
};
