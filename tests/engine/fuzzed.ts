import { Random } from "#engine/random.ts";

const PIECES = [
  ..."w5|w_5|w_{5}|h1|out_h1|δ_o1|delta_o1|\\delta_{o1}|net_h1|σ|sigma|σ'|f'|x|x1|w1_11|a1_1|z2_1|w^{(1)}_{11}|E".split(
    "|",
  ),
  ..."e|e^|exp|ln|tanh|max|sqrt|\\sqrt|\\frac|\\partial|∂E/∂w5|dE/dw1|\\frac{\\partial E}{\\partial w_5}|d|∂|pi".split(
    "|",
  ),
  ..."+|-|*|/|^|(|)|{|}|[|]|'|,|<|>|&|_|=|!|;|.|\\|\\left(|\\right)|\\cdot|\\times|×|·|÷|−|（|）|，|＋".split("|"),
  ..."1|2|0.5|1e-7|9e999|99999999999|²|⁻¹|₅|if|else|\\begin{cases}|\\end{cases}|\\\\|\\text{else}|w(x1)1|w99|W5|Ω|中|😀|\0|\ud800".split(
    "|",
  ),
  "|",
  " ",
  "\n",
];

/** Inputs as a learner, a slip of the hand and an attacker type them; always the same ones. */
export function* fuzzed(count: number): Generator<string> {
  const random = new Random("fuzzed formulas");
  for (let i = 0; i < count; i++) yield [pieces, nested, repeated, characters][i % 4]!(random);
}

const many = (random: Random): number => (random.below(20) === 0 ? random.below(150) : random.below(14));

const pieces = (random: Random): string =>
  Array.from({ length: many(random) }, () => random.pick(PIECES)).join(random.pick(["", " "]));

/** A formula that could be read, with one piece put wrong now and then. */
function nested(random: Random, depth = 0): string {
  if (depth > 5 || random.below(3) === 0) return random.pick(random.below(30) === 0 ? PIECES : PIECES.slice(0, 12));
  const [a, b] = [nested(random, depth + 1), nested(random, depth + 1)];
  return random.pick([
    `${a} + ${b}`,
    `${a}*${b}`,
    `(${a} - ${b})`,
    `\\frac{${a}}{${b}}`,
    `${a}^2`,
    `σ(${a})`,
    `\\left(${a}\\right) ${b}`,
    `-${a}`,
  ]);
}

const repeated = (random: Random): string => random.pick(PIECES).repeat(1 + random.below(410));

const characters = (random: Random): string =>
  Array.from({ length: many(random) * 3 }, () => String.fromCharCode(random.below(random.pick([128, 0x10000])))).join(
    "",
  );
