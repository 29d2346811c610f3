import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ConfigError, readConfig, settingsOf } from "../../server/config.ts";

test("an empty environment runs on a laptop, for this machine only", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataDir: "./data",
    origin: null,
    basePath: "/",
    guests: true,
    registration: "open",
    oidcIssuer: null,
    oidcClientId: "backprop-drill",
    oidcClientSecret: null,
    oidcName: "Single sign-on",
    rateLimit: 1200,
    trustProxy: [],
    logLevel: "warn",
    backupHour: 3,
    backupDays: 7,
    backupWeeks: 4,
    metricsToken: null,
  });
});

test("an empty value counts as none", () => {
  expect(readConfig({ PORT: "", TRUST_PROXY: "" })).toEqual(readConfig({}));
});

test("every variable can be set", () => {
  const environment = {
    HOST: "0.0.0.0",
    PORT: "0",
    DATA_DIR: "/var/lib/drill",
    ORIGIN: "https://drill.example:8443/",
    BASE_PATH: "/study/drill",
    GUESTS: "off",
    REGISTRATION: "invite",
    OIDC_ISSUER: "https://login.example",
    OIDC_CLIENT_ID: "drill",
    OIDC_CLIENT_SECRET: "secret",
    OIDC_NAME: "Campus",
    RATE_LIMIT: "0",
    TRUST_PROXY: "127.0.0.1, 10.0.0.0/8, ::1",
    LOG_LEVEL: "debug",
    BACKUP_HOUR: "23",
    BACKUP_DAYS: "0",
    BACKUP_WEEKS: "52",
    METRICS_TOKEN: "sixteen-and-more",
  };
  expect(readConfig(environment)).toEqual({
    host: "0.0.0.0",
    port: 0,
    dataDir: "/var/lib/drill",
    origin: "https://drill.example:8443",
    basePath: "/study/drill/",
    guests: false,
    registration: "invite",
    oidcIssuer: "https://login.example/",
    oidcClientId: "drill",
    oidcClientSecret: "secret",
    oidcName: "Campus",
    rateLimit: 0,
    trustProxy: ["127.0.0.1", "10.0.0.0/8", "::1"],
    logLevel: "debug",
    backupHour: 23,
    backupDays: 0,
    backupWeeks: 52,
    metricsToken: "sixteen-and-more",
  });
});

describe("a broken value is named in one line:", () => {
  test.each([
    ["PORT", "70000"],
    ["PORT", "3e3"],
    ["ORIGIN", "drill.example"],
    ["ORIGIN", "https://drill.example/path"],
    ["BASE_PATH", "drill"],
    ["BASE_PATH", "//drill"],
    ["GUESTS", "yes"],
    ["REGISTRATION", "everybody"],
    ["OIDC_ISSUER", "http://login.example"],
    ["RATE_LIMIT", "-1"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "10.0.0.0/64"],
    ["LOG_LEVEL", "loud"],
    ["BACKUP_HOUR", "24"],
  ])("%s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}", but has to be [^\n]+$`));
  });
});

test("a broken secret is not repeated", () => {
  expect(() => readConfig({ METRICS_TOKEN: "too-short" })).toThrow(/^METRICS_TOKEN has to be [^\n]+$/);
});

test("settings are shown with their source, and secrets not at all", () => {
  const settings = settingsOf({ PORT: "8080", GUESTS: "", METRICS_TOKEN: "sixteen-and-more" });
  const shown = Object.fromEntries(settings.map(({ name, value, source }) => [name, [value, source]]));
  expect(shown).toMatchObject({
    PORT: ["8080", "environment"],
    GUESTS: ["on", "default"],
    METRICS_TOKEN: [null, "environment"],
  });
  expect(JSON.stringify(settings)).not.toContain("sixteen");
});

test("the README lists every variable with its default", () => {
  const readme = readFileSync(join(import.meta.dirname, "../../README.md"), "utf8");
  const listed = new Map(
    [...readme.matchAll(/^\| `([A-Z_]+)` +\| `([^`]+)` +\|/gm)].map(([, name, value]) => [name, value]),
  );
  const settings = settingsOf({}).map(({ name, value }) => [name, value] as const);
  expect(Object.fromEntries(listed)).toMatchObject(Object.fromEntries(settings));
});
