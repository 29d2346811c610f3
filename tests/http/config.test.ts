import { describe, expect, test } from "vitest";
import { ConfigError, readConfig } from "../../server/config.ts";

test("an empty environment runs on a laptop, for this machine only", () => {
  expect(readConfig({})).toEqual({
    host: "127.0.0.1",
    port: 3000,
    dataDir: "./data",
    origin: null,
    guests: true,
    rateLimit: 1200,
    trustProxy: [],
    logLevel: "warn",
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
    GUESTS: "off",
    RATE_LIMIT: "0",
    TRUST_PROXY: "127.0.0.1, 10.0.0.0/8, ::1",
    LOG_LEVEL: "debug",
  };
  expect(readConfig(environment)).toEqual({
    host: "0.0.0.0",
    port: 0,
    dataDir: "/var/lib/drill",
    origin: "https://drill.example:8443",
    guests: false,
    rateLimit: 0,
    trustProxy: ["127.0.0.1", "10.0.0.0/8", "::1"],
    logLevel: "debug",
  });
});

describe("a broken value is named in one line:", () => {
  test.each([
    ["PORT", "70000"],
    ["PORT", "3e3"],
    ["ORIGIN", "drill.example"],
    ["ORIGIN", "https://drill.example/path"],
    ["GUESTS", "yes"],
    ["RATE_LIMIT", "-1"],
    ["TRUST_PROXY", "true"],
    ["TRUST_PROXY", "10.0.0.0/64"],
    ["LOG_LEVEL", "loud"],
  ])("%s=%s", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^${name} is "${value}", but has to be [^\n]+$`));
  });
});
