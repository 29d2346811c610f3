import type { Diagram, Formula, Hint, Judgement, NamedMistake, Question, Step } from "#contract/practice.ts";

const formula = (text: string): Formula => ({ text, latex: text });

/** A network of the given widths, drawn as the server describes it; a bias stands under each layer that feeds one. */
export function diagramOf(widths: readonly number[], { bias = false, value = "-0.85" } = {}): Diagram {
  const last = widths.length - 1;
  const nodes: Diagram["nodes"] = [];
  const edges: Diagram["edges"] = [];
  widths.forEach((units, column) => {
    for (let row = 0; row < units; row++) {
      const kind = column === 0 ? "input" : column === last ? "output" : "unit";
      const target = kind === "output" ? { target: { label: formula(`t_${row + 1}`), value: "0.99" } } : {};
      const given = kind === "input" ? { value } : {};
      const label = formula(`u_{${column}${row + 1}}`);
      nodes.push({ id: `${column}.${row}`, kind, column, row, label, ...given, ...target, quantities: [] });
    }
    if (bias && column < last)
      nodes.push({
        id: `b${column}`,
        kind: "bias",
        column,
        row: units,
        label: formula("b"),
        value: "0.35",
        quantities: [],
      });
  });
  for (let column = 0; column < last; column++)
    for (let to = 0; to < widths[column + 1]!; to++) {
      for (let from = 0; from < widths[column]!; from++)
        edges.push({
          id: `${column}.${from}-${to}`,
          from: `${column}.${from}`,
          to: `${column + 1}.${to}`,
          label: formula(`w_{${column}${from}${to}}`),
          value,
          quantities: [`params.W${column + 1}.${to}.${from}`],
        });
      if (bias) edges.push({ id: `b${column}-${to}`, from: `b${column}`, to: `${column + 1}.${to}`, quantities: [] });
    }
  return { nodes, edges };
}

/** A question about a small network. */
export function questionWith(changes: Partial<Question> = {}): Question {
  return {
    ticket: "ticket-1",
    skill: "mlp.dE_dw_first_layer",
    skillName: { en: "a hidden weight", zh: "隐藏层权重" },
    level: 3,
    task: { form: "number", tolerance: 0.005 },
    reason: "new",
    ask: { kind: "gradient_weight", quantity: "grads.W1.0.0", symbol: formula("dE/dw1") },
    notation: "mazur",
    network: {
      type: "dense",
      config: {
        layers: [{ activation: "identity", bias: "none" }],
        loss: { name: "half_squared", output_reduction: "sum", batch_reduction: "mean" },
      },
      params: { W1: [[2]] },
      inputs: { X: [[3]] },
      targets: [[5]],
    },
    diagram: diagramOf([1, 1]),
    givens: [],
    conventions: [],
    hints: { shown: [], total: 3, nextReveals: false },
    answered: false,
    ...changes,
  };
}

/** A hint of a ladder of three. */
export const hintOf = (number: number): Hint => ({
  number,
  total: 3,
  reveals: number === 3,
  nextReveals: number === 2,
  text: { en: "", zh: "" },
  formulas: [],
});

export const stepOf = (quantity: string, text: string, reads: string[] = []): Step => ({
  quantity,
  reads,
  symbol: formula(text.split(" = ")[0]!),
  text,
  latex: text,
  numbers: "1",
  numbersLatex: "1",
  value: 1,
});

/** A judgement of a readable answer. */
export function judgementOf(verdict: "right" | "wrong" | "gave_up", changes: Partial<Settled> = {}): Settled {
  return {
    verdict,
    solution: {
      form: "number",
      value: 1,
      key: { value: 3, text: "3" },
      accepted: [2.985, 3.015],
      acceptedText: ["2.985", "3.015"],
    },
    certainty: "none",
    mistakes: [],
    derivation: [
      stepOf("forward.z1.0.0", "net = w x"),
      stepOf("deltas.z1.0.0", "delta = net - t"),
      stepOf("grads.W1.0.0", "dE/dw = delta x"),
    ],
    spoken: { en: ["Error times input."], zh: ["误差乘输入。"] },
    rating: verdict === "right" ? "good" : "again",
    due: "2026-11-27T04:00:00.000Z",
    again: verdict !== "right",
    ...changes,
  };
}
export type Settled = Exclude<Judgement, { verdict: "unreadable" }>;

export const mistakeAt = (quantity: string): NamedMistake => ({
  id: "path.first_only",
  with: null,
  name: { en: "only one path", zh: "只走了一条路径" },
  withName: null,
  remedy: { en: "add all paths", zh: "把所有路径相加" },
  firstDifference: stepOf(quantity, "delta = net"),
});
