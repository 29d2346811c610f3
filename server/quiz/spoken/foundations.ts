import type { Bilingual } from "../bilingual.ts";
import type { SkillId } from "../syllabus.ts";

/** What a candidate says aloud about derivatives, graphs, activations and single neurons. */
export const foundations = {
  "calc.power_rule": {
    en: "A power drops its exponent in front and goes down by one, because that many equal factors each get their turn to change: $(x^n)' = n x^{n-1}$. It holds for any real exponent, so roots and reciprocals are the same rule. A polynomial I do term by term, and the constant disappears.",
    zh: "n 次幂就是 n 个相同因子轮流变化，所以 $(x^n)' = n x^{n-1}$：指数拿到前面，再减一。n 取任意实数都成立，开方和倒数也是同一条规则。多项式逐项求导，常数项直接没了。",
  },
  "calc.chain_scalar": {
    en: "I read a nested function as a pipeline: every stage has its own gain, and the total gain is the product. So $\\frac{dy}{dx} = \\frac{dy}{du}\\frac{du}{dx}$ with $u = g(x)$. In practice I go forward first, write down the inner values, and evaluate each slope at the value that really arrived there.",
    zh: "嵌套函数可以看成一条流水线：每一级有自己的放大倍数，总的放大倍数就是连乘，即 $\\frac{dy}{dx} = \\frac{dy}{du}\\frac{du}{dx}$，$u = g(x)$。做题时我先前向算好中间值，再把每一级的导数取在它实际收到的值上。",
  },
  "calc.exp_log": {
    en: "These four I know by heart and would rather state than derive: $(e^x)' = e^x$, $(\\ln x)' = \\frac1x$, $(\\sqrt x)' = \\frac{1}{2\\sqrt x}$ and $(\\frac1x)' = -\\frac{1}{x^2}$. The last two are just the power rule. With an inner function, I multiply by its derivative and watch the minus of $e^{-x}$.",
    zh: "这四个我直接背：$(e^x)' = e^x$，$(\\ln x)' = \\frac1x$，$(\\sqrt x)' = \\frac{1}{2\\sqrt x}$，$(\\frac1x)' = -\\frac{1}{x^2}$，后两个其实就是幂函数求导。里面套了函数就再乘内层导数，特别留意 $e^{-x}$ 带出来的负号。",
  },
  "calc.partial": {
    en: "I wiggle one variable and freeze the rest: that slope is a partial derivative. Stack them and you have the gradient, $\\nabla E = (\\frac{\\partial E}{\\partial w_1}, \\dots, \\frac{\\partial E}{\\partial w_n})$. It lives in the space of the parameters, has their shape, and points uphill, so training walks against it.",
    zh: "只动一个变量、其余固定，得到的斜率就是偏导数。全部偏导数排成一个向量就是梯度：$\\nabla E = (\\frac{\\partial E}{\\partial w_1}, \\dots, \\frac{\\partial E}{\\partial w_n})$。它和参数同形状，指向上升最快的方向，所以训练时反着走。",
  },
  "calc.multipath": {
    en: "If a variable reaches the output along several routes, each route makes its own contribution, and small changes add. So I multiply along a path and sum over the paths: $\\frac{dE}{dx} = \\sum_c \\frac{\\partial E}{\\partial c}\\frac{\\partial c}{\\partial x}$ over everything $c$ that reads $x$. Forgetting one route is the classic error.",
    zh: "一个变量如果经过好几条路影响输出，每条路各贡献一份，小变化是可加的。所以口诀是路内相乘、路间相加：$\\frac{dE}{dx} = \\sum_c \\frac{\\partial E}{\\partial c}\\frac{\\partial c}{\\partial x}$，$c$ 取遍所有直接用到 $x$ 的量。最常见的错就是漏掉一条路。",
  },
  "calc.jacobian": {
    en: "A Jacobian lists how each output reacts to each input: $J_{ij} = \\frac{\\partial y_i}{\\partial x_j}$, outputs down, inputs across. Backpropagation never needs the whole matrix. The gradient arriving from above is $g$, and what I pass on is $J^\\top g$, which for most layers is cheap to compute directly.",
    zh: "雅可比记录每个输出对每个输入的敏感度：$J_{ij} = \\frac{\\partial y_i}{\\partial x_j}$，行对应输出，列对应输入。反向传播并不需要把整个矩阵写出来，上游传来 $g$，往下传的就是 $J^\\top g$，多数层都能直接算出这个乘积。",
  },
  "graph.forward": {
    en: "I split the expression into elementary operations and evaluate them in topological order, so every node finds its inputs ready. I write each intermediate value next to its node. That is not bookkeeping for its own sake: for $c = ab$ the backward pass needs exactly those $a$ and $b$.",
    zh: "先把式子拆成基本运算，按拓扑序依次求值，保证算到某个节点时它的输入都已经有了。中间值我会标在节点旁边，因为反向要用：比如 $c = ab$，反向时要的正是当时的 $a$ 和 $b$。",
  },
  "graph.local": {
    en: "Each node only has to know its own slope. Addition copies the gradient, multiplication hands each input the other factor, max sends everything to the winner. For $c = ab$ that is $\\frac{\\partial c}{\\partial a} = b$; for $c = \\frac1a$ it is $-\\frac{1}{a^2} = -c^2$; for $c = e^a$ it is $c$ itself.",
    zh: "每个节点只管自己的局部导数：加法原样分发梯度，乘法交叉乘对方，max 全给最大的那个。$c = ab$ 时 $\\frac{\\partial c}{\\partial a} = b$；$c = \\frac1a$ 时为 $-\\frac{1}{a^2} = -c^2$；$c = e^a$ 时就是 $c$ 本身。",
  },
  "graph.backward": {
    en: "I start with $\\frac{dE}{dE} = 1$ and walk the graph in reverse order. At each node I take the gradient that arrived, multiply it by the local derivative, and add the result to the input's account: $\\bar a \\mathrel{+}= \\bar c\\,\\frac{\\partial c}{\\partial a}$. One sweep gives the gradient of every node.",
    zh: "反向从终点开始：$\\frac{dE}{dE} = 1$，按拓扑序倒着走。每个节点把收到的梯度乘上局部导数，加到输入的账上：$\\bar a \\mathrel{+}= \\bar c\\,\\frac{\\partial c}{\\partial a}$。走完一遍，所有节点的梯度就都有了。",
  },
  "graph.accumulate": {
    en: "When one value feeds several consumers, each sends back its own share of blame, and the shares add up: $\\bar x = \\sum_c \\bar c\\,\\frac{\\partial c}{\\partial x}$. In code that means plus-equals, starting from zero. It is also why PyTorch accumulates into the grad field and why we clear it before each step.",
    zh: "一个值被多处使用，每个使用者都会传回一份梯度，要加起来：$\\bar x = \\sum_c \\bar c\\,\\frac{\\partial c}{\\partial x}$。写成代码就是从零开始用 +=，而不是赋值。PyTorch 的 grad 默认累加、每步要先清零，也和这个有关。",
  },
  "graph.reverse_vs_forward": {
    en: "Forward mode asks what one input does to everything, reverse mode what everything does to one output. With $n$ parameters and one loss, forward mode takes $n$ sweeps, reverse mode takes one, at a small constant multiple of the forward cost. The price is memory: reverse mode has to keep the intermediate values.",
    zh: "前向模式一次回答“某个输入影响了谁”，反向模式一次回答“某个输出受谁影响”。$n$ 个参数、一个标量损失，前向模式要跑 $n$ 遍，反向模式只要一遍，代价是前向计算的一个小常数倍。缺点是费内存：中间值都得留着。",
  },
  "act.sigmoid": {
    en: "The sigmoid squeezes any score into $(0,1)$, so I can read it as a probability. Its slope is steepest at the centre and dies on both sides: $\\sigma'(z) = \\sigma(z)(1 - \\sigma(z))$, at most $\\frac14$. I differentiate $(1 + e^{-z})^{-1}$ by the chain rule, and the two minus signs cancel.",
    zh: "sigmoid 把任意实数压到 $(0,1)$，可以当概率看；中间最陡，两头几乎没有斜率。$\\sigma'(z) = \\sigma(z)(1 - \\sigma(z))$，最大 $\\frac14$。推导就是对 $(1 + e^{-z})^{-1}$ 用链式法则，两个负号正好抵消。",
  },
  "act.tanh": {
    en: "Tanh is a sigmoid that has been centred: it runs from minus one to one and passes through the origin with slope one. With $a = \\tanh z$ the derivative is $1 - a^2$, so I need only the output I already have. It still saturates, so deep stacks of it still lose the gradient.",
    zh: "tanh 相当于零中心版的 sigmoid：取值 $(-1,1)$，过原点且斜率为 1。记 $a = \\tanh z$，导数就是 $1 - a^2$，前向的输出直接拿来用。但它两端照样饱和，层数一深梯度还是会消失。",
  },
  "act.relu": {
    en: "ReLU is a switch: positive inputs pass unchanged, negative ones are blocked, forward and backward alike. So $f'(z) = [z > 0]$, and I say that I take 0 at the kink. The upside is no shrinking on active paths, the risk is a unit that is never on; leaky ReLU keeps a small slope $\\alpha$ there.",
    zh: "ReLU 就是一个开关：正的原样通过，负的截断，前向反向都是如此，$f'(z) = [z > 0]$，零点处约定取 0。好处是激活的通路上梯度不衰减，风险是神经元一直关着学不动；leaky ReLU 就在负半轴留一个小斜率 $\\alpha$。",
  },
  "act.elu_selu": {
    en: "ELU keeps ReLU's straight right half and bends the left half softly down to $-\\alpha$, so negative units still learn. For $z \\le 0$ the derivative is $\\alpha e^z$, which is simply the output plus $\\alpha$. SELU is the same curve times a fixed $\\lambda$, so both slopes get the factor $\\lambda$ too.",
    zh: "ELU 右半边和 ReLU 一样，左半边平滑地弯向 $-\\alpha$，所以负区间也能学。$z \\le 0$ 时导数是 $\\alpha e^z$，也就是输出加 $\\alpha$。SELU 只是整体再乘一个固定的 $\\lambda$，两边的斜率也跟着乘 $\\lambda$。",
  },
  "act.gelu_silu": {
    en: "These are smooth gates: the input times how open the gate is. So I use the product rule, gate plus input times the gate's slope. For SiLU that is $\\sigma(z) + z\\,\\sigma(z)(1 - \\sigma(z))$, for GELU $\\Phi(z) + z\\,\\varphi(z)$. Softplus has no gate; its derivative is the sigmoid.",
    zh: "这一类都是平滑的门：输入乘上门的开度，所以求导用乘法法则：门本身，加上输入乘门的斜率。SiLU 是 $\\sigma(z) + z\\,\\sigma(z)(1 - \\sigma(z))$，GELU 是 $\\Phi(z) + z\\,\\varphi(z)$。softplus 没有门，导数就是 sigmoid。",
  },
  "act.compare": {
    en: "I ask three questions: does the slope survive far from zero, is the output centred, and what is it for? Sigmoid fails the first two, tanh fails the first, ReLU passes the first on its positive side only. So ReLU or GELU inside, and at the output whatever the loss wants: $\\sigma$, softmax or identity.",
    zh: "我看三点：远离零点时导数还在不在、输出是否零中心、用在哪里。sigmoid 前两条都不行，tanh 会饱和，ReLU 只有正半轴不饱和。所以隐藏层用 ReLU 或 GELU，输出层看损失：$\\sigma$、softmax 或恒等。",
  },
  "act.via_output": {
    en: "The forward pass has already paid for the expensive exponential, so I reuse its result. With $a = f(z)$: sigmoid gives $a(1 - a)$, tanh gives $1 - a^2$, ReLU gives $[a > 0]$. I make sure that I plug in the output and not the net input, because both look plausible in code.",
    zh: "前向已经算过指数了，反向直接用结果，不必重算。记 $a = f(z)$：sigmoid 是 $a(1 - a)$，tanh 是 $1 - a^2$，ReLU 是 $[a > 0]$。注意代进去的是输出 $a$ 而不是净输入 $z$，代码里这两个很容易混。",
  },
  "act.why_nonlinear": {
    en: "Stacking linear maps buys nothing: a line of a line is a line. In formulas $W_2 W_1 x = W x$ with $W = W_2 W_1$, so a hundred layers can say no more than one. The nonlinearity between them is what lets hidden units build features that the next layer can combine.",
    zh: "线性变换叠再多层还是线性变换：$W_2 W_1 x = W x$，其中 $W = W_2 W_1$，一百层的表达能力也不超过一层。正因为中间夹了非线性，隐藏单元才能造出新的特征给下一层组合。",
  },
  "neuron.net": {
    en: "A neuron first takes a weighted vote: every input times how much it counts, plus a bias that shifts the threshold. That is $\\mathrm{net} = \\sum_i w_i x_i + b$. I keep the net input separate from the output, since the activation's slope will be taken at exactly this value.",
    zh: "神经元先做加权求和：每个输入乘上权重，再加一个偏置来平移阈值，$\\mathrm{net} = \\sum_i w_i x_i + b$。我会把净输入和输出分开写，因为后面激活函数的导数正是取在这个值上。",
  },
  "neuron.output": {
    en: "Two stages: a linear score, then a squashing. I compute $\\mathrm{net} = w^\\top x + b$ and then $\\mathrm{out} = f(\\mathrm{net})$. I name them separately on the board, because backpropagation later crosses the two stages one at a time, first through $f'$ and then through the weights.",
    zh: "分两步：先线性打分，再过激活函数，$\\mathrm{net} = w^\\top x + b$，$\\mathrm{out} = f(\\mathrm{net})$。在白板上我会给两步各起一个名字，因为反向时也是一步一步过：先乘 $f'$，再乘权重或输入。",
  },
  "neuron.grad_w": {
    en: "The weight acts on the loss through a chain of three links: weight to net input, net input to output, output to loss. So $\\frac{\\partial E}{\\partial w} = \\frac{\\partial E}{\\partial \\mathrm{out}}\\cdot\\frac{\\partial \\mathrm{out}}{\\partial \\mathrm{net}}\\cdot\\frac{\\partial \\mathrm{net}}{\\partial w}$. With half the squared error that reads $(\\mathrm{out} - t)\\,f'(\\mathrm{net})\\,x$.",
    zh: "权重影响损失只有一条链：权重到净输入，净输入到输出，输出到损失，所以是三项相乘。用 $E = \\frac12(t - \\mathrm{out})^2$ 的话，$\\frac{\\partial E}{\\partial w} = (\\mathrm{out} - t)\\,f'(\\mathrm{net})\\,x$，依次是误差、激活函数的斜率、输入。",
  },
  "neuron.grad_b": {
    en: "A bias is a weight on an input that is always one. So the chain is the same as for a weight, only the last factor is 1: $\\frac{\\partial E}{\\partial b} = \\delta$ with $\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$. If I have $\\delta$, the bias gradient costs nothing.",
    zh: "偏置可以看成输入恒为 1 的权重，链条和权重完全一样，只是最后一项变成 1。所以 $\\frac{\\partial E}{\\partial b} = \\delta$，其中 $\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$。算出 δ 之后偏置梯度就是现成的。",
  },
  "neuron.grad_x": {
    en: "For the weight the last factor was the input; for the input it is the weight. So $\\frac{\\partial E}{\\partial x_i} = \\delta\\, w_i$ for one neuron. And if several neurons read the same input, each sends back its part, so I sum: $\\sum_k \\delta_k w_{ik}$. That is the step that makes it propagate backwards.",
    zh: "对权重求导时最后一项是输入，对输入求导时最后一项就换成权重：$\\frac{\\partial E}{\\partial x_i} = \\delta\\, w_i$。如果同一个输入接了多个神经元，要把各自传回的加起来：$\\sum_k \\delta_k w_{ik}$。误差就是这样往前传的。",
  },
  "neuron.delta": {
    en: "I define delta as the sensitivity of the loss to a unit's net input, because all its weights share it: $\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$, and each weight gradient is $\\delta\\, x_i$. Some texts flip the sign or leave out $f'$, so before computing I always say which one I use and match the update's sign.",
    zh: "δ 是损失对这个单元净输入的敏感度：$\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$，该单元的所有权重共用它，每个权重的梯度就是 $\\delta\\, x_i$。有的书取负号，有的不含 $f'$，所以我会先说清用哪种，再定更新式的正负号。",
  },
  "neuron.update": {
    en: "The gradient says which way is uphill, so I take a small step down: $w \\leftarrow w - \\eta\\,\\frac{\\partial E}{\\partial w}$. I check the sign by thought: if the output is too high and the input positive, the weight should fall. And I compute all gradients before I touch any weight.",
    zh: "梯度指向上坡，所以往反方向走一小步：$w \\leftarrow w - \\eta\\,\\frac{\\partial E}{\\partial w}$。我会顺手检查符号：输出偏大且输入为正，权重就该减小。另外先把所有梯度算完，再统一更新。",
  },
  "linreg.grad": {
    en: "Each sample pulls the weights by its error times its input, and I average the pulls. With $L = \\frac{1}{2N}\\lVert Xw - t\\rVert^2$ the gradient is $\\nabla L = \\frac1N X^\\top(Xw - t)$. Without the half there is a factor 2, so I state the loss first. Shapes agree: $X^\\top$ turns $N$ residuals into one number per feature.",
    zh: "每个样本按“误差乘输入”拉一下权重，再取平均。设 $L = \\frac{1}{2N}\\lVert Xw - t\\rVert^2$，则 $\\nabla L = \\frac1N X^\\top(Xw - t)$；不带 ½ 就多一个 2，所以先说清损失。形状也对得上：$X^\\top$ 把 $N$ 个残差变成每个特征一个数。",
  },
  "linreg.normal": {
    en: "At the optimum the residual has nothing left to explain with the features, so it is orthogonal to them: $X^\\top(Xw - t) = 0$. If $X^\\top X$ is invertible, $w = (X^\\top X)^{-1}X^\\top t$. That costs about $d^3$ to solve, so for many features, or data that streams in, I would iterate instead.",
    zh: "最优处残差与每个特征都正交，特征再也解释不了它：$X^\\top(Xw - t) = 0$。若 $X^\\top X$ 可逆，$w = (X^\\top X)^{-1}X^\\top t$。求解大约是 $d^3$ 的量级，特征很多或数据流式到来时，我会改用梯度下降。",
  },
  "logreg.grad": {
    en: "The answer is as simple as in linear regression: prediction minus label, times input. With $p = \\sigma(w^\\top x)$ and cross-entropy, the loss contributes $\\frac{p - y}{p(1 - p)}$ and the sigmoid contributes $p(1 - p)$; they cancel, leaving $\\nabla_w L = (p - y)\\,x$. Averaged over a batch, that is $\\frac1N X^\\top(p - y)$.",
    zh: "结果和线性回归一样简洁：预测减标签，再乘输入。设 $p = \\sigma(w^\\top x)$，交叉熵贡献 $\\frac{p - y}{p(1 - p)}$，sigmoid 贡献 $p(1 - p)$，正好约掉，剩下 $\\nabla_w L = (p - y)\\,x$；一个 batch 取平均就是 $\\frac1N X^\\top(p - y)$。",
  },
  "logreg.mle": {
    en: "I model the label as a biased coin with probability $p = \\sigma(w^\\top x)$, so one sample has likelihood $p^y(1 - p)^{1 - y}$. Independent samples multiply; the log turns that into a sum, and the minus sign turns maximising into minimising: $-\\sum[y\\ln p + (1 - y)\\ln(1 - p)]$. That is cross-entropy.",
    zh: "把标签看成一枚正面概率为 $p = \\sigma(w^\\top x)$ 的硬币，单个样本的似然是 $p^y(1 - p)^{1 - y}$。样本独立所以连乘，取对数变求和，加负号把最大化变成最小化：$-\\sum[y\\ln p + (1 - y)\\ln(1 - p)]$，这就是交叉熵。",
  },
  "logreg.mse_bad": {
    en: "The trouble shows when the model is confidently wrong. With squared error the gradient is $(p - y)\\,p(1 - p)\\,x$, and the factor $p(1 - p)$ kills it just when the error is largest. Cross-entropy cancels that factor. Squared error on a sigmoid is also not convex in $w$, cross-entropy is.",
    zh: "问题出在“错得很自信”的时候。用平方误差，梯度是 $(p - y)\\,p(1 - p)\\,x$，误差最大时 $p(1 - p)$ 反而接近零，学不动；交叉熵恰好把这个因子约掉。另外 sigmoid 加平方误差对 $w$ 非凸，交叉熵是凸的。",
  },
} satisfies Partial<Record<SkillId, Bilingual>>;
