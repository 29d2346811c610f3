import type { Bilingual } from "../bilingual.ts";
import type { SkillId } from "../syllabus.ts";

/** What a candidate says aloud about losses and the softmax. */
export const losses = {
  "loss.half_se": {
    en: "The loss is a parabola in the output, so its slope is simply how far off I am. With $E = \\frac12(t - o)^2$ the half cancels the exponent and the inner minus flips the sign: $\\frac{\\partial E}{\\partial o} = o - t$. Output too high, positive slope, so the output should come down.",
    zh: "损失是输出的抛物线，斜率就是偏了多少。$E = \\frac12(t - o)^2$，½ 和平方带出来的 2 抵消，内层的负号再翻一次，得 $\\frac{\\partial E}{\\partial o} = o - t$。输出偏大则斜率为正，应该往下调，符号就对了。",
  },
  "loss.mse": {
    en: "Before I differentiate I ask what is averaged and whether there is a half, because that fixes the factor. For $L = \\frac1N\\sum_n (o_n - t_n)^2$ each output gets $\\frac2N(o_n - t_n)$. The direction never changes, only the scale, and the learning rate has to match it.",
    zh: "求导之前我先问清楚：是求和还是平均，前面有没有 ½，这决定系数。若 $L = \\frac1N\\sum_n (o_n - t_n)^2$，每个输出的梯度就是 $\\frac2N(o_n - t_n)$。方向都一样，差的只是尺度，学习率要跟着配。",
  },
  "loss.mae_huber": {
    en: "Squared error lets one outlier shout; absolute error gives every sample the same voice, since its slope is only the sign of the error $r$. Huber mixes them: $\\frac12 r^2$ near zero and linear beyond $\\delta$, so its slope is $r$ clipped to $[-\\delta, \\delta]$. Here $\\delta$ is a threshold, not an error signal.",
    zh: "平方误差会被离群点带偏；绝对误差的梯度只是残差 $r$ 的符号，谁都一样大。Huber 折中：零点附近用 $\\frac12 r^2$，超过 $\\delta$ 变线性，所以梯度就是把 $r$ 截断到 $[-\\delta, \\delta]$。这里的 $\\delta$ 是阈值，不是误差信号。",
  },
  "loss.bce": {
    en: "The loss is the surprise at the true label: $L = -[y\\ln p + (1 - y)\\ln(1 - p)]$. By the probability the slope is $\\frac{p - y}{p(1 - p)}$, which explodes when the model is sure and wrong. That is deliberate, because behind it comes a sigmoid with slope $p(1 - p)$, and together they leave $p - y$.",
    zh: "损失就是看到真实标签时的“惊讶程度”：$L = -[y\\ln p + (1 - y)\\ln(1 - p)]$。对 $p$ 的导数是 $\\frac{p - y}{p(1 - p)}$，自信地判错时会非常大；后面再乘 sigmoid 的斜率 $p(1 - p)$，合起来就剩 $p - y$。",
  },
  "loss.bce_logits": {
    en: "I fuse the sigmoid and the logarithm so that nothing overflows and nothing is rounded to $\\ln 0$. In terms of the logit the loss is $\\max(z, 0) - yz + \\ln(1 + e^{-|z|})$; the exponent is never positive. The gradient stays what it was, $\\sigma(z) - y$.",
    zh: "把 sigmoid 和对数合在一起算，既不会溢出，也不会出现 $\\ln 0$。用 logit 写就是 $\\max(z, 0) - yz + \\ln(1 + e^{-|z|})$，指数永远不为正。梯度没变，还是 $\\sigma(z) - y$。",
  },
  "loss.ce": {
    en: "Cross-entropy charges the model for the log-probability it gave to what happened: $L = -\\sum_k y_k\\ln p_k$. With a one-hot label only the true class's term is left, $-\\ln p_c$. By the probabilities the gradient is $-\\frac{y_k}{p_k}$; I do not stop there, since the softmax below turns it into $p - y$.",
    zh: "交叉熵看模型给真实类别多大概率：$L = -\\sum_k y_k\\ln p_k$，独热标签下只剩 $-\\ln p_c$ 一项。对概率的导数是 $-\\frac{y_k}{p_k}$，但别停在这里，再过一层 softmax 才得到 $p - y$。",
  },
  "loss.hinge": {
    en: "Being right is not enough, it has to be right by a margin; beyond the margin the loss loses interest. With $y = \\pm 1$ and score $s$: $L = \\max(0, 1 - ys)$, slope $-y$ while $ys < 1$ and 0 afterwards. At the corner I say which subgradient I take, usually 0. Squared, it becomes $-2y(1 - ys)$.",
    zh: "光分对还不够，还要有间隔；间隔够了损失就不再管它。设 $y = \\pm 1$、得分 $s$，$L = \\max(0, 1 - ys)$，$ys < 1$ 时导数为 $-y$，否则为 0，折点处一般约定取 0。平方合页损失则是 $-2y(1 - ys)$。",
  },
  "loss.kl": {
    en: "KL is the extra surprise I pay for believing $q$ while the world follows $p$: $D(p\\|q) = \\sum p\\ln\\frac pq$. It equals cross-entropy minus the entropy of $p$. If $p$ is a fixed target, the entropy is a constant, so both have the same gradient; if not, as in distillation of a moving teacher, I check.",
    zh: "KL 散度是真实分布为 $p$、却用 $q$ 去描述时多付的代价：$D(p\\|q) = \\sum p\\ln\\frac pq$，等于交叉熵减去 $p$ 的熵。目标 $p$ 固定时熵是常数，两者梯度相同；如果 $p$ 也在变，就不能这么说了。",
  },
  "loss.focal": {
    en: "Focal loss turns down the volume of easy samples so that the rare hard ones are heard. With $p_t$ the probability of the true class, $L = -(1 - p_t)^\\gamma\\ln p_t$. Both factors depend on $p_t$, so the gradient needs the product rule; at $\\gamma = 0$ it must fall back to cross-entropy, which is my check.",
    zh: "focal loss 把简单样本的权重压低，让少数难样本发声。记真实类别的概率为 $p_t$，$L = -(1 - p_t)^\\gamma\\ln p_t$。两个因子都含 $p_t$，求导要用乘法法则；最后令 $\\gamma = 0$，应退回交叉熵，这是我的检查方法。",
  },
  "loss.smoothing": {
    en: "We tell the model never to be entirely certain: the one-hot target gives away a little mass, $y' = (1 - \\varepsilon)\\,y + \\frac{\\varepsilon}{K}$. The loss is the same cross-entropy, so the gradient by the logits is just $p - y'$. It vanishes at a finite logit gap, so the logits stop growing.",
    zh: "标签平滑就是不让模型百分之百确定：$y' = (1 - \\varepsilon)\\,y + \\frac{\\varepsilon}{K}$。损失还是交叉熵，所以对 logit 的梯度直接写 $p - y'$。它在 logit 差有限时就能降到零，logit 不会一直变大。",
  },
  "softmax.forward": {
    en: "Softmax turns scores into shares: exponentiate so that everything is positive, then divide by the total, $p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$. Only differences matter, so I subtract the largest score first. The result is identical and the biggest exponential is 1, so nothing overflows.",
    zh: "softmax 把得分变成占比：取指数保证为正，再除以总和，$p_i = \\frac{e^{z_i}}{\\sum_j e^{z_j}}$。它只看得分之差，所以实现时先减去最大值，结果不变，最大的指数是 1，不会溢出。",
  },
  "softmax.jacobian": {
    en: "The classes compete: raising one score lifts its own share and pushes all others down. So $\\frac{\\partial p_i}{\\partial z_j} = p_i([i = j] - p_j)$: on the diagonal $p_i(1 - p_i)$, off it $-p_i p_j$. As a matrix, $\\mathrm{diag}(p) - pp^\\top$; it is symmetric and every row sums to 0, which I use as a check.",
    zh: "各类别互相竞争：抬高一个得分，自己占比上升，别人都下降。$\\frac{\\partial p_i}{\\partial z_j} = p_i([i = j] - p_j)$，对角线是 $p_i(1 - p_i)$，其余是 $-p_i p_j$；矩阵形式 $\\mathrm{diag}(p) - pp^\\top$，对称且每行和为 0，可以用来检查。",
  },
  "softmax.ce_grad": {
    en: "All that machinery collapses to prediction minus target: $\\frac{\\partial L}{\\partial z} = p - y$. Intuitively, the true class is pulled up by what it lacks, and every other class is pushed down by the share it took. The entries sum to 0. I say that $y$ has to sum to one for that.",
    zh: "算到最后就是预测减标签：$\\frac{\\partial L}{\\partial z} = p - y$。直观地说，真实类别差多少就往上拉多少，其他类别占了多少就往下压多少，各分量之和为 0。前提是 $y$ 各分量之和为 1。",
  },
  "softmax.ce_derive": {
    en: "Every probability depends on every logit, so I sum over classes and treat two cases: $\\frac{\\partial p_j}{\\partial z_i}$ is $p_i(1 - p_i)$ for $j = i$ and $-p_j p_i$ otherwise. Multiplied by $-\\frac{y_j}{p_j}$ that gives $-y_i(1 - p_i) + \\sum_{j \\ne i} y_j p_i$. As the $y_j$ sum to 1, what remains is $p_i - y_i$.",
    zh: "概率之间互相牵连，所以对类别求和，分两种情况：$j = i$ 时 $\\frac{\\partial p_j}{\\partial z_i} = p_i(1 - p_i)$，否则 $-p_j p_i$。乘上 $-\\frac{y_j}{p_j}$ 得 $-y_i(1 - p_i) + \\sum_{j \\ne i} y_j p_i$，利用 $y$ 的和为 1，化简为 $p_i - y_i$。",
  },
  "softmax.layer": {
    en: "Once I have $\\delta = p - y$ at the logits, a softmax layer is an ordinary linear layer. With $z = Wx + b$: $\\frac{\\partial L}{\\partial W} = \\delta x^\\top$, $\\frac{\\partial L}{\\partial b} = \\delta$, and the input gets $W^\\top\\delta$. For a batch I sum over the samples and divide by $N$ if the loss is a mean.",
    zh: "在 logit 处拿到 $\\delta = p - y$ 之后，剩下的就是普通线性层。设 $z = Wx + b$：$\\frac{\\partial L}{\\partial W} = \\delta x^\\top$，$\\frac{\\partial L}{\\partial b} = \\delta$，传给输入的是 $W^\\top\\delta$。一个 batch 就对样本求和，平均损失再除以 $N$。",
  },
  "softmax.temperature": {
    en: "Temperature sets how decisive the softmax is: $p = \\mathrm{softmax}(z/T)$, sharp for small $T$, flat for large. The logits are divided by $T$ on the way in, so the gradient picks up the same factor: $\\frac{\\partial L}{\\partial z} = \\frac1T(p - y)$. If soft targets are flattened alike, $p - y$ shrinks like $\\frac1T$ as well, hence the $T^2$ in distillation.",
    zh: "温度控制 softmax 有多果断：$p = \\mathrm{softmax}(z/T)$，$T$ 小则尖锐，$T$ 大则平坦。前向除了 $T$，反向自然也带上这个因子：$\\frac{\\partial L}{\\partial z} = \\frac1T(p - y)$。蒸馏时软标签也用同样的 $T$，$p - y$ 本身又缩小约 $\\frac1T$，所以要给损失乘 $T^2$。",
  },
  "softmax.sigmoid_link": {
    en: "With two classes only the gap between the scores counts. I divide top and bottom by $e^{z_1}$: $p_1 = \\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \\sigma(z_1 - z_2)$. So logistic regression is a two-class softmax whose second score is nailed to zero, and both gradients are $p - y$.",
    zh: "二分类时只有两个得分之差起作用。上下同除以 $e^{z_1}$：$p_1 = \\frac{e^{z_1}}{e^{z_1} + e^{z_2}} = \\sigma(z_1 - z_2)$。所以逻辑回归就是把其中一个得分固定为零的二类 softmax，梯度同样是 $p - y$。",
  },
} satisfies Partial<Record<SkillId, Bilingual>>;
