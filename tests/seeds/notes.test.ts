import { describe, expect, test } from "vitest";
import { MOST_BYTES } from "../../seeds/decks.ts";
import { importDeck } from "../../seeds/dropped-decks.ts";
import { MOST_NOTES } from "../../seeds/notes.ts";

const imported = (text: string, file = "mine.csv") => importDeck(file, new TextEncoder().encode(text));

function deckOf(text: string, file?: string) {
  const result = imported(text, file);
  if ("faults" in result) throw new Error(result.faults);
  return result.deck;
}
function faultsOf(text: string, file?: string): string {
  const result = imported(text, file);
  return "faults" in result ? result.faults : "none";
}
const sides = (text: string, file?: string) =>
  deckOf(text, file).cards.map(({ skill, front, back }) => [skill, front.en, back.en]);

/** What Anki writes when notes are exported as plain text with all that it knows of them. */
const EXPORTED = [
  "#separator:tab",
  "#html:true",
  "#guid column:1",
  "#notetype column:2",
  "#deck column:3",
  "#tags column:6",
  'Ab1\tBasic\tInterview\t"Why <b>logarithm</b>?<br>In one word."\tIt turns &quot;products&quot; into sums.\tinterview backprop::loss.bce',
  "Cd2\tBasic\tInterview\tWhat is \\(p - t\\)?\tThe error signal, &lt; 1 in size.\tsoftmax.ce_grad",
].join("\n");

describe("notes that were exported with headers", () => {
  test("are read by their columns, each for the skill of its tag, HTML as text", () => {
    expect(sides(EXPORTED, "export.txt")).toEqual([
      ["loss.bce", "Why logarithm?\nIn one word.", 'It turns "products" into sums.'],
      ["softmax.ce_grad", "What is $p - t$?", "The error signal, < 1 in size."],
    ]);
  });

  test("keep their identity by their guid, whatever else is changed", () => {
    const ids = (text: string) => deckOf(text).cards.map(({ id }) => id);
    expect(ids(EXPORTED.replace("logarithm", "log"))).toEqual(ids(EXPORTED));
    expect(ids(EXPORTED.replace("Ab1", "Ab9"))).not.toEqual(ids(EXPORTED));
    expect(new Set(ids(EXPORTED)).size).toBe(2);
  });

  test.each([
    ["#separator:Comma", ","],
    ["#separator:;", ";"],
    ["#separator:Pipe", "|"],
    ["#separator:\\t", "\t"],
  ])("%s", (header, separator) => {
    const text = `${header}\n#tags:loss.mse\n#deck:Losses\nOne?${separator}Two, three; four.`;
    const quoted = separator === "|" || separator === "\t" ? text : text.replace(/Two.*$/, '"$&"');
    expect(deckOf(quoted).name).toEqual({ en: "Losses", zh: "Losses" });
    expect(sides(quoted)).toEqual([["loss.mse", "One?", "Two, three; four."]]);
  });

  test("name their columns in any order, in two languages", () => {
    const text = "#columns:Skill,Back (zh),Back (en),Front (en),Front (zh)\nloss.ce,答,Answer,Question,问";
    expect(deckOf(text).cards[0]).toMatchObject({
      skill: "loss.ce",
      front: { en: "Question", zh: "问" },
      back: { en: "Answer", zh: "答" },
    });
  });

  test("may name them in words of their own: the first two are the sides", () => {
    expect(sides("#separator:tab\n#columns:Prompt\tReply\tTags\nOne?\tTwo.\tloss.kl")).toEqual([
      ["loss.kl", "One?", "Two."],
    ]);
  });
});

describe("a plain table", () => {
  test("has its sides in the first two columns and its tags in the third", () => {
    expect(sides("One?,Two.,loss.hinge\n\nThree?,Four.,x loss.kl y")).toEqual([
      ["loss.hinge", "One?", "Two."],
      ["loss.kl", "Three?", "Four."],
    ]);
  });

  test("or says so in its first row; a byte order mark and Windows' line ends are no part of it", () => {
    expect(sides("\uFEFFquestion;answer;skill\r\nOne?;Two.;loss.hinge\r\n")).toEqual([["loss.hinge", "One?", "Two."]]);
    expect(sides("正面\t背面\t标签\n一？\t二。\tloss.kl", "我的.tsv")).toEqual([["loss.kl", "一？", "二。"]]);
  });

  test("may have lines within quotes", () => {
    expect(sides('"One\nline?","Two ""quoted"".",loss.kl')).toEqual([["loss.kl", "One\nline?", 'Two "quoted".']]);
  });
});

test("markup is text where the file does not say that it is HTML", () => {
  expect(sides("<script>alert(1)</script>,&lt;,loss.kl")).toEqual([["loss.kl", "<script>alert(1)</script>", "&lt;"]]);
  const html = "#html:true\n<img src=x onerror=alert(1)>Why?,So &amp;lt;b&amp;gt;.,loss.kl";
  expect(sides(html)).toEqual([["loss.kl", "Why?", "So &lt;b&gt;."]]);
});

test.each([
  ["\\(x\\)", "$x$"],
  ["a \\[ x^2 \\] b", "a $ x^2 $ b"],
  ["\\(a\\)\\(b\\)", "$a$ $b$"],
  ["\\(\\begin{matrix} a \\\\[2pt] b \\end{matrix}\\)", "$\\begin{matrix} a \\\\[2pt] b \\end{matrix}$"],
  ["[latex]$x$[/latex]", "$x$"],
  ["[$]x[/$] and [$$]y[/$$]", "$x$ and $y$"],
  ["$$x$$", "$x$"],
])("the formula in %j is read as %j", (written, read) => {
  expect(sides(`${written},Yes.,loss.kl`)).toEqual([["loss.kl", read, "Yes."]]);
});

describe("a fault is told by file and line", () => {
  test.each([
    ["Why?,So.", "mine.csv, line 1: belongs to no skill"],
    ["#tags:x\n# a remark\nWhy?,So.", "mine.csv, line 3: belongs to no skill"],
    ["Why?,So.,loss.kl\nWhy now?,,loss.kl", "mine.csv, line 2: the back is empty"],
    ["front,back,skill\nWhy?,So.,loss.foo", 'mine.csv, line 2: "loss.foo" is no skill of the syllabus'],
    ["Why $x?,So.,loss.kl", "mine.csv, line 1: the front has a $ that opens no formula or closes none"],
    ["{{c1::So}}?,So.,loss.kl", "mine.csv, line 1: the front is a cloze"],
    [`${"x".repeat(4001)},So.,loss.kl`, "mine.csv, line 1: the front is longer than 4000 characters"],
    ["Why?,So.,loss.kl\nWhy?,Or so.,loss.kl", "mine.csv, line 2: has the same front as a card before it"],
    ['Why?,"So.,loss.kl\n\n', "mine.csv, line "],
    ["", "mine.csv: holds no card"],
    ["#separator:tab\n", "mine.csv: holds no card"],
    ["front,back,skill\n", "mine.csv: holds no card"],
  ])("%j", (text, fault) => {
    expect(faultsOf(text)).toContain(fault);
  });

  test("not by hundreds, and not for what is not UTF-8, or no deck at all", () => {
    expect(faultsOf("Why?,So.\n".repeat(500)).split("\n")).toHaveLength(21);
    const latin = importDeck("mine.csv", Uint8Array.from([0xe9, 0x2c, 0x61]));
    expect(latin).toEqual({ faults: "mine.csv: is not written in UTF-8" });
    expect(faultsOf("x", "mine.apkg")).toContain("mine.apkg: is no deck; its name has to end in .yaml");
  });
});

describe("a hostile file", () => {
  test.each(["\\(", "<", "<br", "[latex]", "&#", "$", '"'])("of nothing but %j has a fault like any other", (piece) => {
    const field = piece.repeat((MOST_BYTES - 100) / piece.length);
    expect(faultsOf(`#html:true\n${field},So.,loss.kl`)).toContain("mine.csv, line ");
  });

  test("is refused by its size, or by the number of its notes, whatever a header says", () => {
    expect(faultsOf("x".repeat(MOST_BYTES + 1))).toContain("is larger than");
    const many = Array.from({ length: MOST_NOTES + 1 }, (_, i) => `q${i},a,loss.kl`).join("\n");
    expect(faultsOf(many)).toContain(`holds more than ${MOST_NOTES} cards`);
    expect(deckOf(many.slice(0, many.lastIndexOf("\n"))).cards).toHaveLength(MOST_NOTES);
  });

  test.each([
    "#separator:\nx,y",
    "#separator:\u0000\nx",
    "#columns:__proto__,constructor\nx,y",
    "#tags column:-9\nx,y",
    "#tags column:1e9\nx,y,loss.kl",
    "\u0000\u0001",
    '"',
    "#\n#\n#",
    "\uFEFF",
  ])("%j is a deck or has a fault, and nothing else", (text) => {
    expect(() => imported(text)).not.toThrow();
  });
});
