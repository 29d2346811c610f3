import type { DenseDocument } from "#engine/families/dense-shape.ts";
import { caseOf } from "../../engine/cases.ts";
import { ofWidths } from "../../engine/odd-shapes.ts";
import { type Contender, mustAgree, type Net, netOf } from "./contender.ts";
import { loops } from "./loops.ts";
import { medians } from "./measure.ts";
import { compiledAnew, ours } from "./ours.ts";
import { scalarTape } from "./scalar-tape.ts";
import { straightLine } from "./straight-line.ts";
import { loadTensorflow, tensorflow } from "./tensorflow.ts";
import { atLeast, atMost, type Row, row } from "./table.ts";

/** Float64 to its last digits; TensorFlow.js computes in float32. */
const EXACT = 1e-13;
const SINGLE = 1e-6;
const TIMES_TENSORFLOW = 500;

/** A plain sigmoid network of these widths. */
export function plain(widths: readonly number[]): DenseDocument {
  const document = ofWidths(widths, { activation: "sigmoid", dropout: undefined }, 1, { name: "half_squared" });
  return { ...document, config: { ...document.config, l2: undefined } };
}

type Race = {
  readonly name: string;
  readonly document: DenseDocument;
  readonly byHand: (net: Net) => Contender;
  /** How many times the time of what is made by hand the engine may take. */
  readonly most: number;
};

const races: readonly Race[] = [
  { name: "2-2-2", document: caseOf("P-mazur-1").spec, byHand: straightLine, most: 3 },
  { name: "4-8-8-2", document: plain([4, 8, 8, 2]), byHand: loops, most: 4 },
];

/** Forward pass and full gradient by the engine and by others, who must come to the same numbers. */
export async function passes(): Promise<Row[]> {
  const tf = await loadTensorflow();
  return races.flatMap(({ name, document, byHand, most }) => {
    const net = netOf(document);
    const engine = ours(document);
    const [hand, scalar, tensors] = [byHand(net), scalarTape(net), tensorflow(tf, net)];
    mustAgree(`${name} by hand`, engine, hand, EXACT);
    mustAgree(`${name} on a scalar tape`, engine, scalar, EXACT);
    mustAgree(`${name} by TensorFlow.js`, engine, tensors, SINGLE);
    const runs = [engine, hand, scalar, tensors].map(({ run }) => run);
    const [us, them, onTape, flow] = medians([...runs, () => compiledAnew(document)]) as [
      number,
      number,
      number,
      number,
    ];
    return [
      row(`${name} pass: ${byHand === straightLine ? "straight line" : "loops"}`, them, "µs"),
      row(`${name} pass: engine`, us, "µs"),
      row(`${name} engine / by hand`, us / them, "times", atMost(most)),
      row(`${name} pass: scalar tape`, onTape, "µs"),
      row(`${name} scalar tape / engine`, onTape / us, "times"),
      row(`${name} pass: TensorFlow.js`, flow, "µs"),
      row(`${name} TensorFlow.js / by hand`, flow / them, "times"),
      row(`${name} TensorFlow.js / engine`, flow / us, "times", atLeast(TIMES_TENSORFLOW)),
    ];
  });
}

/** Widths of networks with 8 to 800 weights. */
const GROWTH = [
  [2, 2, 2],
  [4, 6, 4],
  [8, 8, 8],
  [10, 15, 10],
  [20, 20, 20],
];

/** How the cost grows with the number of weights, of a pass and of compiling a shape. */
export function growth(): Record<string, number | string>[] {
  const documents = GROWTH.map(plain);
  const times = medians(documents.flatMap((document) => [ours(document).run, () => compiledAnew(document)]));
  return GROWTH.map((widths, i) => {
    const weights = widths.slice(1).reduce((total, units, l) => total + units * widths[l]!, 0);
    const [pass, compiling] = times.slice(2 * i, 2 * i + 2) as [number, number];
    const perWeight = (time: number) => Number(((time * 1000) / weights).toPrecision(3));
    return {
      network: widths.join("-"),
      weights,
      "pass, ns a weight": perWeight(pass),
      "built anew, ns a weight": perWeight(compiling),
    };
  });
}
