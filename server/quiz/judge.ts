import type { Solution } from "#contract/forms.ts";
import type { Item } from "./item.ts";
import type { Judged, Unreadable } from "./items/form.ts";
import { formOf } from "./items/index.ts";
import { type HintOf, type Rung, written } from "./ladder.ts";

/** Scores an answer and, where it is wrong, names the mistake behind it. */
export const judge = (item: Item, answer: string): Judged | Unreadable => formOf(item).judge(item, answer);

/** What somebody who gives up is shown. */
export const solutionOf = (item: Item): Solution => formOf(item).solution(item);

/** What helps with an item, not yet written. */
export const ladderOf = (item: Item): Rung[] => formOf(item).ladder(item);

/** The ladder of hints. */
export const hints = (item: Item): HintOf[] => written(item, ladderOf(item));
