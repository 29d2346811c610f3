import { describe, expect, test } from "vitest";
import { Equivalence } from "#engine/equivalence.ts";
import type { Expression } from "#engine/expression.ts";
import { type NotationId, notations, symbolOf } from "#engine/notation/index.ts";
import { type Problem, problemOf } from "#engine/problem.ts";
import { type Quantity, root } from "#engine/quantity.ts";
import { simplify } from "#engine/simplify.ts";
import { write } from "#engine/write.ts";
import { writtenOut } from "#engine/written-out.ts";
import { openItem } from "#quiz/explain.ts";
import { type FormulaVerdict, judgeFormula, writtenDifference } from "#quiz/judge-formula.ts";
import type { MistakeId } from "#quiz/mistakes/index.ts";
import { applicableMistakes, reasoningOf } from "#quiz/predictions.ts";
import { caseOf } from "../engine/cases.ts";
import { formulaNetworks } from "../engine/formula-networks.ts";
import { drawn, isBackThroughLayers, named } from "./drawn.ts";

const mazur = problemOf(caseOf("P-mazur-1").spec);

const judged = (path: string, text: string, problem: Problem = mazur, notation: NotationId = "mazur") =>
  judgeFormula({ problem, asked: problem.network.find(path)!, notation: notations[notation] }, text);

function wrong(path: string, text: string) {
  const verdict = judged(path, text);
  if (verdict.verdict !== "wrong") throw new Error(`${text} is ${verdict.verdict}`);
  return verdict;
}

const written = (e: Expression, notation: NotationId = "mazur", { network }: Problem = mazur): string =>
  write(simplify(e), (q) => symbolOf(network, notations[notation], q)).text;

describe("a wrong formula is the formula of a mistake", () => {
  test.each<[string, string, ...MistakeId[]]>([
    ["grads.W2.0.0", "-(o1-t1) o1 (1-o1) h1", "loss.sign_t_minus_o"],
    ["grads.W2.0.0", "2 (o1-t1) o1 (1-o1) h1", "loss.extra_factor_2"],
    ["grads.W2.0.0", "δ_o1 h2", "input.wrong_index"],
    ["grads.W2.0.0", "δ_o1 net_h1", "input.pre_activation"],
    ["grads.W2.0.0", "δ_o1 o1", "input.own_output"],
    ["grads.W2.0.0", "δ_o1", "input.omit"],
    ["grads.W2.0.0", "(o1-t1) σ'(o1) h1", "act.deriv_at_output"],
    ["grads.W2.0.0", "(o1-t1) net_o1 (1-net_o1) h1", "act.net_in_output_form"],
    ["grads.W2.0.0", "(o1-t1) o1^2 h1", "act.sigmoid_missing_one_minus"],
    ["grads.W1.0.0", "δ_o1 w5 h1 (1-h1) i1", "path.first_only"],
    ["grads.W1.0.0", "δ_o2 w7 h1 (1-h1) i1", "path.last_only"],
    ["grads.W1.0.0", "(δ_o1 w5 + δ_o2 w7)/2 h1 (1-h1) i1", "path.average"],
    ["grads.W1.0.0", "(δ_o1 + δ_o2) h1 (1-h1) i1", "path.omit_weight"],
    ["grads.W1.0.0", "(δ_o1 w5' + δ_o2 w7') h1 (1-h1) i1", "path.updated_weights"],
    ["grads.W1.0.0", "(δ_o1 (w5 - η δ_o1 h1) + δ_o2 (w7 - η δ_o2 h1)) h1 (1-h1) i1", "path.updated_weights"],
    ["grads.W1.0.0", "(δ_o2 w5 + δ_o1 w7) h1 (1-h1) i1", "path.other_outputs_error"],
    ["grads.W1.0.0", "(δ_o1 w5 + δ_o2 w6) h1 (1-h1) i1", "path.transposed_weights"],
    ["grads.W1.0.0", "((o1-t1) w5 + (o2-t2) w7) h1 (1-h1) i1", "act.omit_output", "path.agh_rule"],
    ["grads.W1.0.0", "((o1-t1) w5 + (o2-t2) w7) i1", "act.omit_all"],
    ["grads.W1.0.0", "(δ_o1 w5 + δ_o2 w7) i1", "act.omit_hidden"],
    ["grads.b2", "0", "bias.zero"],
    ["grads.b2", "δ_o1", "bias.shared_first_only"],
    ["grads.b2", "(δ_o1 + δ_o2)/2", "bias.shared_average"],
    ["grads.a1.0.0", "δ_h1", "report.delta_instead_of_dEda"],
    ["updated.W2.0.0", "w5 + η dE/dw5", "update.ascent"],
    ["updated.W2.0.0", "w5 - δ_o1 h1", "update.no_lr"],
    ["updated.W2.0.0", "-η dE/dw5", "update.report_delta_w"],
    ["forward.z1.0.0", "w1 i1 + w2 i2", "forward.no_bias"],
  ])("d/d(%s): %s", (path, text, ...expected) => {
    const { certainty, mistakes } = wrong(path, text);
    expect(certainty).toBe("named");
    const ids = mistakes.map(({ id }) => id);
    for (const id of expected) expect(ids).toContain(id);
  });

  test("or of a mistake with a slip, or of two", () => {
    const negated = wrong("grads.W1.0.0", "-(δ_o1 + δ_o2) h1 (1-h1) i1");
    expect(negated.certainty).toBe("possible");
    expect(negated.mistakes).toContainEqual({ id: "path.omit_weight", with: "sign" });
    expect(wrong("grads.W1.0.0", "(δ_o1 + δ_o2) h1 (1-h1) h1").mistakes).toContainEqual({
      id: "path.omit_weight",
      with: "input.own_output",
    });
    expect(wrong("grads.W1.0.0", "w1 + w2")).toMatchObject({ certainty: "none", mistakes: [] });
  });
});

describe("what is missing, too many or another one", () => {
  const differs = (path: string, text: string): string => {
    const { difference } = wrong(path, text);
    if (!difference) return "";
    const names = (q: Quantity) => symbolOf(mazur.network, notations.mazur, q);
    const { kind, factor, instead, terms } = writtenDifference(difference, names);
    return [
      kind,
      factor?.text,
      ...(instead ? ["instead", instead.text] : []),
      ...(terms.length > 0 ? [`(${terms.map((term) => term.text).join(" and ")})`] : []),
    ]
      .filter(Boolean)
      .join(" ");
  };
  const PATH_2 = "delta_o2 * w7 * out_h1 * (1 - out_h1) * i1";

  test.each([
    ["grads.W2.0.0", "(t1-o1) o1 (1-o1) h1", "sign"],
    ["grads.W2.0.0", "δ_o1 h2", "factor wrong out_h1 instead out_h2"],
    ["grads.W2.0.0", "δ_o1 w5", "factor wrong out_h1 instead w5"],
    ["grads.W2.0.0", "δ_o1 w5 h1", "factor extra w5"],
    ["grads.W2.0.0", "h1", "factor missing delta_o1"],
    ["grads.W2.0.0", "(o1-t1) h1", "factor missing out_o1 * (1 - out_o1)"],
    ["grads.W2.0.0", "(o1-t1) o1 h1", "factor missing 1 - out_o1"],
    ["grads.W2.0.0", "½ (o1-t1) o1 (1-o1) h1", "factor extra 1/2"],
    ["grads.W2.0.0", "h1 h1 δ_o1", "factor extra out_h1"],
    ["grads.W1.0.0", "(δ_o1 w5 + δ_o2 w7) h1 (1-h1)", "factor missing i1"],
    ["grads.W1.0.0", "δ_o1 w5 h1 (1-h1) i1", `terms missing (${PATH_2})`],
    ["grads.W1.0.0", "(δ_o1 w5 + δ_o2 w6) h1 (1-h1) i1", `factor wrong w7 instead w6 (${PATH_2})`],
    ["grads.W1.0.0", "(δ_o1 w5 - δ_o2 w7) h1 (1-h1) i1", `sign (${PATH_2})`],
    ["grads.W1.0.0", "δ_o1 w5 h1 (1-h1) i1 + δ_o2 w7 h1 i1", `factor missing 1 - out_h1 (${PATH_2})`],
    ["grads.W1.0.0", "δ_o1 w5 h1 (1-h1) i1 + 2 δ_o2 w7 h1 (1-h1) i1", `factor extra 2 (${PATH_2})`],
    ["grads.W1.0.0", "δ_h1 i1 + b1", "term extra (b1)"],
    ["forward.z1.0.0", "w1 i1 + w2 i2", "terms missing (b1)"],
    ["forward.z1.0.0", "w1 i1 + b1", "terms missing (w2 * i2)"],
    ["forward.z1.0.0", "w1 i1 + w2 i2 + b2", "factor wrong b1 instead b2 (b1)"],
    ["updated.W2.0.0", "w5 - δ_o1 h1", "factor missing eta (-eta * dE/dw5)"],
    ["loss", "(t1-o1)^2 + (t2-o2)^2", "factor extra 2"],
    ["loss", "½(t1-o1)^2", "terms missing (E_o2)"],
    ["grads.W2.0.0", "o1 + t1 + h1", ""],
    ["grads.W2.0.0", "9^9^9^9", ""],
  ])("%s: %s: %s", (path, text, difference) => {
    expect(differs(path, text)).toBe(difference);
  });
});

test("a unit that is off at this network's numbers is no obstacle", () => {
  const problem = formulaNetworks.relu;
  const asked = problem.network.find("grads.W2.0.0")!;
  const verdict = judgeFormula({ problem, asked, notation: notations.perceptron }, "(o1-d1) y2");
  const names = problem.network.withRole("activation");
  expect(verdict).toMatchObject({ difference: { kind: "factor wrong", factor: names[0], instead: names[1] } });
});

describe("what is not wrong", () => {
  test("a name is no derivation of itself", () => {
    const asked = mazur.network.find("grads.W2.0.0")!;
    expect(judged("grads.W2.0.0", "dE/dw5")).toMatchObject({
      verdict: "right",
      unmet: [{ condition: { form: "without" }, quantities: [asked] }],
    });
    expect(judged("grads.W2.0.0", "dE/dnet_o1 h1")).toMatchObject({ verdict: "right", unmet: [] });
  });

  test("conditions on the form", () => {
    const asked = mazur.network.find("grads.W2.0.0")!;
    const verdict = judgeFormula(
      { problem: mazur, asked, notation: notations.mazur, conditions: [{ form: "no delta" }] },
      "δ_o1 h1",
    );
    expect(verdict).toMatchObject({ verdict: "right", unmet: [{ condition: { form: "no delta" } }] });
  });

  test("what cannot be read costs nothing", () => {
    expect(judged("grads.W2.0.0", "delta_o1 * ")).toMatchObject({ verdict: "unreadable", position: 11 });
  });

  test("numbers that agree here are not a formula", () => {
    expect(judged("grads.W2.0.0", "0.0821670405642308")).toMatchObject({ verdict: "wrong", agreesHere: true });
    expect(judged("grads.W1.0.0", "δ_h1 i2/2")).toMatchObject({ verdict: "wrong", agreesHere: true });
    expect(judged("grads.W1.0.0", "δ_h1 i2")).toMatchObject({ verdict: "wrong", agreesHere: false });
    expect(judged("grads.W1.0.0", "exp(exp(exp(9)))")).toMatchObject({ verdict: "wrong", agreesHere: false });
  });
});

const isRightOrTooLong = (verdict: FormulaVerdict): boolean =>
  verdict.verdict === "right" || (verdict.verdict === "unreadable" && verdict.kind === "too long");

describe("drawn gradients of every skill", () => {
  const items = drawn(1).filter(isBackThroughLayers);

  test("are many", () => {
    expect(new Set(items.map(({ skill }) => skill)).size).toBeGreaterThan(9);
  });

  test.each(items.map((item) => [named(item), item] as const))("%s", (_name, item) => {
    const { problem, asked } = openItem(item);
    const question = { problem, asked, notation: notations[item.notation] };
    const name = (e: Expression) => written(e, item.notation, problem);
    const equivalence = new Equivalence(problem);
    const texts = new Map<string, Set<MistakeId>>();
    for (const layer of [0, 1, 2, 3]) {
      const isOpen = (q: Quantity) => q.derived !== undefined && root(q).layer! <= layer;
      expect(
        isRightOrTooLong(judgeFormula(question, name(writtenOut(problem.model.right.define, asked, isOpen)))),
      ).toBe(true);
      for (const id of applicableMistakes(problem.network)) {
        const { define, rules } = reasoningOf(problem, [id]);
        const formula = writtenOut(define, rules.report(asked), isOpen);
        if (equivalence.areEqual(asked, formula) === true) continue;
        const text = name(formula);
        texts.set(text, (texts.get(text) ?? new Set()).add(id));
      }
    }
    let mistaken = 0;
    for (const [text, ids] of texts) {
      const verdict = judgeFormula(question, text);
      if (verdict.verdict === "unreadable" && verdict.kind === "too long") continue;
      mistaken++;
      const found = verdict.verdict === "wrong" ? verdict.mistakes.filter((m) => m.with === null) : [];
      const unnamed = [...ids].filter((id) => found.every((mistake) => mistake.id !== id));
      expect([text, verdict.verdict, unnamed]).toEqual([text, "wrong", []]);
    }
    expect(mistaken).toBeGreaterThan(0);
  });
});
