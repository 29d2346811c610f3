import { call, minus, negate, ONE, power, times, ZERO } from "#engine/expression.ts";
import { of } from "#engine/functions.ts";
import type { Network } from "#engine/network.ts";
import { activationsOf, constantsOf, gradient, isLastLayer, ownActivation, rise, slope } from "./edges.ts";
import type { Mistake } from "./mistake.ts";

const has =
  (...ids: readonly string[]) =>
  (n: Network) =>
    activationsOf(n).some((f) => ids.includes(f.id));

/** Mistakes about f' and about ReLU's gate. */
export const activationMistakes = {
  "act.omit_output": {
    priority: 1,
    name: { en: "forgot f'(net) at the output unit", zh: "漏乘输出层激活函数的导数" },
    remedy: {
      en: "delta is dE/dnet: multiply dE/dout by f'(net)",
      zh: "δ 是对净输入的偏导，dE/dout 之后还要乘 f'(net)",
    },
    applies: (n) => activationsOf(n, "output").length > 0,
    replace: slope((a, _z, _f, n) => (isLastLayer(n, a) ? ONE : undefined)),
  },
  "act.omit_hidden": {
    priority: 1,
    name: { en: "forgot f'(net) at the hidden units", zh: "漏乘隐藏层激活函数的导数" },
    remedy: {
      en: "after summing the paths multiply by the unit's own f'(net)",
      zh: "各路径求和后，再乘本单元的 f'(net)",
    },
    applies: (n) => activationsOf(n, "hidden").length > 0,
    replace: slope((a, _z, _f, n) => (isLastLayer(n, a) ? undefined : ONE)),
  },
  "act.omit_all": {
    priority: 1,
    name: { en: "no activation derivative anywhere", zh: "所有层都没乘激活导数" },
    remedy: { en: "every unit on the path contributes one f'", zh: "链上每经过一个单元就要乘一个 f'" },
    applies: (n) => activationsOf(n).length > 0,
    replace: slope(() => ONE),
  },
  "act.deriv_at_output": {
    priority: 1,
    name: { en: "f' evaluated at the output instead of the net input", zh: "把输出当净输入代入 f'" },
    remedy: {
      en: "sigma'(net)=out(1-out): either put net into f' or out into out(1-out), not out into f'",
      zh: "σ'(net)=out(1-out)，不要再把 out 代进 σ' 一次",
    },
    applies: (n) => activationsOf(n).some((f) => f.id !== "relu"),
    replace: slope((a, _z, f, n) => f.slope(0, [a, ...constantsOf(n, a)], call(f, a, ...constantsOf(n, a)))),
  },
  "act.net_in_output_form": {
    priority: 1,
    name: { en: "net(1-net) instead of out(1-out)", zh: "把净输入代入 out(1-out)" },
    remedy: { en: "the short form uses the OUTPUT", zh: "简式里用的是输出值，不是净输入" },
    applies: (n) => activationsOf(n).some((f) => f.id === "sigmoid" || f.id === "tanh"),
    replace: slope((_a, z, f) =>
      f.id === "sigmoid" ? rise(z) : f.id === "tanh" ? minus(ONE, power(z, 2)) : undefined,
    ),
  },
  "act.value_instead_of_derivative": {
    priority: 2,
    name: { en: "multiplied by f(net) instead of f'(net)", zh: "乘了激活值而不是导数" },
    remedy: { en: "you need the slope, not the value", zh: "链式法则要的是斜率，不是函数值" },
    applies: (n) => activationsOf(n).length > 0,
    replace: slope((a, _z, f) => (f.id === "identity" ? undefined : a)),
  },
  "act.sigmoid_formula_everywhere": {
    priority: 2,
    name: { en: "used a(1-a) for tanh, ReLU and others", zh: "对 tanh、ReLU 等也用了 a(1-a)" },
    remedy: {
      en: "each activation has its own derivative (tanh: 1-a^2, ReLU: 1 or 0, linear: 1)",
      zh: "不同激活函数导数不同（tanh 为 1-a²，ReLU 为 1 或 0，线性为 1）",
    },
    applies: (n) => activationsOf(n).some((f) => f.id !== "sigmoid"),
    replace: slope((a, _z, f) => (f.id === "identity" ? undefined : rise(a))),
  },
  "act.tanh_missing_square": {
    priority: 2,
    name: { en: "tanh' taken as 1-a", zh: "tanh 导数漏了平方" },
    remedy: { en: "tanh' = 1 - a^2", zh: "tanh' = 1 - a²" },
    applies: has("tanh"),
    replace: slope((a, _z, f) => (f.id === "tanh" ? minus(ONE, a) : undefined)),
  },
  "act.sigmoid_missing_one_minus": {
    priority: 2,
    name: { en: "sigmoid' taken as a*a", zh: "σ' 写成 a·a" },
    remedy: { en: "sigma' = a(1-a)", zh: "σ' = a(1-a)" },
    applies: has("sigmoid"),
    replace: slope((a, _z, f) => (f.id === "sigmoid" ? times(a, a) : undefined)),
  },
  "relu.as_identity": {
    priority: 1,
    name: { en: "let the gradient through a switched-off ReLU", zh: "ReLU 关闭时仍让梯度通过" },
    remedy: {
      en: "if net<=0 the unit passes no gradient (leaky ReLU: slope alpha)",
      zh: "净输入 ≤ 0 时梯度为 0（LeakyReLU 则乘 α）",
    },
    applies: has("relu", "leaky_relu"),
    replace: slope((_a, _z, f) => (f.id === "relu" || f.id === "leaky_relu" ? ONE : undefined)),
  },
  "relu.value_as_derivative": {
    priority: 2,
    name: { en: "multiplied by the ReLU output instead of 1", zh: "乘了 ReLU 的输出而不是 1" },
    remedy: { en: "for net>0 the slope is exactly 1", zh: "净输入大于 0 时导数恒为 1" },
    applies: has("relu"),
    replace: slope((a, _z, f) => (f.id === "relu" ? a : undefined)),
  },
  "relu.one_at_zero": {
    priority: 3,
    name: { en: "ReLU'(0)=1 against the announced convention", zh: "ReLU 在 0 处导数取了 1" },
    remedy: { en: "the convention here (as in PyTorch) is ReLU'(0)=0", zh: "本题约定（同 PyTorch）ReLU'(0)=0" },
    applies: has("relu"),
    replace: slope((_a, z, f) => (f.id === "relu" ? minus(ONE, of.positive(negate(z))) : undefined)),
  },
  "relu.leak_forgotten": {
    priority: 2,
    name: { en: "leaky ReLU treated as ReLU on the negative side", zh: "LeakyReLU 负半轴当成 0" },
    remedy: { en: "negative side has slope alpha", zh: "负半轴斜率是 α" },
    applies: has("leaky_relu"),
    replace: slope((_a, z, f) => (f.id === "leaky_relu" ? of.positive(z) : undefined)),
  },
  "relu.gate_on_gradient_sign": {
    priority: 3,
    name: { en: "gated by the sign of the incoming gradient", zh: "按上游梯度正负而不是净输入判断开关" },
    remedy: { en: "the gate is the sign of net in the forward pass", zh: "开关由前向时净输入的正负决定" },
    applies: has("relu"),
    replace: gradient((q, _whole, n) => {
      const a = n.readers(q).find((c) => ownActivation({ c, q, network: n })?.id === "relu");
      return a && of.max(ZERO, n.gradient(a));
    }),
  },
} as const satisfies Record<string, Mistake>;
