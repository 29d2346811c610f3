import { type Expression, sum, ZERO } from "../expression.ts";
import type { Token } from "./lexer.ts";
import { tooLong } from "./unreadable.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A derivative such as dE_o1/dw1 is written out over this many paths at most. */
const MOST_PATHS = 16;

/** dE/dq is the gradient itself; between two other quantities the derivative is written out. */
export function derivative(
  vocabulary: Vocabulary,
  { of: c, by: q, position }: Token & { readonly kind: "derivative" },
): Expression {
  if (c === vocabulary.network.loss) return vocabulary.network.gradient(q);
  const paths = vocabulary.pathsTo(c);
  if (paths.count(q) > BigInt(MOST_PATHS)) throw tooLong(position, `${MOST_PATHS} paths`, `${MOST_PATHS} 条路径`);
  const products = [...paths.from(q)].map((path) => path.product);
  return products.length === 0 ? ZERO : sum(products);
}
