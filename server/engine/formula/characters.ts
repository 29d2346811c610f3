/** A formula in one spelling: LaTeX, full-width and raised characters brought to one form, each with where it stood. */
export type Characters = { readonly chars: readonly string[]; readonly from: readonly number[] };

/** Stands for `\frac`, whose two arguments follow in braces. */
export const FRACTION = "⅟";
export const PARTIAL = "∂";
/** Around and between the rows of a case distinction. */
export const CASES = { open: "⟨", next: ";", close: "⟩" } as const;

const GREEK: Readonly<Record<string, string>> = {
  α: "alpha",
  β: "beta",
  γ: "gamma",
  δ: "delta",
  ε: "eps",
  ϵ: "eps",
  η: "eta",
  λ: "lambda",
  μ: "mu",
  µ: "mu",
  π: "pi",
  ρ: "rho",
  σ: "sigma",
  τ: "tau",
};

const SINGLE: Readonly<Record<string, string>> = {
  ...GREEK,
  "√": "sqrt",
  "÷": "/",
  "∕": "/",
  "⁄": "/",
  "′": "'",
  "’": "'",
  "‘": "'",
  "″": "''",
  "−": "-",
  "–": "-",
  "—": "-",
  "﹣": "-",
  "×": "*",
  "·": "*",
  "⋅": "*",
  "∙": "*",
  "•": "*",
  "∗": "*",
  "、": ",",
  "【": "[",
  "】": "]",
  "〔": "(",
  "〕": ")",
  "~": " ",
  "⩾": "≥",
  "⩽": "≤",
};

const COMMANDS: Readonly<Record<string, string>> = {
  cdot: "*",
  times: "*",
  ast: "*",
  div: "/",
  frac: FRACTION,
  dfrac: FRACTION,
  tfrac: FRACTION,
  partial: PARTIAL,
  prime: "'",
  vert: "|",
  lvert: "|",
  rvert: "|",
  gt: ">",
  lt: "<",
  ge: "≥",
  geq: "≥",
  geqslant: "≥",
  le: "≤",
  leq: "≤",
  leqslant: "≤",
  varepsilon: "eps",
  epsilon: "eps",
  quad: " ",
  ...Object.fromEntries(
    [
      "left",
      "right",
      "bigl",
      "bigr",
      "Bigl",
      "Bigr",
      "big",
      "Big",
      "mathrm",
      "mathit",
      "mathbf",
      "mathbb",
      "mathds",
      "boldsymbol",
      "operatorname",
    ].map((decoration) => [decoration, ""]),
  ),
  text: "",
  rm: "",
  displaystyle: "",
  begin: CASES.open,
  end: CASES.close,
};

/** After a digit such a sign is part of a mixed number, which a formula has no place for. */
const VULGAR: Readonly<Record<string, string>> = {
  "½": "1/2",
  "⅓": "1/3",
  "⅔": "2/3",
  "¼": "1/4",
  "¾": "3/4",
  "⅕": "1/5",
  "⅛": "1/8",
};

const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const LOWERED = "₀₁₂₃₄₅₆₇₈₉";
const FULL_WIDTH = /[！-～]/u;
const FULL_WIDTH_TO_ASCII = 0xfee0;

/** Reads the spelling of a formula; nothing is refused here. */
export function charactersOf(text: string): Characters {
  const chars: string[] = [];
  const from: number[] = [];
  let at = 0;
  const put = (written: string): void => {
    for (const char of written) {
      chars.push(char);
      from.push(at);
    }
  };
  while (at < text.length) {
    const [written, length] =
      text[at] === "\\" ? command(text, at) : (run(text, at) ?? vulgar(text, at) ?? [plain(text[at]!), 1]);
    put(written);
    at += length;
  }
  return { chars, from };
}

/** One character in its plain form. */
function plain(char: string): string {
  const known = SINGLE[char];
  if (known !== undefined) return known;
  if (/\s/u.test(char)) return " ";
  return FULL_WIDTH.test(char) ? String.fromCodePoint(char.codePointAt(0)! - FULL_WIDTH_TO_ASCII) : char;
}

const digitsOf = (found: string, digits: string): string =>
  Array.from(found, (char) => (char === "⁻" ? "-" : String(digits.indexOf(char)))).join("");

/** Raised digits are a power, a raised prime is a prime, lowered digits are an index; a 1 with a double stroke is a 1. */
function run(text: string, at: number): readonly [string, number] | undefined {
  if (/^[𝟙𝟏]/u.test(text.slice(at, at + 2))) return ["1", 2];
  const prime = /^\^\s*(?:\{\s*(?:\\prime|['′])\s*\}|\\prime|['′])/.exec(text.slice(at, at + 40))?.[0];
  if (prime) return ["'", prime.length];
  const raised = /^⁻?[⁰¹²³⁴-⁹]+/u.exec(text.slice(at, at + 40))?.[0];
  if (raised) return [`^{${digitsOf(raised, RAISED)}}`, raised.length];
  const lowered = /^[₀-₉]+/u.exec(text.slice(at, at + 40))?.[0];
  return lowered ? [`_${digitsOf(lowered, LOWERED)}`, lowered.length] : undefined;
}

function vulgar(text: string, at: number): readonly [string, number] | undefined {
  const ratio = VULGAR[text[at]!];
  return ratio === undefined || /\d/.test(text[at - 1] ?? "") ? undefined : [`(${ratio})`, 1];
}

/** A LaTeX command: an operator, a decoration that says nothing, or else a word of its own letters. */
function command(text: string, at: number): readonly [string, number] {
  const name = /^\\([a-zA-Z]+)/.exec(text.slice(at, at + 40))?.[1];
  if (name === undefined) return symbol(text[at + 1] ?? "");
  const cases = name === "begin" || name === "end" ? /^\s*\{cases\}/.exec(text.slice(at + 1 + name.length)) : null;
  return [Object.hasOwn(COMMANDS, name) ? COMMANDS[name]! : name, 1 + name.length + (cases?.[0].length ?? 0)];
}

/** A command of one sign: a space of some width, the end of a row, or a sign in its own right. */
function symbol(sign: string): readonly [string, number] {
  if (sign === "\\") return [CASES.next, 2];
  if (",;:! ".includes(sign)) return [" ", 1 + sign.length];
  return [sign === "{" ? "(" : sign === "}" ? ")" : plain(sign), 2];
}
