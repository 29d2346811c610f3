import { type Call, type Expression, type Product, type Quotient, type Sum, type Symbol } from "./expression.ts";
import type { Quantity } from "./quantity.ts";
import { isNegative, opposite, simplify } from "./simplify.ts";

/** How tightly an expression holds together; a looser part inside a tighter whole needs parentheses. */
const SUM = 1;
const NEGATIVE = 2;
const PRODUCT = 3;
const POWER = 4;
const ATOM = 5;

type Written = Symbol & { readonly binding: number };
/** The name of a quantity, or its number. */
export type Names = (q: Quantity) => Symbol;

/** Writes an expression as text and LaTeX, every quantity by the name it is given. */
export function write(e: Expression, names: Names): Symbol {
  const { text, latex } = written(e, names);
  return { text, latex };
}

const atom = ({ text, latex }: Symbol): Written => ({ text, latex, binding: ATOM });
const same = (text: string): Symbol => ({ text, latex: text });

function written(e: Expression, names: Names): Written {
  switch (e.kind) {
    case "constant":
      return number(e.text);
    case "quantity": {
      const symbol = names(e);
      return symbol.text.startsWith("-") ? { ...symbol, binding: NEGATIVE } : atom(symbol);
    }
    case "sum":
      return writtenSum(e, names);
    case "product":
      return writtenProduct(e, names);
    case "quotient":
      return writtenQuotient(e, names);
    case "power": {
      const base = within(written(e.base, names), ATOM);
      const exponent = written(e.exponent, names);
      const text = `${base.text}^${within(exponent, ATOM).text}`;
      // Two raised signs in a row would read as one: (g^(2))^2.
      const latex =
        e.base.kind === "quantity" && base.latex.includes("^") ? `\\left(${base.latex}\\right)` : `{${base.latex}}`;
      return { text, latex: `${latex}^{${exponent.latex}}`, binding: POWER };
    }
    case "call":
      return writtenCall(e, names);
  }
}

function number(text: string): Written {
  if (text === "pi") return atom({ text: "pi", latex: "\\pi" });
  return { ...numberSymbol(text), binding: text.startsWith("-") ? NEGATIVE : ATOM };
}

/** A numeral as text and LaTeX; an exponent is written as a power of ten. */
export function numberSymbol(text: string): Symbol {
  if (!text.includes("e")) return same(text);
  const [mantissa, exponent] = text.split("e");
  const power = `10^{${Number(exponent)}}`;
  return { text, latex: mantissa === "1" ? power : `${mantissa} \\times ${power}` };
}

/** Puts parentheses around what holds together less tightly than asked. */
function within(part: Written, binding: number): Written {
  if (part.binding >= binding) return part;
  return atom({ text: `(${part.text})`, latex: `\\left(${part.latex}\\right)` });
}

function writtenSum({ terms }: Sum, names: Names): Written {
  const [first, ...rest] = terms.map((term, i) => {
    const minus = i > 0 && isNegative(term);
    const part = within(written(minus ? opposite(term) : term, names), i > 0 ? PRODUCT : NEGATIVE);
    return { ...part, minus };
  });
  const join = (key: "text" | "latex") =>
    rest.reduce((line, part) => `${line} ${part.minus ? "-" : "+"} ${part[key]}`, first![key]);
  return { text: join("text"), latex: join("latex"), binding: SUM };
}

function writtenProduct(e: Product, names: Names): Written {
  if (isNegative(e)) {
    const positive = within(written(opposite(e), names), PRODUCT);
    return { text: `-${positive.text}`, latex: `-${positive.latex}`, binding: NEGATIVE };
  }
  const factors = e.factors.map((factor) => within(written(factor, names), PRODUCT));
  return {
    text: factors.map((factor) => factor.text).join(" * "),
    latex: factors.map((factor) => factor.latex).join(" \\cdot "),
    binding: PRODUCT,
  };
}

function writtenQuotient(e: Quotient, names: Names): Written {
  const [top, bottom] = [written(e.over, names), written(e.under, names)];
  return {
    text: `${within(top, PRODUCT).text}/${within(bottom, POWER).text}`,
    latex: `\\frac{${top.latex}}{${bottom.latex}}`,
    binding: PRODUCT,
  };
}

/** Functions that are set in a way of their own. */
const special: Readonly<Record<string, (args: readonly Written[]) => Written>> = {
  exp: ([x]) => ({ text: `exp(${x!.text})`, latex: `e^{${x!.latex}}`, binding: POWER }),
  sqrt: ([x]) => atom({ text: `sqrt(${x!.text})`, latex: `\\sqrt{${x!.latex}}` }),
  abs: ([x]) => atom({ text: `|${x!.text}|`, latex: `\\left|${x!.latex}\\right|` }),
  positive: ([x]) => atom({ text: `[${x!.text} > 0]`, latex: `\\left[${x!.latex} > 0\\right]` }),
  round2: ([x]) => atom({ text: `round(${x!.text})`, latex: `\\operatorname{round}_2\\left(${x!.latex}\\right)` }),
  select: ([c, a, b]) =>
    atom({
      text: `(${a!.text} if ${c!.text} > 0 else ${b!.text})`,
      latex: `\\begin{cases} ${a!.latex} & ${c!.latex} > 0 \\\\ ${b!.latex} & \\text{else} \\end{cases}`,
    }),
};

function writtenCall({ fn, args }: Call, names: Names): Written {
  const set = special[fn.id];
  if (set) return set(args.map((arg) => written(arg, names)));
  if (!fn.symbol) return written(simplify((fn.shown ?? fn.value)!(...args)), names);
  const inside = args.map((arg) => written(arg, names));
  const text = inside.map((arg) => arg.text).join(", ");
  const latex = inside.map((arg) => arg.latex).join(", ");
  return atom({ text: `${fn.symbol.text}(${text})`, latex: `${fn.symbol.latex}\\left(${latex}\\right)` });
}
