import type { FormId } from "#contract/forms.ts";
import type { Network } from "#engine/network.ts";
import type { NotationId } from "#engine/notation/index.ts";
import type { Problem } from "#engine/problem.ts";
import type { Quantity, Role } from "#engine/quantity.ts";
import type { Random } from "#engine/random.ts";
import type { Ask, AskKind } from "../ask.ts";
import type { Bilingual } from "../bilingual.ts";
import type { Draft } from "../drafts/draft.ts";
import type { Unfairness } from "../fair.ts";
import type { Level } from "../item.ts";

/** Picks what is asked of a drawn network. */
export type Asker = (problem: Problem, random: Random) => Ask;

/** How a skill is drilled: on which networks at each level, and which of their numbers are asked for. */
export type Drill = {
  readonly levels: Partial<Record<Level, readonly Draft[]>>;
  /** Each kind of question comes as often as the others. */
  readonly asks: readonly Asker[];
  readonly notation?: NotationId;
  /** What would be unfair elsewhere and is the point here, as saturation is where gradients vanish. */
  readonly spares?: readonly Unfairness[];
  /** Forms of the syllabus that these networks do not bear: a choice takes more mistakes than can be made in some. */
  readonly without?: readonly FormId[];
  /** The numbers on the way to another that are what this skill is about: of a sheet, the cells that practise it. */
  readonly cell?: Where;
  /** Where four significant digits on the way are too few, as of two numbers whose difference is taken. */
  readonly keepsAllDigits?: true;
  /** What its networks leave open, where sources differ or a rule needs a word. */
  readonly conventions?: readonly Bilingual[];
  /** What a number means, by its path, where finding the rules is the question: they are kept back for these words. */
  readonly told?: Readonly<Record<string, Bilingual>>;
};

/** Which quantities of a network are meant. */
export type Where = (q: Quantity, network: Network) => boolean;

const always: Where = () => true;

/** Asks for one of some quantities, each as likely as the others. */
export const oneOf =
  (kind: AskKind, among: (problem: Problem) => readonly Quantity[]): Asker =>
  (problem, random) => {
    const candidates = among(problem);
    if (candidates.length === 0) throw new Error(`nothing to ask as "${kind}" in a ${problem.document.type} network`);
    return { kind, quantity: random.pick(candidates).id };
  };

const ofRole = (network: Network, role: Role, where: Where): readonly Quantity[] =>
  network.withRole(role).filter((q) => where(q, network));

/** Asks for a number of the forward pass. */
export const valueOf = (kind: AskKind, role: Role, where: Where = always): Asker =>
  oneOf(kind, ({ network }) => ofRole(network, role, where));

/** Asks for the gradient of the loss by something. */
export const gradientOf = (kind: AskKind, role: Role, where: Where = always): Asker =>
  oneOf(kind, ({ network }) => ofRole(network, role, where).map((q) => network.gradient(q)));

/** Asks for what a parameter is after one update. */
export const updatedOf = (role: Role, where: Where = always): Asker =>
  oneOf("updated", ({ network }) => ofRole(network, role, where).map((q) => network.later(q)));

/** The result of a computation that is told in words, where the network drawn is one; else what is asked otherwise. */
export const orResult =
  (otherwise: Asker): Asker =>
  (problem, random) =>
    problem.document.type === "graph" ? result(problem, random) : otherwise(problem, random);
export const result: Asker = () => ({ kind: "value", quantity: "loss" });

export const loss: Asker = () => ({ kind: "loss", quantity: "loss" });
export const lossAfter: Asker = () => ({ kind: "loss_after", quantity: "loss_after" });
