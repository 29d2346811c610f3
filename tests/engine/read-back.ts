import Exact from "fraction.js";

const TOKEN = /\\left[(|]|\\right[)|]|\\frac|\\cdot|\\max|max|[a-z]|\d+(?:\.\d+)?|[-+*/^(){}|,]/g;
/** LaTeX and text differ only in how they spell these. */
const spelling: Readonly<Record<string, string>> = {
  "\\left(": "(",
  "\\right)": ")",
  "\\left|": "|",
  "\\right|": "|",
  "\\cdot": "*",
  "\\max": "max",
};

/**
 * The value of a written formula, as a reader takes it: powers before products before sums, -2^2 is -(2^2). Braces
 * cannot be seen, so around a base they must not be needed.
 */
export function readBack(written: string, valueOf: (name: string) => string): Exact {
  const tokens = (written.match(TOKEN) ?? []).map((token) => spelling[token] ?? token);
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const expectToken = (token: string): void => {
    if (!take(token)) throw new Error(`${token} expected instead of ${tokens[at]} in ${written}`);
  };
  const enclosed = (close: string): Exact => {
    const value = sum();
    expectToken(close);
    return value;
  };
  const group = (): Exact => {
    expectToken("{");
    return enclosed("}");
  };
  const atom = (): Exact => {
    if (take("(")) return enclosed(")");
    if (take("|")) return enclosed("|").abs();
    if (take("\\frac")) return group().div(group());
    if (take("{")) {
      const bare = atom();
      expectToken("}");
      return bare;
    }
    if (take("max")) {
      expectToken("(");
      const [a, b] = [enclosed(","), enclosed(")")];
      return a.compare(b) > 0 ? a : b;
    }
    const token = tokens[at++] ?? "";
    if (!/^[a-z\d]/.test(token)) throw new Error(`${token} unexpected in ${written}`);
    return new Exact(/^[a-z]/.test(token) ? valueOf(token) : token);
  };
  const power = (): Exact => {
    const base = atom();
    if (!take("^")) return base;
    return base.pow(tokens[at] === "{" ? group() : atom());
  };
  const signed = (): Exact => (take("-") ? signed().neg() : power());
  const product = (): Exact => {
    let value = signed();
    for (;;) {
      if (take("*")) value = value.mul(signed());
      else if (take("/")) value = value.div(signed());
      else return value;
    }
  };
  const sum = (): Exact => {
    let value = product();
    for (;;) {
      if (take("+")) value = value.add(product());
      else if (take("-")) value = value.sub(product());
      else return value;
    }
  };
  const value = sum();
  if (at < tokens.length) throw new Error(`${tokens[at]} is left over in ${written}`);
  return value;
}
