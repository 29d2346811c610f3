import type { NotationId } from "#engine/notation/index.ts";
import { Random } from "#engine/random.ts";
import type { Card } from "./card.ts";
import type { Draft } from "./drafts/draft.ts";
import type { Drill } from "./drills/drill.ts";
import { drills } from "./drills/index.ts";
import { problemIn } from "./explain.ts";
import { type Unfairness, unfairness } from "./fair.ts";
import type { Item, Level, OnNetwork } from "./item.ts";
import type { Form, FormId } from "./items/form.ts";
import { forms, formsOf, isDrawn } from "./items/index.ts";
import type { Misprint } from "./misprint.ts";
import { skills } from "./skills.ts";
import { isSkill, type SkillId } from "./syllabus.ts";
import type { WrittenQuestion } from "./written.ts";

/** Raised whenever the same seed would give another item; a test holds the bytes of known seeds against it. */
export const GENERATOR_VERSION = 1;

/** More drafts than any level has ever needed by a factor of a hundred; reaching it means that a drill is impossible. */
const MOST_TRIES = 20_000;

/** Of a skill that has published misprints, one error in three to be found is one of them. */
const MISPRINTED = 3;

export type DrawOptions = {
  readonly seed: string;
  /** The level wished for, one of the skill's; otherwise the first. */
  readonly level?: number | undefined;
  readonly notation?: NotationId | undefined;
  /** The form wished for, one of the skill's; otherwise the seed decides. */
  readonly form?: FormId | undefined;
  /** The skill's flashcards; without any, none is asked. */
  readonly cards?: readonly Card[] | undefined;
  /** The skill's questions that are written out; without any, only what networks bear is asked. */
  readonly questions?: readonly WrittenQuestion[] | undefined;
  /** The published misprints that the skill finds. */
  readonly misprints?: readonly Misprint[] | undefined;
};

/** Which of the drafts and of the questions of a drill an item is made of, by their places. */
export type Variant = { readonly draft: number; readonly ask: number };

/** How a draw went: the item, of which variant it is, the drafts it took, and why the others were refused. */
export type Drawn = {
  readonly item: Item;
  /** Undefined for what is not drawn on a network. */
  readonly variant: Variant | undefined;
  readonly tries: number;
  readonly refused: Readonly<Partial<Record<Refused, number>>>;
};

type Refused = Unfairness | "unsuited to the form";

/** The first fair item of a skill from a seed: the same seed gives the same bytes. */
export const draw = (skill: string, options: DrawOptions): Item => drawCounting(skill, options).item;

/** The same, counting the drafts. */
export function drawCounting(skill: string, options: DrawOptions): Drawn {
  const { cards = [], questions = [], misprints = [] } = options;
  const level = levelOf(skill, options.level);
  const random = new Random(`${skill}/${level}/${options.seed}`);
  const form = formFrom(skill, options, random);
  const isPrinted = form === "find" && misprints.length > 0 && random.below(MISPRINTED) === 0;
  const misprint = isPrinted ? random.pick(misprints) : undefined;
  const refused: Partial<Record<Refused, number>> = {};
  const note = (reason: Refused) => void (refused[reason] = (refused[reason] ?? 0) + 1);
  const drill = isSkill(skill) ? drills[skill] : undefined;
  const instances = drill && new Instances(drill, level, sparedNow(drill, form, random), random, note);
  const instance = () => instances?.next();
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const detail = (forms[form] as Form<FormId>).draw({ instance, cards, questions, misprint, random });
    if (detail) {
      const origin = { skill, level, seed: options.seed, generator: GENERATOR_VERSION };
      const notation = options.notation ?? drill?.notation ?? "mazur";
      return { item: { ...origin, notation, ...detail }, variant: instances?.given, tries, refused };
    }
  }
  throw new Error(`no fair instance of ${skill} as ${form} at level ${level} within ${MOST_TRIES} drafts`);
}

/**
 * Drafts of one variant of a drill, which is picked once, so that each comes as often however many of its drafts are
 * refused. Each is given if it is fair. Not every variant suits a form, as a value that takes one step has no steps to
 * put in order: whoever wants another gets another variant.
 */
class Instances {
  /** The variant of the instance that was given last. */
  given: Variant | undefined;
  private variant: Variant;
  private readonly drill: Drill;
  private readonly level: Level;
  private readonly spares: readonly Unfairness[];
  private readonly random: Random;
  private readonly note: (reason: Refused) => void;

  constructor(
    drill: Drill,
    level: Level,
    spares: readonly Unfairness[],
    random: Random,
    note: (reason: Refused) => void,
  ) {
    this.drill = drill;
    this.level = level;
    this.spares = spares;
    this.random = random;
    this.note = note;
    this.variant = this.pick();
  }

  next(): OnNetwork | undefined {
    if (this.given) {
      this.note("unsuited to the form");
      this.variant = this.pick();
      this.given = undefined;
    }
    const network = this.drafts[this.variant.draft]!(this.random);
    const ask = this.drill.asks[this.variant.ask]!(problemIn(network), this.random);
    const reason = unfairness(network, ask, this.level, this.spares);
    if (reason === undefined) this.given = this.variant;
    else this.note(reason);
    return reason === undefined ? { network, ask } : undefined;
  }

  private get drafts(): readonly Draft[] {
    return this.drill.levels[this.level]!;
  }

  private pick(): Variant {
    return { draft: this.random.below(this.drafts.length), ask: this.random.below(this.drill.asks.length) };
  }
}

/** Of a skill that gates are the point of, one draw of two may have a 0 by a shut gate: more often, 0 would be a guess. */
const SHUT = 2;
const OF_GATES: ReadonlySet<Unfairness> = new Set(["shut by a gate", "all units off"]);

/** As a formula the answer is no 0; and what follows from a 0 is no work. */
function sparedNow({ spares = [] }: Drill, form: FormId, random: Random): readonly Unfairness[] {
  const isOfGates = (reason: Unfairness): boolean => OF_GATES.has(reason);
  if (!spares.some(isOfGates)) return spares;
  const isNow = (form === "number" || form === "choice") && random.below(SHUT) === 0;
  return isNow ? spares : spares.filter((reason) => !isOfGates(reason));
}

function formFrom(skill: string, options: DrawOptions, random: Random): FormId {
  const { form: wished } = options;
  const possible = possibleForms(skill, options);
  if (possible.length === 0) throw new Error(`"${skill}" is asked by what is written out, and nothing was given`);
  if (wished === undefined) return possible.length === 1 ? possible[0]! : random.pick(possible);
  if (possible.includes(wished)) return wished;
  throw new Error(`"${skill}" is not asked as ${wished}`);
}

function possibleForms(skill: string, { cards = [], questions = [] }: DrawOptions): FormId[] {
  const isWritten = (form: FormId): boolean =>
    form === "flashcard" ? cards.length > 0 : questions.some((question) => question.form === form);
  return formsOf(skill).filter((form) => isDrawn(skill as SkillId, form) || isWritten(form));
}

/** The levels at which a skill is asked. */
export function levelsOf(skill: string): readonly Level[] {
  const levels = Object.hasOwn(skills, skill) ? skills[skill]!.levels : [];
  if (levels.length === 0) throw new Error(`there are no items for the skill "${skill}"`);
  return levels;
}

function levelOf(skill: string, wished: number | undefined): Level {
  const levels = levelsOf(skill);
  const level = wished === undefined ? levels[0] : levels.find((one) => one === wished);
  if (level === undefined) throw new Error(`"${skill}" is not asked at level ${wished}, but at ${levels.join(", ")}`);
  return level;
}
