import { describe, expect, test } from "vitest";
import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { problemOf, valuesOf } from "#engine/problem.ts";
import { Random } from "#engine/random.ts";
import { acceptance, accepts, valueBefore } from "#quiz/acceptance.ts";
import { diagnoseDocument } from "#quiz/calculators.ts";
import { openItem } from "#quiz/explain.ts";
import type { Item } from "#quiz/item.ts";
import { judge } from "#quiz/judge.ts";
import { predict } from "#quiz/predictions.ts";
import { namedNetworks } from "../../seeds/networks/index.ts";
import { workedOut } from "#quiz/rounded-work.ts";
import { drawn, drawnAt, isAfterUpdate, named } from "./drawn.ts";

const items = drawn(6);
const opened = items.map((item) => {
  const { problem, asked } = openItem(item);
  return { item, problem, asked, right: acceptance(problem, asked)! };
});
const updates = opened.filter(({ item }) => item.ask.kind === "updated");

const failing = (of: typeof opened, holds: (one: (typeof opened)[number]) => boolean): string[] =>
  of.filter((one) => !holds(one)).map(({ item }) => named(item));

test("half a percent of the key is accepted to both sides, unless an update is asked for", () => {
  const plain = opened.filter(({ item, right }) => !isAfterUpdate(item) && right.key !== 0);
  const holds = failing(plain, ({ right }) => {
    const at = (share: number) => accepts(right, right.key * (1 + share));
    return at(0.0049) && at(-0.0049) && !at(0.0051) && !at(-0.0051);
  });
  expect(holds).toEqual([]);
});

describe("honest work", () => {
  /** Every number on the way is written down with so many digits, and so is the answer. */
  const work = ({ problem, asked, item }: (typeof opened)[number], digits: number) => {
    const value = workedOut(problem, problem.model.right, asked, digits);
    return judge(item, isAfterUpdate(item) ? value.toFixed(6) : value.toPrecision(digits));
  };

  test("to four digits is right, but for one item in fifty where terms cancel", () => {
    const fourDigits = opened.filter(({ item }) => item.ask.kind !== "loss_after");
    const refused = failing(fourDigits, (one) => work(one, 4).verdict === "right");
    expect(refused.length).toBeLessThan(fourDigits.length / 50);
  });

  test("to seven digits is always right", () => {
    expect(failing(opened, (one) => work(one, 7).verdict === "right")).toEqual([]);
  });

  test("is not taken for a mistake", () => {
    const accused = failing(opened, (one) => {
      const verdict = work(one, 4);
      return verdict.verdict === "right" || (verdict.verdict === "wrong" && verdict.certainty !== "named");
    });
    expect(accused).toEqual([]);
  });
});

describe("after an update", () => {
  test("the old weight, its ascent and its bare change are never right", () => {
    const wrongly = failing(updates, ({ problem, asked, right }) =>
      [
        valueBefore(problem, asked)!,
        predict(problem, ["update.ascent"], asked)!,
        predict(problem, ["update.report_delta_w"], asked)!,
      ].every((value) => !accepts(right, value)),
    );
    expect(wrongly).toEqual([]);
  });

  test("a gradient worked out within 0.4 % is precise enough, written to six decimals", () => {
    const refused = failing(updates, ({ item, problem, asked }) => {
      const before = valueBefore(problem, asked)!;
      const [gradient] = valuesOf(problem, problem.model.right, [problem.network.gradient(asked.derived!.of)]);
      return [-0.004, 0, 0.004].every((error) => {
        const worked = gradient! * (1 + error);
        return judge(item, (before - problem.document.optimizer!.lr * worked).toFixed(6)).verdict === "right";
      });
    });
    expect(refused).toEqual([]);
  });

  test("a weight that the step takes close to 0 is judged by its gradient all the same", () => {
    const network: DenseDocument = {
      type: "dense",
      config: {
        layers: [{ activation: "identity", bias: "none" }],
        loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
      },
      params: { W1: [[0.3, 0.7]] },
      inputs: { X: [[0.9, 0.5]] },
      targets: [[-0.0437]],
      optimizer: { name: "sgd", lr: 0.5 },
    };
    // dE/dw = 0.59733, w' = 0.3 - 0.298665 = 0.001335; with the gradient as 0.5975 it is 0.00125.
    const judged = (answer: string) => diagnoseDocument({ network, quantity: "updated.W1.0.0", answer }).verdict;
    expect(["0.001335", "0.00125", "0.3", "0.01"].map(judged)).toEqual(["right", "right", "wrong", "wrong"]);
  });

  test("a gradient that is off by 3 % is not precise enough", () => {
    const wrongly = failing(updates, ({ item, problem, asked, right }) => {
      const before = valueBefore(problem, asked)!;
      return [0.97, 1.03].every((share) => {
        const answer = before + share * (right.key - before);
        return judge(item, String(answer)).verdict === "wrong";
      });
    });
    expect(wrongly).toEqual([]);
  });

  test("the sign of the new weight alone says nothing about what was done", () => {
    const claimed = updates.filter(({ item, right }) => {
      const verdict = judge(item, String(-right.key));
      return verdict.verdict !== "wrong" || verdict.certainty === "named";
    });
    expect(claimed.map(({ item }) => named(item))).toEqual([]);
  });
});

describe("a number inside the interval, typed to many digits", () => {
  const s4 = namedNetworks.find(({ id }) => id === "S4")!.network;
  const item: Item = {
    ...drawnAt("mlp.loss_after", 4, 1)[0]!,
    network: s4,
    ask: { kind: "loss_after", quantity: "loss_after" },
  };
  const verdict = (answer: string) => judge(item, answer).verdict;
  const problem = problemOf(s4);
  const right = acceptance(problem, problem.network.lossAfter)!;
  const misprint = predict(problem, ["path.updated_weights"], problem.network.lossAfter)!;

  const cut = (value: number, digits: number): string => String(value).slice(0, "0.".length + digits);

  test("is right as long as it is the key, rounded or cut off anywhere", () => {
    for (let digits = 5; digits <= 17; digits++) {
      expect([digits, verdict(right.key.toFixed(digits))]).toEqual([digits, "right"]);
      expect([digits, verdict(cut(right.key, digits))]).toEqual([digits, "right"]);
    }
  });

  test("is a mistake's when it is the mistake's number, rounded or cut off, and not the key's", () => {
    for (let digits = 8; digits <= 17; digits++) {
      expect([digits, verdict(misprint.toFixed(digits))]).toEqual([digits, "wrong"]);
      expect([digits, verdict(cut(misprint, digits))]).toEqual([digits, "wrong"]);
    }
  });

  test("is right with the same few digits, or as the result of a calculation", () => {
    expect(verdict(misprint.toFixed(5))).toBe("right");
    expect(verdict(`${misprint} * 1`)).toBe("right");
  });

  test("is right when it is nobody's number: honest work to fewer digits is not accused", () => {
    const random = new Random("honest");
    const answers = Array.from({ length: 1000 }, () => {
      const share = random.below(2 ** 30) / 2 ** 30;
      return (right.low + share * (right.high - right.low)).toFixed(9);
    });
    expect(answers.filter((answer) => accepts(right, Number(answer)) && verdict(answer) !== "right")).toEqual([]);
  });
});
