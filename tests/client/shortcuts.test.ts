import { describe, expect, test } from "vitest";
import { digitOf, type Press, shortcutOf } from "../../client/shortcuts.ts";

const press = (key: string, changes: Partial<Press> = {}): Press => ({
  key,
  code: `Key${key.toUpperCase()}`,
  alt: false,
  command: false,
  typing: false,
  ...changes,
});

describe("keys", () => {
  test("are shortcuts outside a field", () => {
    expect(["h", "n", "d", "r", "a", "?"].map((key) => shortcutOf(press(key)))).toEqual([
      "hint",
      "another",
      "step",
      "retry",
      "answer",
      "help",
    ]);
    expect(shortcutOf(press("H"))).toBe("hint");
  });

  test("stay letters in a field unless Alt is held", () => {
    expect(shortcutOf(press("n", { typing: true }))).toBeNull();
    expect(shortcutOf(press("˜", { typing: true, alt: true, code: "KeyN" }))).toBe("another");
  });

  test("leave the browser's own commands alone", () => {
    expect(shortcutOf(press("n", { command: true }))).toBeNull();
  });

  test("digits are never shortcuts", () => {
    expect(Array.from("0123456789", (key) => shortcutOf(press(key, { code: `Digit${key}` })))).toEqual(
      Array(10).fill(null),
    );
  });

  test("digits choose outside fields, and leave the browser's own commands alone", () => {
    expect(digitOf(press("1"))).toBe("1");
    expect(["0", "a", "Enter"].map((key) => digitOf(press(key)))).toEqual([null, null, null]);
    expect(digitOf(press("1", { command: true }))).toBeNull();
    expect(digitOf(press("1", { alt: true }))).toBeNull();
    expect(digitOf(press("1", { typing: true }))).toBeNull();
  });

  test("Escape leaves a field", () => {
    expect(shortcutOf(press("Escape", { typing: true }))).toBe("leave");
    expect(shortcutOf(press("Escape"))).toBeNull();
  });
});
