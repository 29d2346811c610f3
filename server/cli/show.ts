import { numeral } from "#engine/derive.ts";
import { acceptance } from "#quiz/acceptance.ts";
import { plainText } from "#quiz/card-text.ts";
import type { Card } from "#quiz/card.ts";
import { draw, levelsOf } from "#quiz/draw.ts";
import { formsOf } from "#quiz/items/index.ts";
import { explain, openItem, type Step } from "#quiz/explain.ts";
import { hints, solutionOf } from "#quiz/judge.ts";
import { isOnNetwork, type Item, type NetworkItem } from "#quiz/item.ts";
import { mistakes } from "#quiz/mistakes/index.ts";
import { applicableMistakes, predictions } from "#quiz/predictions.ts";
import { present } from "#quiz/present.ts";
import { skills } from "#quiz/skills.ts";
import type { WrittenQuestion } from "#quiz/written.ts";
import { ownCards } from "../../seeds/cards.ts";
import { ownMisprints } from "../../seeds/misprints/index.ts";
import { ownQuestions } from "../../seeds/questions.ts";

/** Shows an instance to a maintainer, with everything that a learner may not see: npm run show -- <skill> [level] [seed] [form]. */
const [skill = "", level, seed = "1", wished] = process.argv.slice(2);
const available = Object.values(skills).filter((one) => one.available);

const complaint = complaintAbout();
if (complaint) {
  console.error(complaint.join("\n"));
  process.exitCode = 1;
} else {
  const item = draw(skill, {
    seed,
    level: level === undefined ? undefined : Number(level),
    form: formsOf(skill).find((id) => id === wished),
    cards: ownCards().get(skill),
    questions: ownQuestions().get(skill),
    misprints: ownMisprints().get(skill),
  });
  console.log(sections(item).join("\n"));
}

/** What is wrong with what is wished for, and what there is instead. */
function complaintAbout(): string[] | undefined {
  const usage = "npm run show -- <skill> [level] [seed] [form]";
  if (!available.some(({ id }) => id === skill)) {
    const wrong = skill === "" ? "Which skill?" : `There are no items for the skill "${skill}".`;
    return [`${wrong} ${usage}`, "Skills and their levels:", ...skillLines()];
  }
  const levels = levelsOf(skill).map(String);
  if (level !== undefined && !levels.includes(level))
    return [`level: ${skill} is asked at level ${levels.join(" or ")}, not at ${level}. ${usage}`];
  const forms: readonly string[] = formsOf(skill);
  if (wished !== undefined && !forms.includes(wished))
    return [`form: ${skill} is asked as ${forms.join(", ")}, not as ${wished}. ${usage}`];
  return undefined;
}

function skillLines(): string[] {
  const width = Math.max(...available.map(({ id }) => id.length));
  return available.map(({ id, name }) => `  ${id.padEnd(width)}  ${levelsOf(id).join(", ").padEnd(7)}  ${name.en}`);
}

function sections(item: Item): string[] {
  const { skillName, ask, givens, conventions } = present(item);
  return [
    `${item.skill}, level ${item.level}, seed "${item.seed}", generator ${item.generator}: ${skillName.en}`,
    ...section("asked", [ask ? `${item.form}: ${ask.symbol.text} (${ask.quantity})` : item.form]),
    ...(isOnNetwork(item) ? section("network", numbersOf(item)) : []),
    ...(item.form === "flashcard" ? section("card", sidesOf(item.card)) : []),
    ...("written" in item ? section("written", writtenLines(item)) : []),
    ...section("given", [...givens.map(({ formula }) => formula.text), ...conventions.map(({ en }) => plainText(en))]),
    ...section("key", [keyLine(item)]),
    ...section("derivation", explain(item).map(line)),
    ...section(
      "hints",
      hints(item).map(({ text, formulas }) => `${text.en} ${formulas.map((f) => f.text).join("; ")}`),
    ),
    ...(isOnNetwork(item) ? section("mistakes", mistakeLines(item)) : []),
  ];
}

function keyLine(item: Item): string {
  const solution = solutionOf(item);
  if (solution.form !== "number") return JSON.stringify(solution);
  const { key, acceptedText } = solution;
  const exact = key.exact === undefined ? "" : ` = ${key.exact}`;
  return `${key.text}${exact}, accepted from ${acceptedText.join(" to ")}`;
}

function section(title: string, lines: readonly string[]): string[] {
  return ["", title, ...lines.map((text) => `  ${text}`)];
}

function sidesOf({ id, front, back }: Card): string[] {
  return [id, front.en, back.en, front.zh, back.zh];
}

function writtenLines({ written }: Extract<Item, { written: WrittenQuestion }>): string[] {
  const { id, ask, form } = written;
  if (form === "order") return [id, ask.en, ask.zh, ...written.lines.map(({ line: { text } }) => text)];
  return [id, ask.en, ask.zh, ...written.options.flatMap(({ text, why }) => [text.en, text.zh, why.en, why.zh])];
}

function numbersOf({ network }: NetworkItem): string[] {
  return Object.entries(network).map(([field, value]) => `${field} = ${JSON.stringify(value)}`);
}

function line({ text, numbers, value, exact }: Step): string {
  const result = exact ?? (value === null ? "undefined" : numeral(value));
  return [text, numbers, ...(result === numbers ? [] : [result])].join(" = ");
}

/** What each mistake would make of the question, and those that cannot be seen in it. */
function mistakeLines(item: NetworkItem): string[] {
  const { problem, asked } = openItem(item);
  const seen = [...predictions(problem, asked, acceptance(problem, asked)!.key)];
  const hidden = applicableMistakes(problem.network, problem.model.taught).filter(
    (id) => !seen.some((prediction) => prediction.id === id),
  );
  return [
    ...seen.map(({ id, priority, value }) => `${numeral(value).padEnd(13)} ${priority} ${id}: ${mistakes[id].name.en}`),
    `not to be seen here: ${hidden.join(", ") || "none"}`,
  ];
}
