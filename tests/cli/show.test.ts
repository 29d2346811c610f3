import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { draw } from "#quiz/draw.ts";
import type { ItemOf } from "#quiz/items/form.ts";
import { numberSolution } from "#quiz/items/number.ts";
import { skills } from "#quiz/skills.ts";

const root = join(import.meta.dirname, "../..");
const show = (...args: string[]) =>
  spawnSync(process.execPath, ["server/cli/show.ts", ...args], { cwd: root, encoding: "utf8" });

describe("show", () => {
  test("prints an instance with its key, derivation, hints and what each mistake makes of it", () => {
    const { status, stdout, stderr } = show("mlp.hidden_grad", "3", "a", "number");
    const { key } = numberSolution(
      draw("mlp.hidden_grad", { seed: "a", level: 3, form: "number" }) as ItemOf<"number">,
    );
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    for (const part of ["asked", "network", "given", "key", "derivation", "hints", "mistakes"])
      expect(stdout).toContain(`\n${part}\n`);
    expect(stdout).toContain(key.text);
    expect(stdout).toContain("path.first_only: only the path through o1");
    expect(show("mlp.hidden_grad", "3", "a", "number").stdout).toBe(stdout);
  });

  test.each([
    [["mlp.two_hidden", "3"], "level: mlp.two_hidden is asked at level 4 or 5, not at 3."],
    [["mlp.two_hidden", "4.0"], "level: mlp.two_hidden is asked at level 4 or 5, not at 4.0."],
    [["opt.compare", "3", "a", "paths"], "form: opt.compare is asked as choice, flashcard, not as paths."],
  ])("refuses %j and says what there is", (args, complaint) => {
    const { status, stdout, stderr } = show(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(complaint);
  });

  test("prints a written question in both languages, with why each option is right or wrong", () => {
    const { status, stdout } = show("opt.compare", "3", "a", "choice");
    expect(status).toBe(0);
    expect(stdout).toMatch(/\nwritten\n {2}opt\.compare\./);
    expect(stdout).toMatch(/\p{Script=Han}/u);
  });

  test.each([[[]], [["no.such_skill"]], [["__proto__"]]])("lists the skills for %j", (args) => {
    const { status, stdout, stderr } = show(...args);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    const available = Object.values(skills).filter((skill) => skill.available);
    expect(available.filter(({ id }) => !stderr.includes(id))).toEqual([]);
  });
});
