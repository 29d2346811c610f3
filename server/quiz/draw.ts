import type { NotationId } from "#engine/notation/index.ts";
import { Random } from "#engine/random.ts";
import { problemOf } from "#engine/problem.ts";
import type { Drill } from "./drills/drill.ts";
import { drills } from "./drills/index.ts";
import { type Unfairness, unfairness } from "./fair.ts";
import type { Item, Level } from "./item.ts";
import { isSkill } from "./syllabus.ts";

/** Raised whenever the same seed would give another item; a test holds the bytes of known seeds against it. */
export const GENERATOR_VERSION = 1;

/** More drafts than any level has ever needed by a factor of a hundred; reaching it means that a drill is impossible. */
const MOST_TRIES = 20_000;

export type DrawOptions = {
  readonly seed: string;
  /** The level wished for; the nearest one that the skill has is taken. */
  readonly level?: number | undefined;
  readonly notation?: NotationId | undefined;
};

/** How a draw went: the item, the drafts it took, and why the others were refused. */
export type Drawn = {
  readonly item: Item;
  readonly tries: number;
  readonly refused: Readonly<Partial<Record<Unfairness, number>>>;
};

/** The first fair item of a skill from a seed: the same seed gives the same bytes. */
export const draw = (skill: string, options: DrawOptions): Item => drawCounting(skill, options).item;

/** The same, counting the drafts. */
export function drawCounting(skill: string, options: DrawOptions): Drawn {
  const drill = drillOf(skill);
  const level = levelOf(drill, options.level);
  const random = new Random(`${skill}/${level}/${options.seed}`);
  const draft = random.pick(drill.levels[level]!);
  const ask = random.pick(drill.asks);
  const refused: Partial<Record<Unfairness, number>> = {};
  for (let tries = 1; tries <= MOST_TRIES; tries++) {
    const network = draft(random);
    const asked = ask(problemOf(network), random);
    const reason = unfairness(network, asked, level);
    if (reason === undefined) {
      const notation = options.notation ?? drill.notation ?? "mazur";
      const generator = GENERATOR_VERSION;
      const item: Item = { skill, form: "number", level, seed: options.seed, generator, notation, network, ask: asked };
      return { item, tries, refused };
    }
    refused[reason] = (refused[reason] ?? 0) + 1;
  }
  throw new Error(`no fair instance of ${skill} at level ${level} within ${MOST_TRIES} drafts`);
}

function drillOf(skill: string): Drill {
  const drill = isSkill(skill) ? drills[skill] : undefined;
  if (!drill) throw new Error(`there are no items for the skill "${skill}"`);
  return drill;
}

/** The levels at which a skill is drilled. */
export const levelsOf = (skill: string): Level[] => Object.keys(drillOf(skill).levels).map(Number) as Level[];

function levelOf(drill: Drill, wished: number | undefined): Level {
  const levels = Object.keys(drill.levels).map(Number) as Level[];
  if (wished === undefined) return levels[0]!;
  return levels.reduce((best, level) => (Math.abs(level - wished) < Math.abs(best - wished) ? level : best));
}
