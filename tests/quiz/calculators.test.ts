import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { problemOf } from "#engine/problem.ts";
import { acceptance, accepts } from "#quiz/acceptance.ts";
import { calculate, deriveDocument, diagnoseDocument } from "#quiz/calculators.ts";
import { type MistakeId, mistakes } from "#quiz/mistakes/index.ts";
import { applicableMistakes, predict } from "#quiz/predictions.ts";
import { deriveRequest, deriveResponse, diagnoseResponse } from "#contract/calculators.ts";
import { namedNetworks } from "../../seeds/networks/index.ts";
import {
  agree,
  calculatorCases,
  devCases,
  familyCases,
  publishedCalculatorCases,
  publishedFamilyCases,
  leavesOf,
  referenceMistakes,
  type Tree,
} from "../engine/cases.ts";

const namedNetwork = (id: string): DenseDocument => {
  const found = namedNetworks.find((network) => network.id === id);
  if (!found) throw new Error(`no network ${id}`);
  return found.network;
};
const s1 = namedNetwork("S1");
const s4 = namedNetwork("S4");

/** Whether two trees have the same names and shapes, and agree in every number and text. */
function differences(got: unknown, want: Tree): string[] {
  const [ours, theirs] = [leavesOf(got as Tree), leavesOf(want)];
  const known = new Map(ours);
  const paths = (leaves: typeof ours) => leaves.map(([path]) => path).toSorted();
  const missing = paths(theirs).filter((path) => !known.has(path));
  const added = paths(ours).filter((path) => !theirs.some(([other]) => other === path));
  const off = theirs.filter(([path, value]) => {
    const mine = known.get(path);
    return typeof value === "number" ? !agree(typeof mine === "number" ? mine : undefined, value) : mine !== value;
  });
  return [...missing.map((path) => `no ${path}`), ...added.map((path) => `also ${path}`), ...off.map(([path]) => path)];
}

describe("derive", () => {
  test.each([...devCases, ...familyCases, ...calculatorCases])(
    "gives the fields of $id, same names and shapes",
    ({ spec, expected }) => {
      const answer = calculate({ network: deriveRequest.parse({ network: spec }).network });
      expect(deriveResponse.parse(answer)).toEqual(answer);
      const { derivations, ...fields } = answer;
      expect(derivations).toEqual([]);
      expect(differences(fields, expected)).toEqual([]);
      expect(Object.keys(fields).toSorted()).toEqual(Object.keys(expected).toSorted());
    },
  );

  describe.each(publishedCalculatorCases)("as printed: $id", ({ spec, expected, published }) => {
    const answer = calculate({ network: deriveRequest.parse({ network: spec }).network });
    const known = new Map(leavesOf(answer));
    const isConfirmed = ({ path, printed, tolerance }: (typeof published)[number]) =>
      Math.abs(Number(known.get(path)) - Number(printed)) <= tolerance;

    test("gives every number, same names and shapes", () => {
      const { derivations: _, ...fields } = answer;
      expect(differences(fields, expected)).toEqual([]);
    });

    test("confirms the numbers that are right, and no misprint", () => {
      expect(published.filter((number) => isConfirmed(number) !== number.agrees)).toEqual([]);
    });
  });

  test("works other families out in fractions too, where they are asked for", () => {
    const { spec } = publishedFamilyCases.find(({ id }) => id === "P-micrograd")!;
    const { exact } = deriveDocument({ network: { ...spec, rational: true } });
    expect([exact?.loss, exact?.grads["a"]]).toEqual(["2421/98", "47620/343"]);
  });

  test("checks a gradient of another family by differences", () => {
    const { spec } = familyCases.find(({ id }) => id === "D-lstm-002")!;
    const asked = { param: "Wh", index: [5, 1], h: 1e-4, scheme: "central" as const };
    const { gradcheck } = deriveDocument({ network: { ...spec, gradcheck: asked } });
    expect(Number(gradcheck?.relative_error)).toBeLessThan(1e-7);
  });

  test("the cases hold every field there is", () => {
    const names = new Set(devCases.flatMap(({ expected }) => Object.keys(expected)));
    expect([...names]).toEqual(expect.arrayContaining(["exact", "agh", "gradcheck", "trajectory", "loss_after"]));
  });

  test("answers what the contract promises, derivations included", () => {
    const ask = ["grads.W1.0.0", "updated.W2.0.1", "loss_after", "deltas.z1.0.1", "forward.a2.0.0", "loss"];
    const answer = deriveDocument({ network: s4, ask, notation: "mazur" });
    expect(deriveResponse.parse(answer)).toEqual(answer);
    expect(answer.derivations.map(({ quantity }) => quantity)).toEqual(ask);
    expect(answer.derivations[0]!.steps.at(-1)!.value).toBeCloseTo(0.00043856773447434674, 15);
  });

  test("names the field at fault", () => {
    const refused = (change: () => unknown) =>
      expect(change).toThrow(expect.objectContaining({ name: "DocumentError" }));
    refused(() => deriveDocument({ network: s4, ask: ["grads.W9.0.0"] }));
    const trained = { ...s4, optimizer: { ...s4.optimizer!, steps: 5 } };
    refused(() => deriveDocument({ network: trained, ask: ["loss_after"] }));
    refused(() => diagnoseDocument({ network: trained, quantity: "after.5.grads.W1.0.0", answer: "1" }));
    refused(() => deriveDocument({ network: { ...s4, params: { ...s4.params, W1: [[1]] } } }));
    refused(() => diagnoseDocument({ network: s4, quantity: "grads.nothing", answer: "1" }));
    refused(() => diagnoseDocument({ network: s4, quantity: "", answer: "1" }));
  });
});

/** The proof network of the reference: exact gradient, what the published rule implies, and their ratio. */
const RULE_AND_GRADIENT = [
  ["W3.0.0", -0.00477172614486, -0.00477172614486, 1],
  ["W2.0.0", -0.000608277013326, -0.00244173739791, 4.0141865374],
  ["W1.0.0", 5.54607038506e-5, 9.50757763391e-4, 17.1429083546],
  ["W1.1.0", -8.85428736601e-5, -1.54585490651e-3, 17.458829182],
] as const;

describe("the published rule of the 2-3-2-1 network", () => {
  const rate = s1.optimizer!.lr;
  const { grads, agh } = deriveDocument({ network: { ...s1, agh: true } });
  const at = (tree: unknown, path: string): number => Number(new Map(leavesOf(tree as Tree)).get(path));

  test.each(RULE_AND_GRADIENT)(
    "%s: the gradient, what the rule implies, their ratio",
    (path, exact, implied, ratio) => {
      const gradient = at(grads, path);
      const byRule = (at(s1.params, path) - at(agh!.updated, path)) / rate;
      expect(gradient / exact).toBeCloseTo(1, 10);
      expect(byRule / implied).toBeCloseTo(1, 9);
      expect(byRule / gradient / ratio).toBeCloseTo(1, 9);
    },
  );
});

describe("diagnose", () => {
  const diagnose = (quantity: string, answer: string) => {
    const found = diagnoseDocument({ network: s4, quantity, answer });
    expect(diagnoseResponse.parse(found)).toEqual(found);
    return found;
  };
  type Found = ReturnType<typeof diagnose>;
  const singles = ({ mistakes: found }: Found): string[] => found.filter((m) => m.with === null).map(({ id }) => id);

  test("knows the printed loss after one step for what it is", () => {
    const misprint = diagnose("loss_after", "0.291027924");
    expect(misprint).toMatchObject({ verdict: "wrong", certainty: "named" });
    expect(singles(misprint)).toEqual(["path.updated_weights"]);
    expect(diagnose("loss_after", "0.29102777")).toMatchObject({ verdict: "right", mistakes: [] });
    // Cut off instead of rounded, and with every digit.
    expect(diagnose("loss_after", "0.291027923").verdict).toBe("wrong");
    expect(diagnose("loss_after", "0.29102792390544185").verdict).toBe("wrong");
    expect(diagnose("loss_after", "0.29102777369359933").verdict).toBe("right");
  });

  const problem = problemOf(s4);
  const numbersOf = (path: string): (readonly [MistakeId, number])[] => {
    const asked = problem.network.find(path)!;
    return applicableMistakes(problem.network).map((id) => [id, predict(problem, [id], asked)!] as const);
  };
  const distinct = (numbers: readonly number[]): number =>
    numbers.filter((a, i) => !numbers.slice(0, i).some((b) => Math.abs(a - b) <= 1e-9 * Math.abs(a))).length;

  test.each([
    ["grads.W1.0.0", 26],
    ["grads.W2.0.0", 18],
  ])("%s: 41 mistakes of the reference apply and give %i numbers", (path, count) => {
    const numbers = numbersOf(path).flatMap(([id, value]) => (referenceMistakes.has(id) ? [value] : []));
    expect(numbers).toHaveLength(41);
    expect(distinct(numbers)).toBe(count);
  });

  test.each(["grads.W1.0.0", "grads.W2.0.0"])("%s: every mistake is named from four digits", (path) => {
    const right = acceptance(problem, problem.network.find(path)!)!;
    const missed = numbersOf(path).filter(([id, value]) => {
      const typed = Number(value.toPrecision(4));
      const found = diagnose(path, String(typed));
      if (accepts(right, typed)) return found.verdict !== "right";
      return !(found.verdict === "wrong" && found.certainty === "named" && singles(found).includes(id));
    });
    expect(missed).toEqual([]);
  });

  test("a path mistake does not show in an output weight", () => {
    const shown = numbersOf("grads.W2.0.0").filter(([, value]) => !agree(value, 0.08216704056423077));
    expect(shown.filter(([id]) => id.startsWith("path."))).toEqual([]);
  });

  test("names mistakes in both languages with a remedy", () => {
    const [first] = diagnose("grads.W1.0.0", "0.0006684").mistakes;
    expect(first).toMatchObject({ id: "path.first_only", ...namesOf("path.first_only") });
  });

  const namesOf = (id: MistakeId) => ({ name: mistakes[id].name, remedy: mistakes[id].remedy });

  test("says where an unreadable answer stops", () => {
    expect(diagnose("loss", "0.29,1")).toMatchObject({ verdict: "unreadable", position: 4, accepted: null });
  });

  test("an exact zero is 0, whatever dust floating point leaves", () => {
    const network: DenseDocument = {
      type: "dense",
      config: {
        layers: [{ activation: "identity", bias: "none" }],
        loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
      },
      params: { W1: [[0.1]] },
      inputs: { X: [[3]] },
      targets: [[0.3]],
    };
    const judged = (answer: string) => diagnoseDocument({ network, quantity: "grads.W1.0.0", answer });
    expect(judged("0")).toMatchObject({ verdict: "right", accepted: [0, 0] });
    expect(judged("0.001").verdict).toBe("wrong");
    // A small number that is no zero stays itself.
    const tiny: DenseDocument = { ...network, params: { W1: [[1e-6]] }, inputs: { X: [[1e-9]] }, targets: [[1e-7]] };
    expect(diagnoseDocument({ network: tiny, quantity: "grads.W1.0.0", answer: "0" }).verdict).toBe("wrong");
  });
});
