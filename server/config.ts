import { BlockList, isIP } from "node:net";
import { z } from "zod";

type Variable<S extends z.ZodType> = { name: string; fallback: string; expected: string; schema: S; secret?: true };

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

/** How much is written to the log, from least to most but for the last. */
export const logLevels = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

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
  basePath: variable(
    "BASE_PATH",
    "/",
    "the path below which browsers see the server, such as /drill/",
    z
      .string()
      .regex(/^\/([\w.~-]+\/?)*$/)
      .transform((path) => (path.endsWith("/") ? path : `${path}/`)),
  ),
  guests: variable(
    "GUESTS",
    "on",
    "on or off",
    z.enum(["on", "off"]).transform((value) => value === "on"),
  ),
  registration: variable(
    "REGISTRATION",
    "open",
    "closed, invite or open: whether nobody, whoever has a link, or anybody may make an account",
    z.enum(["closed", "invite", "open"]),
  ),
  /** Null: nobody signs on by another server's word. */
  oidcIssuer: variable(
    "OIDC_ISSUER",
    "none",
    "none, or the https address of an OpenID Connect server whose word on who somebody is is taken",
    z.union([
      z.literal("none").transform(() => null),
      z
        .string()
        .refine((text) => URL.parse(text)?.protocol === "https:")
        .transform((text) => new URL(text).href),
    ]),
  ),
  oidcClientId: variable("OIDC_CLIENT_ID", "backprop-drill", "what that server calls this one", z.string()),
  oidcClientSecret: {
    ...variable(
      "OIDC_CLIENT_SECRET",
      "none",
      "none, or what this server proves itself to that one by",
      z.union([z.literal("none").transform(() => null), z.string()]),
    ),
    secret: true,
  },
  oidcName: variable("OIDC_NAME", "Single sign-on", "what people know that server as", z.string().max(60)),
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
  logLevel: variable("LOG_LEVEL", "warn", "fatal, error, warn, info, debug, trace or silent", z.enum(logLevels)),
  backupHour: variable(
    "BACKUP_HOUR",
    "3",
    "the hour of the nightly backup, from 0 to 23, in the server's time zone",
    wholeNumber(23),
  ),
  backupDays: variable(
    "BACKUP_DAYS",
    "7",
    "a whole number of days whose backup is kept; 0 turns nightly backups off",
    wholeNumber(3_650),
  ),
  backupWeeks: variable("BACKUP_WEEKS", "4", "a whole number of weeks whose last backup is kept", wholeNumber(520)),
  /** Null: there are no metrics. */
  metricsToken: {
    ...variable(
      "METRICS_TOKEN",
      "off",
      "off, or 16 characters or more that whoever asks for /metrics has to send",
      z.union([z.literal("off").transform(() => null), z.string().regex(/^[\x21-\x7e]{16,}$/)]),
    ),
    secret: true,
  },
} as const;

/** How this server runs: the environment, read once. */
export type Config = { readonly [K in keyof typeof variables]: z.output<(typeof variables)[K]["schema"]> };

/** A value of the environment that cannot be used; the message names the variable and says what it has to be. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

type AnyVariable = Variable<z.ZodType>;

/** What was given for a variable; `PORT= npm start` means the default too. */
const given = (environment: Environment, { name }: AnyVariable): string | null => {
  const value = environment[name];
  return value === undefined || value === "" ? null : value;
};

const read = (environment: Environment, asked: AnyVariable): unknown => {
  const { name, fallback, expected, schema, secret } = asked;
  const value = given(environment, asked) ?? fallback;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new ConfigError(`${name} ${secret ? "" : `is ${JSON.stringify(value)}, but `}has to be ${expected}.`);
};

/** Reads the configuration out of an environment; throws a ConfigError at the first broken value. */
export const readConfig = (environment: Environment): Config => {
  const entries = Object.entries(variables).map(([key, asked]) => [key, read(environment, asked)]);
  return Object.fromEntries(entries) as Config;
};

/** The server's address as browsers see it, without a slash at its end, as far as the settings tell. */
export const addressOf = (config: Pick<Config, "origin" | "host" | "port" | "basePath">): string => {
  const isLocal = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(config.host);
  const origin = config.origin ?? `http://${isLocal ? "localhost" : config.host}:${config.port}`;
  return origin + config.basePath.slice(0, -1);
};

/** A setting as the server's owner is shown it: what holds, and where it comes from; a secret is only said to be there. */
export type Setting = {
  readonly name: string;
  readonly value: string | null;
  readonly source: "environment" | "default";
  readonly meaning: string;
};

const settingOf = (environment: Environment, asked: AnyVariable): Setting => {
  const value = given(environment, asked);
  return {
    name: asked.name,
    value: value !== null && asked.secret ? null : (value ?? asked.fallback),
    source: value === null ? "default" : "environment",
    meaning: asked.expected,
  };
};

/** Every setting with its source. */
export const settingsOf = (environment: Environment): Setting[] =>
  Object.values<AnyVariable>(variables).map((asked) => settingOf(environment, asked));
