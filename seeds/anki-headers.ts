/** What the lines at the top of an exported text file say of it: "#separator:tab", "#columns:Front,Back", "#tags column:3". */
export type Headers = {
  readonly separator: string;
  /** Whether the fields are HTML. */
  readonly html: boolean;
  readonly deck: string | undefined;
  /** The names of the columns, if they are given. */
  readonly columns: readonly string[] | undefined;
  /** Tags of every note. */
  readonly tags: readonly string[];
  /** What single columns hold that are no field of a note, such as its tags, by their place from 0. */
  readonly special: ReadonlyMap<number, string>;
};

const SEPARATORS: Readonly<Record<string, string>> = {
  tab: "\t",
  comma: ",",
  semicolon: ";",
  pipe: "|",
  colon: ":",
  space: " ",
  "\\t": "\t",
};

/** The headers of a text, and the lines below them with the number of the first. */
export function readHeaders(text: string): { headers: Headers; body: string; firstLine: number } {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const end = lines.findIndex((line) => !line.startsWith("#"));
  const count = end < 0 ? lines.length : end;
  const told = new Map(lines.slice(0, count).flatMap(pairIn));
  const body = lines.slice(count).join("\n");
  return { headers: headersFrom(told, body), body, firstLine: count + 1 };
}

/** A line that is no header is a remark. */
function pairIn(line: string): [string, string][] {
  const [, name, value] = /^#([a-z ]+):(.*)$/i.exec(line) ?? [];
  return name === undefined ? [] : [[name.trim().toLowerCase(), value!]];
}

function headersFrom(told: ReadonlyMap<string, string>, body: string): Headers {
  const named = told.get("separator");
  const separator = named === undefined ? likelySeparator(body) : (SEPARATORS[named.trim().toLowerCase()] ?? named);
  return {
    separator,
    html: told.get("html")?.trim().toLowerCase() === "true",
    deck: said(told.get("deck")),
    columns: told.get("columns")?.split(separator),
    tags: (told.get("tags") ?? "").split(/\s+/).filter(Boolean),
    special: new Map(
      [...told].flatMap(([name, value]) => {
        const holds = /^(.+) column$/.exec(name)?.[1];
        return holds === undefined ? [] : [[Number(value) - 1, holds] as const];
      }),
    ),
  };
}

/** What a header says, unless it is nothing. */
const said = (value: string | undefined): string | undefined => (value?.trim() === "" ? undefined : value?.trim());

/** Where none is named: tabs if there are any, else what there is more of, semicolons or commas. */
function likelySeparator(body: string): string {
  const beginning = body.slice(0, 10_000).replaceAll(/&#?\w+;/g, "");
  const count = (separator: string): number => beginning.split(separator).length - 1;
  if (count("\t") > 0) return "\t";
  return count(";") > count(",") ? ";" : ",";
}
