import type { Replacement } from "#engine/chain-rule.ts";
import { add, type Expression, minus, negate, power, times } from "#engine/expression.ts";
import { placeOf } from "#engine/quantity.ts";
import { isSquare, learningRate, mirrored } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

/** A mistake about the update of w from its gradient g and the learning rate. */
const update =
  (change: (w: Expression, g: Expression, eta: Expression) => Expression): Replacement =>
  (_right, network) => ({ updated: (w) => change(w, network.gradient(w), learningRate(network)) });

/** Mistakes after the gradient: the update, and what is reported. */
export const updateMistakes = {
  "update.ascent": {
    priority: 1,
    name: { en: "added the gradient", zh: "参数更新加了梯度" },
    remedy: { en: "descend: w - eta g", zh: "下降要减：w - ηg" },
    applies: (n) => n.training !== undefined,
    replace: update((w, g, eta) => add(w, times(eta, g))),
  },
  "update.no_lr": {
    priority: 1,
    name: { en: "forgot the learning rate", zh: "忘乘学习率" },
    remedy: { en: "multiply by eta", zh: "要乘 η" },
    applies: (n) => n.training !== undefined,
    replace: update((w, g) => minus(w, g)),
  },
  "update.lr_squared": {
    priority: 3,
    name: { en: "applied eta twice", zh: "学习率乘了两次" },
    remedy: { en: "eta once", zh: "η 只乘一次" },
    applies: (n) => n.training !== undefined,
    replace: update((w, g, eta) => minus(w, times(power(eta, 2), g))),
  },
  "update.report_delta_w": {
    priority: 2,
    name: { en: "reported the change instead of the new weight", zh: "只报了改变量" },
    remedy: { en: "w_new = w + change", zh: "新权重 = 旧权重 + 改变量" },
    applies: (n) => n.training !== undefined,
    replace: update((_w, g, eta) => negate(times(eta, g))),
  },
  "update.report_gradient": {
    priority: 2,
    name: { en: "reported the gradient instead of the new weight", zh: "只报了梯度" },
    remedy: { en: "finish the update step", zh: "别忘了最后一步更新" },
    applies: (n) => n.training !== undefined,
    replace: update((_w, g) => g),
  },
  "report.delta_instead_of_dEda": {
    priority: 2,
    name: { en: "reported dE/dnet when dE/dout was asked", zh: "问 ∂E/∂out 却答了 ∂E/∂net" },
    remedy: { en: "delta = dE/dout * f'(net)", zh: "δ = ∂E/∂out · f'(net)" },
    applies: (n) => n.forward.some((q) => q.role === "activation" && n.at("net", placeOf(q))),
    replace: (right, network) => ({
      report: (q) => {
        const a = q.derived?.as === "gradient" ? q.derived.of : undefined;
        const net = a?.role === "activation" ? network.at("net", placeOf(a)) : undefined;
        return right.report(net ? network.gradient(net) : q);
      },
    }),
  },
  "report.transposed_dW": {
    priority: 2,
    name: { en: "reported dW transposed", zh: "dW 写成了转置" },
    remedy: { en: "dW has the shape of W", zh: "dW 与 W 同形状" },
    applies: (n) => n.widths.some((_, l) => l > 0 && isSquare(n, l)),
    replace: (right, network) => ({
      report: (q) => {
        const w = q.derived?.as === "gradient" ? q.derived.of : undefined;
        const other = w?.role === "weight" && isSquare(network, w.layer!) ? mirrored(network, w) : undefined;
        return right.report(other ? network.gradient(other) : q);
      },
    }),
  },
} as const satisfies Record<string, Mistake>;
