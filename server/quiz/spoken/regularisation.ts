import type { Bilingual } from "../bilingual.ts";
import type { SkillId } from "../syllabus.ts";

/** What a candidate says aloud about regularisation, normalisation, optimizers and initialisation. */
export const regularisation = {
  "drop.mask": {
    en: "A dropped unit is not there, neither forward nor backward. Inverted dropout multiplies by a mask and rescales the survivors: $h = \\frac{m \\odot a}{1 - p}$, with $p$ the chance of dropping. The mask is a constant once drawn, so the gradient is multiplied by that same $\\frac{m}{1 - p}$. At test time I do nothing.",
    zh: "被丢掉的单元前向不在，反向也不在。反向随机失活：$h = \\frac{m \\odot a}{1 - p}$，$p$ 是丢弃概率。掩码抽出来之后就是常数，所以梯度乘的是同一个 $\\frac{m}{1 - p}$。测试时什么都不用做。",
  },
  "drop.variance": {
    en: "Dividing by the keep probability keeps the average unchanged: $E[h] = a$. But the value now jumps between zero and $\\frac{a}{1 - p}$, so the variance is $\\frac{p}{1 - p}a^2$. That noise is the regulariser, and it is also why dropout and batch norm can disagree between training and test.",
    zh: "除以保留概率，期望就不变：$E[h] = a$。但取值会在 0 和 $\\frac{a}{1 - p}$ 之间跳，方差是 $\\frac{p}{1 - p}a^2$。正则化靠的就是这份噪声，它和 BN 搭配时训练、测试的方差对不上，也是因为它。",
  },
  "l2.grad": {
    en: "The penalty is a spring that pulls each weight back to zero, the harder the further out it is. With $\\frac\\lambda2\\lVert w\\rVert^2$ the gradient just gets $+\\lambda w$; without the half it is $2\\lambda w$, so I ask. I leave the biases out, since they do not control how wiggly the function is.",
    zh: "正则项像一根弹簧，把权重往零拉，偏得越远拉得越狠。写成 $\\frac\\lambda2\\lVert w\\rVert^2$，梯度就多一项 $\\lambda w$；没有 ½ 就是 $2\\lambda w$，要先问清楚。偏置一般不罚，它不影响函数的弯曲程度。",
  },
  "l2.decay": {
    en: "With plain SGD the penalty is the same as shrinking every weight a little before the step: $w \\leftarrow (1 - \\eta\\lambda)w - \\eta g$. With Adam it is not, because the penalty's gradient gets divided by $\\sqrt{\\hat v}$ as well, so weights with large gradients hardly decay. AdamW shrinks outside that division.",
    zh: "用普通 SGD 时，L2 等价于每步先把权重缩小一点：$w \\leftarrow (1 - \\eta\\lambda)w - \\eta g$。换成 Adam 就不等价，正则项的梯度也会被 $\\sqrt{\\hat v}$ 除，梯度大的权重几乎不衰减。AdamW 把衰减放到这个除法之外。",
  },
  "l2.l1": {
    en: "L1 pulls with constant force however small the weight is, so it can push a weight all the way to zero; L2's pull fades out before that. For $\\lambda\\lVert w\\rVert_1$ the subgradient is $\\lambda\\,\\mathrm{sign}(w)$, and anything in $[-\\lambda, \\lambda]$ at 0. To get exact zeros I would use soft thresholding.",
    zh: "L1 的拉力是恒定的，权重再小也照样拉，所以能一直拉到零；L2 的拉力越靠近零越弱。$\\lambda\\lVert w\\rVert_1$ 的次梯度是 $\\lambda\\,\\mathrm{sign}(w)$，零点处取 $[-\\lambda, \\lambda]$ 中任意值。想真正得到零，要用软阈值。",
  },
  "bn.forward": {
    en: "Each feature is put on a common scale using this batch, and then the network may choose its own scale again. $\\hat x = \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}$, $y = \\gamma\\hat x + \\beta$, with $\\mu$ and $\\sigma^2$ over the batch, divided by $N$. At test time the running averages take their place.",
    zh: "先用这个 batch 把每个特征拉到统一尺度，再让网络自己学缩放和平移：$\\hat x = \\frac{x - \\mu}{\\sqrt{\\sigma^2 + \\varepsilon}}$，$y = \\gamma\\hat x + \\beta$，均值方差在 batch 上统计，方差除以 $N$。测试时换成滑动平均的统计量。",
  },
  "bn.grad_affine": {
    en: "The last step is a linear layer of width one, shared by all samples in the batch. So the shift collects the gradients and the scale collects gradient times normalised input: $\\frac{\\partial L}{\\partial\\beta} = \\sum_n g_n$ and $\\frac{\\partial L}{\\partial\\gamma} = \\sum_n g_n\\hat x_n$, where $g = \\frac{\\partial L}{\\partial y}$.",
    zh: "最后一步是整个 batch 共用的一次缩放和平移。记 $g = \\frac{\\partial L}{\\partial y}$：β 收集梯度之和 $\\sum_n g_n$，γ 收集“梯度乘归一化后的输入”之和 $\\sum_n g_n\\hat x_n$。注意乘的是 $\\hat x$，不是原始的 $x$。",
  },
  "bn.grad_x": {
    en: "One input acts three ways: directly, through the mean, and through the variance. Summed up, with $g = \\frac{\\partial L}{\\partial y}$: $\\frac{\\partial L}{\\partial x_n} = \\frac{\\gamma}{\\sqrt{\\sigma^2 + \\varepsilon}}\\left(g_n - \\overline{g} - \\hat x_n\\overline{g\\hat x}\\right)$, bars are batch means. So the gradient loses its mean and its part along $\\hat x$.",
    zh: "输入有三条路：直接、经均值、经方差。记 $g = \\frac{\\partial L}{\\partial y}$，$s = \\sqrt{\\sigma^2 + \\varepsilon}$，横线是 batch 均值，合起来是 $\\frac{\\gamma}{s}(g_n - \\overline{g} - \\hat x_n\\overline{g\\hat x})$，即去掉均值和沿 $\\hat x$ 的分量。",
  },
  "bn.running": {
    en: "At test time a prediction must not depend on who else is in the batch, so I keep running averages: $\\mu_r \\leftarrow (1 - m)\\mu_r + m\\,\\mu$, with $m$ the weight of the new batch. The stored variance usually divides by $N - 1$, the one that normalises by $N$. No gradient flows through the averages.",
    zh: "测试时结果不该受同批样本影响，所以维护滑动平均：$\\mu_r \\leftarrow (1 - m)\\mu_r + m\\,\\mu$，$m$ 是新 batch 的权重。存下来的方差通常除以 $N - 1$，归一化用的除以 $N$。滑动统计量不参与求梯度。",
  },
  "ln.grad_x": {
    en: "It is batch norm turned by ninety degrees: the statistics run over the features of one sample. So the same three paths, with the means over features: $\\frac{\\partial L}{\\partial x_i} = \\frac1s\\left(g_i - \\overline{g} - \\hat x_i\\overline{g\\hat x}\\right)$, where $g_i = \\gamma_i\\frac{\\partial L}{\\partial y_i}$ and $s = \\sqrt{\\sigma^2 + \\varepsilon}$.",
    zh: "LN 是把 BN 转个方向：统计量取在单个样本的特征上。同样三条路，均值改成对特征取：$\\frac1s(g_i - \\overline{g} - \\hat x_i\\overline{g\\hat x})$，其中 $g_i = \\gamma_i\\frac{\\partial L}{\\partial y_i}$，$s = \\sqrt{\\sigma^2 + \\varepsilon}$。注意 γ 在均值里面。",
  },
  "ln.rms": {
    en: "RMSNorm only fixes the length, it does not centre: $\\hat x = \\frac{x}{r}$ with $r = \\sqrt{\\frac1d\\sum x_i^2 + \\varepsilon}$. Without a mean one path disappears, so $\\frac{\\partial L}{\\partial x_i} = \\frac1r\\left(g_i - \\hat x_i\\overline{g\\hat x}\\right)$, with $g_i = \\gamma_i\\frac{\\partial L}{\\partial y_i}$. It is cheaper and in practice works as well.",
    zh: "RMSNorm 只管长度，不做中心化：$\\hat x = \\frac xr$，$r = \\sqrt{\\overline{x^2} + \\varepsilon}$。少了均值那条路，梯度只剩 $\\frac1r(g_i - \\hat x_i\\overline{g\\hat x})$，$g_i = \\gamma_i\\frac{\\partial L}{\\partial y_i}$，横线是对特征取平均。",
  },
  "ln.vs_bn": {
    en: "The question is over which axis $\\mu$ and $\\sigma^2$ are taken. Batch norm looks down one feature over all samples, so it needs a decent batch and behaves differently at test time. Layer norm looks along one sample, so batch size one, long sequences and decoding step by step are no problem; hence transformers use it.",
    zh: "关键在于 $\\mu$、$\\sigma^2$ 在哪个轴上算。BN 对一个特征看所有样本，要求 batch 够大，训练和测试还不一样；LN 只看一个样本自己的特征，batch 为 1、变长序列、逐步解码都没问题，所以 Transformer 用 LN。",
  },
  "opt.momentum": {
    en: "Momentum remembers where we were going: steady directions build up, zigzags cancel. The form I use is $v \\leftarrow \\beta v + g$, $w \\leftarrow w - \\eta v$. With a constant gradient the step grows to $\\frac{\\eta}{1 - \\beta}g$. Other texts put $\\eta$ or $1 - \\beta$ into $v$, so I state mine first.",
    zh: "动量记住之前的方向：一致的方向越积越大，来回震荡的互相抵消。我用的形式是 $v \\leftarrow \\beta v + g$，$w \\leftarrow w - \\eta v$，梯度恒定时步长趋于 $\\frac{\\eta}{1 - \\beta}g$。有的写法把 $\\eta$ 或 $1 - \\beta$ 放进 $v$，要先讲清楚。",
  },
  "opt.nesterov": {
    en: "Momentum will carry us on anyway, so measure the slope where we are going to land. I look ahead first: $g = \\nabla E(w - \\eta\\beta v)$, then $v \\leftarrow \\beta v + g$ and $w \\leftarrow w - \\eta v$. It brakes earlier before a valley wall than plain momentum does.",
    zh: "反正动量会把我们带过去，不如先看一眼落点处的梯度：$g = \\nabla E(w - \\eta\\beta v)$，然后 $v \\leftarrow \\beta v + g$，$w \\leftarrow w - \\eta v$。和普通动量相比，它在冲过头之前就能提前刹车。",
  },
  "opt.adagrad": {
    en: "Every parameter gets its own learning rate: those that have moved a lot slow down, rare ones keep large steps. $s \\leftarrow s + g^2$, $w \\leftarrow w - \\eta\\frac{g}{\\sqrt s + \\varepsilon}$. Good for sparse features; the catch is that $s$ never shrinks, so learning finally stalls.",
    zh: "每个参数有自己的学习率：更新多的变慢，很少出现的保持大步。$s \\leftarrow s + g^2$，$w \\leftarrow w - \\eta\\frac{g}{\\sqrt s + \\varepsilon}$。适合稀疏特征；缺点是 $s$ 只增不减，到后面学不动。",
  },
  "opt.rmsprop": {
    en: "It is AdaGrad with a memory that fades: instead of the sum of all squared gradients, a moving average, $s \\leftarrow \\rho s + (1 - \\rho)g^2$, $w \\leftarrow w - \\eta\\frac{g}{\\sqrt s + \\varepsilon}$. So the step adapts to recent gradients and does not die. I mention that some libraries put $\\varepsilon$ inside the root.",
    zh: "RMSProp 就是会遗忘的 AdaGrad：把平方和换成滑动平均，$s \\leftarrow \\rho s + (1 - \\rho)g^2$，$w \\leftarrow w - \\eta\\frac{g}{\\sqrt s + \\varepsilon}$。步长跟着近期梯度走，不会越来越小。$\\varepsilon$ 在根号里还是外，各家实现不同。",
  },
  "opt.adam": {
    en: "Adam is momentum for the direction and RMSProp for the scale: $m \\leftarrow \\beta_1 m + (1 - \\beta_1)g$, $v \\leftarrow \\beta_2 v + (1 - \\beta_2)g^2$. Both start at zero, so I divide by $1 - \\beta_1^t$ and $1 - \\beta_2^t$ to undo that bias. The step is $\\eta\\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon}$, with epsilon outside the root.",
    zh: "Adam 用动量定方向，用 RMSProp 定尺度：$m \\leftarrow \\beta_1 m + (1 - \\beta_1)g$，$v$ 同理，换成 $\\beta_2$ 和 $g^2$。从零起步会偏小，所以除以 $1 - \\beta_1^t$、$1 - \\beta_2^t$ 修正。步长 $\\eta\\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon}$。",
  },
  "opt.adamw": {
    en: "Weight decay should shrink all weights at the same rate, but inside Adam's gradient it gets rescaled along with it. AdamW takes it out: $w \\leftarrow w - \\eta\\left(\\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon} + \\lambda w\\right)$. So the moments see the loss's gradient only, and $\\lambda$ can be tuned separately from the adaptive scale.",
    zh: "权重衰减本该让所有权重按同样比例缩小，可放进 Adam 的梯度里就会跟着被缩放。AdamW 把它拆出来：$w \\leftarrow w - \\eta(\\frac{\\hat m}{\\sqrt{\\hat v} + \\varepsilon} + \\lambda w)$。一、二阶矩只看损失的梯度，$\\lambda$ 可以单独调。",
  },
  "opt.compare": {
    en: "Adam gets going fast with little tuning, because each coordinate has its own scale; that is why transformers use it. SGD with momentum needs a good schedule but one state less, and on image models it often generalises at least as well. State per weight: none for $w - \\eta g$, one for momentum, two for Adam.",
    zh: "Adam 每个坐标自带尺度，几乎不用调就收敛得快，所以 Transformer 用它；SGD 加动量更依赖学习率策略，但在图像模型上泛化往往不输。每个权重的额外状态：纯 SGD（$w - \\eta g$）没有，动量一份，Adam 两份。",
  },
  "lr.effect": {
    en: "On a parabola with curvature $\\lambda$ each step multiplies the distance to the minimum by $1 - \\eta\\lambda$. So tiny $\\eta$ crawls, $\\eta = \\frac1\\lambda$ lands at once, beyond that it overshoots, and past $\\frac2\\lambda$ it diverges. In many dimensions the steepest direction sets the limit and the flattest sets the pace.",
    zh: "在曲率为 $\\lambda$ 的抛物线上，每步把到最低点的距离乘以 $1 - \\eta\\lambda$：$\\eta$ 太小走得慢，等于 $\\frac1\\lambda$ 一步到位，再大就来回跳，超过 $\\frac2\\lambda$ 发散。高维时最陡的方向定上限，最平的方向拖后腿。",
  },
  "lr.schedule": {
    en: "Big steps to get there, small ones to settle: near the minimum the gradient noise keeps us bouncing in proportion to $\\eta$. Step decay cuts it at milestones; cosine glides, $\\eta_t = \\frac{\\eta_0}{2}(1 + \\cos\\frac{\\pi t}{T})$. Warm-up starts low because early gradients and Adam's statistics are unreliable.",
    zh: "先大步赶路，再小步收敛：最低点附近的抖动大致与 $\\eta$ 成正比。阶梯衰减按节点降，余弦衰减平滑降：$\\eta_t = \\frac{\\eta_0}{2}(1 + \\cos\\frac{\\pi t}{T})$。预热从小学习率开始，因为初期梯度和 Adam 的统计量都还不可靠。",
  },
  "lr.clip": {
    en: "One freak gradient should not throw away hours of training, so I cap the length of the step. By norm: if $\\lVert g\\rVert > c$, use $c\\,\\frac{g}{\\lVert g\\rVert}$; the direction stays. By value each component is cut to $[-c, c]$, which bends the direction. It cures explosions, not vanishing.",
    zh: "一次异常的大梯度不该毁掉整个训练，所以给它设上限。按范数裁：$\\lVert g\\rVert > c$ 时用 $c\\,\\frac{g}{\\lVert g\\rVert}$，方向不变；按值裁则把每个分量截到 $[-c, c]$，方向会变。只治爆炸，治不了消失。",
  },
  "init.zero": {
    en: "If two hidden units start identical, they see the same input and get the same gradient, so they stay identical for ever. All zeros is worse: with $W_2 = 0$ the first layer receives $W_2^\\top\\delta = 0$. So the weights must be random to break the tie; biases may be zero.",
    zh: "两个隐藏单元初值相同，输入和梯度就都相同，永远学成一样。全零更糟：$W_2 = 0$ 时传回第一层的 $W_2^\\top\\delta$ 也是 0。所以权重要随机初始化来打破对称，偏置可以是零。",
  },
  "init.xavier_he": {
    en: "I want the signal to keep its size through the layers. A sum of $n$ independent terms has $n$ times the variance, so I take $\\mathrm{Var}(w) = \\frac1n$. Backward the same argument uses the fan-out, and Xavier averages both: $\\frac{2}{n_{in} + n_{out}}$. ReLU halves the second moment, so He uses $\\frac{2}{n_{in}}$.",
    zh: "目标是信号过每一层大小不变。$n$ 个独立项求和，方差变 $n$ 倍，所以取 $\\mathrm{Var}(w) = \\frac1n$；反向看的是输出个数，Xavier 折中取 $\\frac{2}{n_{in} + n_{out}}$。ReLU 让二阶矩减半，所以 He 用 $\\frac{2}{n_{in}}$。",
  },
  "gc.numeric": {
    en: "I nudge one weight both ways and see what the loss really does: $\\frac{E(w + h) - E(w - h)}{2h}$, with an error of order $h^2$. Then I compare by relative error, $\\frac{|a - n|}{\\max(|a|, |n|)}$. Too small an $h$ drowns in rounding, and I keep away from ReLU kinks and switch dropout off.",
    zh: "把一个权重往两边各挪一点，看损失实际怎么变：$\\frac{E(w + h) - E(w - h)}{2h}$，误差是 $h^2$ 阶。再看相对误差 $\\frac{|a - n|}{\\max(|a|, |n|)}$。$h$ 太小会被舍入误差淹没；还要避开 ReLU 折点，关掉 dropout。",
  },
} satisfies Partial<Record<SkillId, Bilingual>>;
