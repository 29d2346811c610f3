import { BlockList, isIP } from "node:net";
import { z } from "zod";

type Variable<S extends z.ZodType> = { name: string; fallback: string; expected: string; schema: S };

const variable = <S extends z.ZodType>(name: string, fallback: string, expected: string, schema: S): Variable<S> => ({
  name,
  fallback,
  expected,
  schema,
});

const wholeNumber = (most: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().max(most));

const isOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.origin === text.replace(/\/$/, "");
};

const isAddressRange = (text: string): boolean => {
  const [address = "", bits = "0", ...rest] = text.split("/");
  const family = isIP(address);
  if (family === 0 || rest.length > 0 || !/^\d{1,3}$/.test(bits)) return false;
  try {
    new BlockList().addSubnet(address, Number(bits), family === 4 ? "ipv4" : "ipv6");
    return true;
  } catch {
    return false;
  }
};

const addressRanges = z
  .string()
  .transform((list) => list.split(",").map((range) => range.trim()))
  .pipe(z.array(z.string().refine(isAddressRange)));

/** Every environment variable that the server reads: its name, its default, and what a value has to be. */
export const variables = {
  host: variable("HOST", "127.0.0.1", "the address to listen on; 0.0.0.0 lets other machines in", z.string()),
  port: variable("PORT", "3000", "a whole number from 0 to 65535; 0 takes any free port", wholeNumber(65_535)),
  dataDir: variable("DATA_DIR", "./data", "a folder for the database, made when missing", z.string()),
  /** Null: whichever host the request itself names. */
  origin: variable(
    "ORIGIN",
    "same",
    "the address that browsers see, such as https://drill.example.org, or same for whatever host was called",
    z.union([
      z.literal("same").transform(() => null),
      z
        .string()
        .refine(isOrigin)
        .transform((text) => new URL(text).origin),
    ]),
  ),
  guests: variable(
    "GUESTS",
    "on",
    "on or off",
    z.enum(["on", "off"]).transform((value) => value === "on"),
  ),
  rateLimit: variable(
    "RATE_LIMIT",
    "1200",
    "a whole number of requests a minute and address; 0 turns it off",
    wholeNumber(1_000_000),
  ),
  trustProxy: variable(
    "TRUST_PROXY",
    "none",
    "none, or the addresses of the proxies in front, such as 127.0.0.1,10.0.0.0/8",
    z.union([z.literal("none").transform((): string[] => []), addressRanges]),
  ),
  logLevel: variable(
    "LOG_LEVEL",
    "warn",
    "fatal, error, warn, info, debug, trace or silent",
    z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]),
  ),
} as const;

/** How this server runs: the environment, read once. */
export type Config = { readonly [K in keyof typeof variables]: z.output<(typeof variables)[K]["schema"]> };

/** A value of the environment that cannot be used; the message names the variable and says what it has to be. */
export class ConfigError extends Error {}

/** Reads the configuration out of an environment; throws a ConfigError at the first broken value. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  const read = <S extends z.ZodType>({ name, fallback, expected, schema }: Variable<S>): z.output<S> => {
    const given = environment[name];
    // `PORT= npm start` means the default too.
    const value = given === undefined || given === "" ? fallback : given;
    const result = schema.safeParse(value);
    if (!result.success) throw new ConfigError(`${name} is ${JSON.stringify(value)}, but has to be ${expected}.`);
    return result.data;
  };
  return {
    host: read(variables.host),
    port: read(variables.port),
    dataDir: read(variables.dataDir),
    origin: read(variables.origin),
    guests: read(variables.guests),
    rateLimit: read(variables.rateLimit),
    trustProxy: read(variables.trustProxy),
    logLevel: read(variables.logLevel),
  };
};
