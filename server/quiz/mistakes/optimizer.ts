import type { Replacement } from "#engine/chain-rule.ts";
import { add, type Expression, minus, ONE, over, power, times } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import type { Network } from "#engine/network.ts";
import type { Optimizer, UpdateRule, UpdateScope } from "#engine/optimizer.ts";
import { optimizers } from "#engine/optimizers.ts";
import { stateAfter, updateBy } from "#engine/update.ts";
import type { Mistake } from "./mistake.ts";

/** A mistake about an optimizer: some of its rules are others, at every step. */
const instead =
  (change: (row: Optimizer) => Partial<Optimizer>): Replacement =>
  (right, network) => {
    const { optimizer } = network.training!;
    const mistaken = { ...optimizer, ...change(optimizer) };
    return {
      define: (q) => stateAfter(network, mistaken, q) ?? right.define(q),
      updated: (w) => updateBy(network, mistaken, w),
    };
  };

/** The same rules of somebody who reads something else in the place of what they read. */
const reading =
  (change: (s: UpdateScope) => Partial<UpdateScope>) =>
  ({ states, update }: Optimizer): Pick<Optimizer, "states" | "update"> => {
    const misread =
      (rule: UpdateRule): UpdateRule =>
      (s) =>
        rule({ ...s, ...change(s) });
    const rules = Object.entries(states).map(([name, rule]) => [name, misread(rule)] as const);
    return { states: Object.fromEntries(rules), update: misread(update) };
  };

/** One state by another rule. */
const keeping =
  (name: string, rule: UpdateRule) =>
  ({ states }: Optimizer): Pick<Optimizer, "states"> => ({ states: { ...states, [name]: rule } });

const stepping = (direction: UpdateRule) => (): Pick<Optimizer, "update"> => ({
  update: (s) => minus(s.w, times(s.lr, direction(s))),
});

const usesAny =
  (...ids: readonly string[]) =>
  ({ training }: Network): boolean =>
    ids.includes(training?.optimizer.id ?? "");

/** Adam, with or without decay beside the step. */
const usesAdam = ({ training }: Network): boolean => training?.optimizer.states === optimizers.adam.states;

/** The bias correction m / (1 - beta^(t-1)), nothing being divided at the first step. */
const correctedLate =
  (beta: string, moment: string): UpdateRule =>
  (s) => {
    const before = minus(s.t, ONE);
    const divisor = of.select(before, minus(ONE, power(s.setting(beta), before)), ONE);
    return over(s.after(moment), divisor);
  };

const SWAPPED: Readonly<Record<string, string>> = { beta1: "beta2", beta2: "beta1" };

const adamStep = (under: (vhat: Expression, eps: Expression) => Expression) =>
  stepping((s) => over(s.after("mhat"), under(s.after("vhat"), s.setting("eps"))));

const withoutRoot = stepping((s) => over(s.g, add(s.after("s"), s.setting("eps"))));

const adamInside = adamStep((vhat, eps) => of.sqrt(add(vhat, eps)));

/** The steps with epsilon under the root, by the optimizers that have it outside. */
const epsInside: Readonly<Record<string, () => Pick<Optimizer, "update">>> = {
  adagrad: () => optimizers.adagrad_epsin,
  rmsprop: () => optimizers.rmsprop_epsin,
  adam: adamInside,
  adamw: adamInside,
};

/** Whether the look-ahead point matters: the velocity has started, and the gradients are not given. */
const looksAhead = (n: Network): boolean =>
  n.training?.optimizer.ahead !== undefined && n.training.steps > 1 && n.readers(n.training.clock).length === 0;

const GRADIENT_WITHOUT_LOOKING_AHEAD = {
  name: { en: "Nesterov computed as plain momentum", zh: "把 Nesterov 当普通动量" },
  remedy: { en: "take the gradient at the look-ahead point w + mu v", zh: "梯度要在前瞻点 w + μv 处求" },
};

/** Mistakes about what an optimizer remembers and how it steps. */
export const optimizerMistakes = {
  "adam.no_bias_correction": {
    priority: 1,
    name: { en: "no bias correction", zh: "没有偏差修正" },
    remedy: { en: "divide by 1-beta^t", zh: "要除以 1-β^t" },
    applies: usesAdam,
    replace: instead(({ states }) => ({ states: { ...states, mhat: (s) => s.after("m"), vhat: (s) => s.after("v") } })),
  },
  "adam.betas_swapped": {
    priority: 3,
    name: { en: "swapped beta1 and beta2", zh: "β1、β2 弄反" },
    remedy: { en: "beta1 for m, beta2 for v", zh: "β1 配 m，β2 配 v" },
    applies: usesAdam,
    replace: instead(reading(({ setting }) => ({ setting: (name) => setting(SWAPPED[name] ?? name) }))),
  },
  "adam.t_from_zero": {
    priority: 2,
    name: { en: "t starts at 0", zh: "t 从 0 开始" },
    remedy: { en: "t counts from 1", zh: "t 从 1 计" },
    applies: usesAdam,
    replace: instead(({ states }) => ({
      states: { ...states, mhat: correctedLate("beta1", "m"), vhat: correctedLate("beta2", "v") },
    })),
  },
  "adam.no_sqrt": {
    priority: 2,
    name: { en: "forgot the square root", zh: "漏了开方" },
    remedy: { en: "divide by sqrt(vhat)+eps", zh: "除以 √v̂ + ε" },
    applies: usesAdam,
    replace: instead(adamStep((vhat, eps) => add(vhat, eps))),
  },
  "adam.no_square": {
    priority: 3,
    name: { en: "v without squaring g", zh: "v 里的 g 漏了平方" },
    remedy: { en: "v is the EMA of g^2", zh: "v 是 g² 的滑动平均" },
    applies: usesAdam,
    replace: instead((row) => ({
      ...keeping("v", (s) => add(times(s.setting("beta2"), s.before("v")), times(minus(ONE, s.setting("beta2")), s.g)))(
        row,
      ),
      ...adamStep((vhat, eps) => add(of.sqrt(of.abs(vhat)), eps))(),
    })),
  },
  "adamw.coupled_decay": {
    priority: 2,
    name: { en: "L2 inside Adam's gradient instead of decoupled decay", zh: "把权重衰减加进梯度（Adam+L2）" },
    remedy: {
      en: "AdamW: w := w(1-eta lambda) outside the adaptive step",
      zh: "AdamW 在自适应步之外单独衰减：w := w(1-ηλ)",
    },
    applies: (n) => usesAny("adamw")(n) && n.training!.decay !== undefined,
    replace: instead(() => ({ decay: "gradient" })),
  },
  "momentum.ema_factor": {
    priority: 2,
    name: { en: "mixed up v=beta v+g and the (1-beta) form", zh: "动量两种写法混淆" },
    remedy: {
      en: "state which form is used; their effective learning rates differ by a factor 1/(1-beta)",
      zh: "先说明用哪种写法；两者的等效学习率相差 1/(1-β) 倍",
    },
    applies: usesAny("momentum", "momentum_ema"),
    replace: instead(({ id }) => ({ states: optimizers[id === "momentum" ? "momentum_ema" : "momentum"].states })),
  },
  "momentum.forgotten": {
    priority: 2,
    name: { en: "ignored the velocity", zh: "忘了动量项" },
    remedy: { en: "keep v between steps", zh: "要保留上一步的 v" },
    applies: (n) => usesAny("momentum", "momentum_ema", "momentum_classic")(n) && n.training!.steps > 1,
    replace: instead(() => ({ update: optimizers.sgd.update })),
  },
  "nesterov.as_plain_momentum": {
    priority: 2,
    name: { en: "Nesterov computed as plain momentum", zh: "把 Nesterov 当普通动量" },
    remedy: { en: "PyTorch form: w - eta (g + mu v)", zh: "PyTorch 形式：w - η(g + μv)" },
    wording: ({ training }) => (training?.optimizer.ahead ? GRADIENT_WITHOUT_LOOKING_AHEAD : undefined),
    applies: (n) => usesAny("nesterov")(n) || looksAhead(n),
    replace: instead(({ ahead }) => (ahead ? { ahead: undefined } : { update: optimizers.momentum.update })),
  },
  "adagrad.no_accumulation": {
    priority: 2,
    name: { en: "did not accumulate squares", zh: "没有累积平方和" },
    remedy: { en: "s_t = s_{t-1} + g^2", zh: "s_t = s_{t-1} + g²" },
    applies: (n) => usesAny("adagrad")(n) && n.training!.steps > 1,
    replace: instead(keeping("s", (s) => power(s.g, 2))),
  },
  "adagrad.no_sqrt": {
    priority: 2,
    name: { en: "forgot the square root", zh: "漏了开方" },
    remedy: { en: "divide by sqrt(s)+eps", zh: "除以 √s + ε" },
    applies: usesAny("adagrad"),
    replace: instead(withoutRoot),
  },
  "rmsprop.alpha_swapped": {
    priority: 2,
    name: { en: "alpha and 1-alpha swapped", zh: "α 与 1-α 弄反" },
    remedy: { en: "s = alpha s + (1-alpha) g^2", zh: "s = αs + (1-α)g²" },
    applies: usesAny("rmsprop"),
    replace: instead(
      keeping("s", (s) =>
        add(times(minus(ONE, s.setting("alpha")), s.before("s")), times(s.setting("alpha"), power(s.g, 2))),
      ),
    ),
  },
  "rmsprop.no_sqrt": {
    priority: 2,
    name: { en: "forgot the square root", zh: "漏了开方" },
    remedy: { en: "divide by sqrt(s)+eps", zh: "除以 √s + ε" },
    applies: usesAny("rmsprop"),
    replace: instead(withoutRoot),
  },
  "eps.inside_root": {
    priority: 3,
    name: { en: "eps inside the root", zh: "ε 放进根号里" },
    remedy: { en: "follow the stated placement (PyTorch: outside)", zh: "按题目约定（PyTorch 在根号外）" },
    applies: usesAny(...Object.keys(epsInside)),
    replace: instead(({ id }) => ({ update: epsInside[id]!().update })),
  },
  "update.no_zero_grad": {
    priority: 2,
    name: { en: "gradients of the previous step not cleared", zh: "上一步梯度没清零" },
    remedy: { en: "clear gradients each step", zh: "每步先清零梯度" },
    applies: ({ training }) =>
      training !== undefined && training.steps > 1 && !(training.decay && training.optimizer.decay === "gradient"),
    replace: instead((row) => {
      const { states, update } = reading((s) => ({ g: s.after("gsum") }))(row);
      return { states: { ...states, gsum: (s) => add(s.before("gsum"), s.g) }, update };
    }),
  },
} as const satisfies Record<string, Mistake>;
