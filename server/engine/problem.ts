import { definitions, type Definitions, type Replacement, replaced, rightRules, type Rules } from "./chain-rule.ts";
import { compile, compileTogether, type Want } from "./compile.ts";
import { numberAt } from "./document.ts";
import { networkOf, type NetworkDocument } from "./families/index.ts";
import type { Network } from "./network.ts";
import type { NumberSystem } from "./numbers.ts";
import type { Quantity } from "./quantity.ts";
import type { Tape } from "./tape.ts";

/** How somebody reasons about networks of one shape: rightly, or with mistakes. Tapes are compiled once for each use. */
export class Reasoning {
  readonly network: Network;
  readonly rules: Rules;
  private readonly tapes = new Map<string, Tape>();
  private written: Definitions | undefined;

  constructor(network: Network, rules: Rules) {
    this.network = network;
    this.rules = rules;
  }

  /** The definitions as expressions, for writing; most reasonings are only ever run. */
  get define(): Definitions {
    return (this.written ??= definitions(this.network, this.rules));
  }

  /** The tape of this name; its expressions are let go once it is compiled. */
  tape(name: string, wanted: () => Iterable<Quantity>): Tape {
    let tape = this.tapes.get(name);
    if (!tape) this.tapes.set(name, (tape = compile(definitions(this.network, this.rules), wanted())));
    return tape;
  }
}

/** A mistake by its name and the rules it replaces. */
export type Mistaken = { readonly id: string; readonly replace: Replacement };

/** What is asked of somebody who reasons by some rules. */
export type Question = { readonly rules: Rules; readonly wanted: readonly Quantity[] };

/** Everything that is the same for all networks of one shape. */
export class Model {
  readonly network: Network;
  readonly right: Reasoning;
  /** The mistake that is taught as the rule, by its name; undefined where the rules are right. */
  readonly taught: string | undefined;
  private readonly reasonings = new Map<string, Reasoning>();
  private readonly tapes = new Map<string, Tape>();
  private readonly schools = new Map<string, Model>();

  constructor(network: Network, rules = rightRules(network), taught?: string) {
    this.network = network;
    this.taught = taught;
    this.right = new Reasoning(network, rules);
  }

  /** The model of a school that teaches a mistake: what it leads to counts as right there. */
  teaching(mistake: Mistaken): Model {
    let school = this.schools.get(mistake.id);
    if (!school) {
      school = new Model(this.network, this.mistakenRules([mistake]), mistake.id);
      this.schools.set(mistake.id, school);
    }
    return school;
  }

  /** The reasoning of somebody with these mistakes, in this order. */
  withMistakes(mistakes: readonly Mistaken[]): Reasoning {
    const key = mistakes.map((mistake) => mistake.id).join("+");
    let reasoning = this.reasonings.get(key);
    if (!reasoning) this.reasonings.set(key, (reasoning = new Reasoning(this.network, this.mistakenRules(mistakes))));
    return reasoning;
  }

  /** The rules of somebody with these mistakes; all but the last are replaced once for whatever comes on top. */
  mistakenRules(mistakes: readonly Mistaken[]): Rules {
    const last = mistakes.at(-1);
    if (!last) return this.right.rules;
    return replaced(this.withMistakes(mistakes.slice(0, -1)).rules, this.network, last.replace);
  }

  /** The tape of this name for several people who want to know something, each by rules of their own. */
  tape(name: string, questions: () => readonly Question[]): Tape {
    let tape = this.tapes.get(name);
    if (!tape) {
      const wants = questions().map(({ rules, wanted }): Want => ({
        define: definitions(this.network, rules),
        wanted: wanted.map(rules.report),
        forward: rules.define,
      }));
      this.tapes.set(name, (tape = compileTogether(wants)));
    }
    return tape;
  }
}

/** Models are kept for the shapes used last, up to this many quantities in all; a drawn network has about fifty. */
const MOST_KEPT = 20_000;
const models = new Map<string, Model>();
let kept = 0;

const sizeOf = ({ network }: Model): number => network.leaves.length + network.forward.length;

/** The model of a document's shape. */
function modelOf(document: NetworkDocument): Model {
  const { key, build } = networkOf(document);
  const known = models.get(key);
  const model = known ?? new Model(build());
  models.delete(key);
  models.set(key, model);
  if (!known) kept += sizeOf(model);
  for (const [oldest, old] of models) {
    if (kept <= MOST_KEPT) break;
    models.delete(oldest);
    kept -= sizeOf(old);
  }
  return model;
}

/** A network with its numbers. */
export type Problem<D extends NetworkDocument = NetworkDocument> = {
  readonly document: D;
  readonly model: Model;
  readonly network: Network;
  /** The numbers of the document, or what stands in for those that it leaves out. */
  readonly given: ReadonlyMap<Quantity, number>;
};

/** Reads a document; throws `DocumentError` where no network can be built from it. */
export function problemOf<D extends NetworkDocument>(document: D): Problem<D> {
  const model = modelOf(document);
  const { network } = model;
  const number = (q: Quantity) =>
    numberAt(document, network.writtenAt.get(q) ?? q.id) ?? network.fallback(q) ?? Number.NaN;
  return { document, model, network, given: new Map(network.leaves.map((q) => [q, number(q)])) };
}

/** The given numbers that a tape starts from. */
export const givenValues = ({ given }: Problem, tape: Tape): Float64Array =>
  new Float64Array(tape.leaves.map((q) => given.get(q)!));

/** The values of some quantities over float64; NaN or infinite where undefined. */
export function valuesOf(problem: Problem, reasoning: Reasoning, wanted: readonly Quantity[]): number[] {
  const reported = wanted.map(reasoning.rules.report);
  const tape = reasoning.tape(reported.map((q) => q.id).join(), () => reported);
  const memory = tape.run(givenValues(problem, tape));
  return Array.from(tape.outputs, (slot) => memory[slot]!);
}

/** The values over float64 that several people arrive at, one after another. */
export function valuesTogether(problem: Problem, name: string, questions: () => readonly Question[]): number[] {
  const tape = problem.model.tape(name, questions);
  const memory = tape.run(givenValues(problem, tape));
  return Array.from(tape.outputs, (slot) => memory[slot]!);
}

/** The values of some quantities over any number system; undefined where the system has no such number. */
export function valuesOver<N>(
  system: NumberSystem<N>,
  problem: Problem,
  reasoning: Reasoning,
  wanted: readonly Quantity[],
): (N | undefined)[] {
  const reported = wanted.map(reasoning.rules.report);
  const tape = reasoning.tape(reported.map((q) => q.id).join(), () => reported);
  const memory = tape.runOver(system, givenNumbers(system, problem, tape));
  return Array.from(tape.outputs, (slot) => memory[slot]);
}

/** The given numbers in another number system, read from the decimals of the document. */
export const givenNumbers = <N>(system: NumberSystem<N>, problem: Problem, tape: Tape): (N | undefined)[] =>
  Array.from(givenValues(problem, tape), (value) => system.from(String(value)));
