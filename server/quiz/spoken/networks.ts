import type { Bilingual } from "../bilingual.ts";
import type { SkillId } from "../syllabus.ts";

/** What a candidate says aloud about networks, matrices, batches, shared weights and depth. */
export const networks = {
  "mlp.forward": {
    en: "I go layer by layer: weighted sum plus bias, squash, and hand the outputs on. For the first hidden unit, $\\mathrm{net}_{h1} = w_1 i_1 + w_2 i_2 + b_1$ and $\\mathrm{out}_{h1} = \\sigma(\\mathrm{net}_{h1})$; the outputs do the same with $\\mathrm{out}_{h1}$ and $\\mathrm{out}_{h2}$. I keep every intermediate value, the backward pass needs them all.",
    zh: "逐层来：加权求和加偏置，过激活函数，交给下一层。比如 $\\mathrm{net}_{h1} = w_1 i_1 + w_2 i_2 + b_1$，$\\mathrm{out}_{h1} = \\sigma(\\mathrm{net}_{h1})$，输出层再用 $\\mathrm{out}_{h1}$、$\\mathrm{out}_{h2}$ 做同样的事。中间值全部留着，反向都要用。",
  },
  "mlp.loss": {
    en: "Each output has its own error, and the loss just adds them: $E = \\sum_k \\frac12(t_k - o_k)^2$. I say aloud that it is half the sum, not a mean. Being a sum matters for the backward pass, because a hidden unit will receive one contribution from each term.",
    zh: "每个输出各有一份误差，总误差就是加起来：$E = \\sum_k \\frac12(t_k - o_k)^2$。我会说明这里是带 ½ 的求和，不是平均。是求和这一点很关键：反向时隐藏单元会从每一项各收到一份梯度。",
  },
  "mlp.out_grad": {
    en: "An output weight reaches the loss along a single path, so it is three factors: how wrong, how steep, how strong the input. $\\frac{\\partial E}{\\partial w_5} = (o_1 - t_1)\\,o_1(1 - o_1)\\,\\mathrm{out}_{h1}$ with sigmoid and half squared error. I name the first two $\\delta_{o1}$ and keep them for later.",
    zh: "输出层权重到损失只有一条路，三项相乘：误差、斜率、输入。sigmoid 配 ½ 平方误差：$\\frac{\\partial E}{\\partial w_5} = (o_1 - t_1)\\,o_1(1 - o_1)\\,\\mathrm{out}_{h1}$。前两项合起来就是 $\\delta_{o1}$，先记下来，后面还要用。",
  },
  "mlp.out_other_zero": {
    en: "I look at who reads whom: $w_5$ feeds only $o_1$, so nothing I do to it can move $o_2$. Hence $\\frac{\\partial E_{o2}}{\\partial w_5} = 0$, and only $E_{o1}$ survives. With a softmax on top that argument fails, because there every output depends on every logit.",
    zh: "看谁用到谁：$w_5$ 只进 $o_1$，怎么改它都影响不到 $o_2$，所以 $\\frac{\\partial E_{o2}}{\\partial w_5} = 0$，只剩 $E_{o1}$ 这一项。但如果输出层是 softmax 就不能这么说，因为每个输出都依赖所有 logit。",
  },
  "mlp.hidden_back": {
    en: "In the 2-2-2 net a hidden output is read by both output units, so it shares the blame for both errors. Each path is the output's delta times the connecting weight, and I add them: $\\frac{\\partial E}{\\partial \\mathrm{out}_{h1}} = \\delta_{o1} w_5 + \\delta_{o2} w_7$. The second path is the one candidates forget.",
    zh: "2-2-2 网络里，隐藏单元的输出同时进了两个输出单元，两边的误差它都有份。每条路是输出端的 δ 乘连接权重，再相加：$\\frac{\\partial E}{\\partial \\mathrm{out}_{h1}} = \\delta_{o1} w_5 + \\delta_{o2} w_7$。很多人只走第一条路，漏了第二条。",
  },
  "mlp.hidden_grad": {
    en: "Same three questions as at the output, only the first is answered by the layer above: blame arriving at the unit, times its slope, times its input. In the 2-2-2 sigmoid net $\\frac{\\partial E}{\\partial w_1} = (\\delta_{o1} w_5 + \\delta_{o2} w_7)\\,\\mathrm{out}_{h1}(1 - \\mathrm{out}_{h1})\\,i_1$. All weights in it are the old ones.",
    zh: "和输出层一样是三项，只是“误差”由上一层传回来：传回的误差，乘自己的斜率，乘输入。以 sigmoid 的 2-2-2 网络为例，$\\frac{\\partial E}{\\partial w_1} = (\\delta_{o1} w_5 + \\delta_{o2} w_7)\\,\\mathrm{out}_{h1}(1 - \\mathrm{out}_{h1})\\,i_1$，里面的权重都用更新前的值。",
  },
  "mlp.delta_rule": {
    en: "I compute one delta per unit, from the back to the front, and never expand a full chain again. A hidden delta is the weighted sum of the deltas it feeds, times its own slope: $\\delta_j = f'(\\mathrm{net}_j)\\sum_k w_{jk}\\delta_k$, with $\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$. Every gradient is then delta times input.",
    zh: "从后往前，每个单元算一个 δ，就不用每次展开整条链。隐藏单元的 δ 等于下游 δ 的加权和，再乘自己的斜率：$\\delta_j = f'(\\mathrm{net}_j)\\sum_k w_{jk}\\delta_k$，约定 $\\delta = \\frac{\\partial E}{\\partial \\mathrm{net}}$。权重梯度一律是 δ 乘输入。",
  },
  "mlp.generic_ijk": {
    en: "I fix the letters first: $i$ input, $j$ hidden, $k$ output. At the output $\\delta_k = (d_k - o_k)f'(\\mathrm{net}_k)$, at the hidden layer $\\delta_j = f'(\\mathrm{net}_j)\\sum_k w_{jk}\\delta_k$. Here delta is minus the gradient, so the updates add: $\\Delta w_{jk} = \\eta\\,\\delta_k y_j$ and $\\Delta v_{ij} = \\eta\\,\\delta_j x_i$.",
    zh: "先定下标：$i,j,k$ 依次是输入、隐藏、输出。$\\delta_k = (d_k-o_k)f'(\\mathrm{net}_k)$，$\\delta_j = f'(\\mathrm{net}_j)\\sum_k w_{jk}\\delta_k$。δ 是负梯度，更新用加号：$\\Delta w_{jk}=\\eta\\delta_k y_j$，$\\Delta v_{ij}=\\eta\\delta_j x_i$。",
  },
  "mlp.update_all": {
    en: "The gradient belongs to one point in weight space, so I finish the whole backward pass with the old weights and only then step: $w \\leftarrow w - \\eta\\,\\frac{\\partial E}{\\partial w}$, all at once. If I updated $w_5$ first and used it for $w_1$, I would mix two different networks.",
    zh: "梯度是在同一点上求的，所以先用旧权重把反向全部走完，再一起更新：$w \\leftarrow w - \\eta\\,\\frac{\\partial E}{\\partial w}$。如果先改了 $w_5$，再拿新的 $w_5$ 去算 $w_1$ 的梯度，就相当于把两个不同的网络混在一起了。",
  },
  "mlp.bias": {
    en: "For a bias the last factor of the chain is 1, so its gradient is the unit's delta. If one bias is shared by the whole layer, it acts through every unit, so I add their deltas: $\\frac{\\partial E}{\\partial b} = \\sum_j \\delta_j$. If the task freezes the biases, I say so and leave them out of the update.",
    zh: "偏置那一环的导数是 1，所以梯度就是该单元的 δ。如果整层共用一个偏置，它通过每个单元都起作用，要把 δ 加起来：$\\frac{\\partial E}{\\partial b} = \\sum_j \\delta_j$。题目若规定偏置不更新，我会先声明，更新时跳过它。",
  },
  "mlp.two_hidden": {
    en: "One more layer is one more turn of the same crank. I get the output delta, then $\\delta^{(2)}$ from it, then $\\delta^{(1)}$ from $\\delta^{(2)}$, each time $f'$ times the weighted sum of the deltas above. The first layer's gradient is $\\delta^{(1)}_j x_i$. I never write out all the paths.",
    zh: "多一层只是把同一步再做一次：先算输出的 δ，由它得到 $\\delta^{(2)}$，再得到 $\\delta^{(1)}$，每次都是上层 δ 的加权和乘 $f'$。第一层的梯度就是 $\\delta^{(1)}_j x_i$，不需要把所有路径都写出来。",
  },
  "mlp.path_count": {
    en: "The number of paths multiplies with every layer, so summing them one by one is exponential in depth. But they share their tails: all that happens above a unit is summed up in one number, its delta. Computing each delta once brings the cost down to one visit per weight, $O(|W|)$.",
    zh: "每过一层，路径数就乘上这层的宽度，逐条求和随深度指数增长。但这些路径后半段是共用的：一个单元往后的全部影响都汇总在它的 δ 里。每个 δ 只算一次，总代价就是每个权重访问一次，$O(|W|)$。",
  },
  "mlp.agh": {
    en: "That tutorial passes the error back through the weights alone, $\\delta_j = \\sum_k w_{jk}\\delta_k$, and uses $f'$ only when it updates a unit's own weights. The exact gradient of $\\frac12(z - y)^2$ needs $f'_k$ on the way back as well. Output weights agree; earlier ones can be off in size, even in sign.",
    zh: "那份教程只用权重往回传误差，$\\delta_j = \\sum_k w_{jk}\\delta_k$，$f'$ 只在更新本单元权重时才乘。而 $\\frac12(z - y)^2$ 的精确梯度，回传途中每层都要乘 $f'_k$。输出层两者一致，越往前大小越不对，符号都可能反。",
  },
  "mlp.relu_exact": {
    en: "With ReLU the slopes are 0 or 1, so I first mark which units are on, and delete the others. What is left is a linear network, and a gradient is the sum over the open paths of the product of their weights, times $(o - t)$ and the input. With integer weights I can keep exact fractions.",
    zh: "ReLU 的斜率不是 0 就是 1，所以先标出哪些单元开着，把关着的删掉。剩下就是一个线性网络：梯度等于所有通路的权重之积求和，再乘 $(o - t)$ 和输入。权重是整数时，可以全程用精确的分数。",
  },
  "mlp.loss_after": {
    en: "I update every weight, run the forward pass again and compare the two losses. To first order it should drop by $\\eta\\lVert\\nabla E\\rVert^2$, so I also know roughly by how much. If it rises, the step was too long or a sign is wrong; I halve $\\eta$ to tell which.",
    zh: "更新全部权重，重新前向一遍，比较前后的损失。一阶近似下应该下降 $\\eta\\lVert\\nabla E\\rVert^2$，所以降多少心里大致有数。要是不降反升，要么步子太大，要么符号错了；把 $\\eta$ 减半再试就能分辨。",
  },
  "mat.forward": {
    en: "A layer is one matrix product: row $i$ of $W$ holds the weights of unit $i$. With columns as samples, $Z = WA + b$, where $W$ is $m \\times n$, $A$ is $n \\times N$ and $b$ is added to each column. I write the shapes under the symbols before anything else.",
    zh: "一层就是一次矩阵乘法，$W$ 的第 $i$ 行是第 $i$ 个单元的权重。样本按列排：$Z = WA + b$，$W$ 是 $m \\times n$，$A$ 是 $n \\times N$，$b$ 加到每一列。动手之前我先把形状标在符号下面。",
  },
  "mat.grad_w": {
    en: "Entry by entry a weight's gradient is delta of the unit it feeds times the activation it reads. All entries together make an outer product: $\\frac{\\partial E}{\\partial W} = \\delta\\, a^\\top$, with $\\delta = \\frac{\\partial E}{\\partial z}$ and columns. For a batch, $\\Delta A^\\top$ sums over the samples by itself.",
    zh: "逐个看，每个权重的梯度等于它所进单元的 δ 乘它读取的激活值；拼成矩阵就是外积：$\\frac{\\partial E}{\\partial W} = \\delta\\, a^\\top$（列向量，$\\delta = \\frac{\\partial E}{\\partial z}$）。一个 batch 时写成 $\\Delta A^\\top$，对样本求和已经包含在乘法里。",
  },
  "mat.grad_a": {
    en: "Going forward a unit collects over its inputs; going backward an input collects over the units that read it. Swapping who sums over whom is exactly the transpose: $\\frac{\\partial E}{\\partial a} = W^\\top\\delta$. Its shape is that of $a$, which is a quick check.",
    zh: "前向是单元对输入求和，反向是输入对用到它的单元求和，求和的方向对调，所以是转置：$\\frac{\\partial E}{\\partial a} = W^\\top\\delta$。结果形状和 $a$ 一样，一眼就能检查。",
  },
  "mat.bp_equations": {
    en: "Start the error at the end, move it back, read off the gradients. $\\delta^{(L)} = \\nabla_a E \\odot f'(z^{(L)})$; $\\delta^{(l)} = (W^{(l+1)})^\\top\\delta^{(l+1)} \\odot f'(z^{(l)})$; then $\\frac{\\partial E}{\\partial W^{(l)}} = \\delta^{(l)}(a^{(l-1)})^\\top$ and $\\frac{\\partial E}{\\partial b^{(l)}} = \\delta^{(l)}$.",
    zh: "从末端起逐层回传：$\\delta^L = \\nabla_a E \\odot f'(z^L)$；$\\delta^l = (W^{l+1})^\\top\\delta^{l+1} \\odot f'(z^l)$；$W^l$ 的梯度是 $\\delta^l(a^{l-1})^\\top$，$b^l$ 的是 $\\delta^l$。δ 取在 $z$ 处。",
  },
  "mat.shape_check": {
    en: "Every gradient has the shape of the thing it belongs to, and usually only one product fits. If $W$ is $m \\times n$, $\\delta$ is $m \\times 1$ and $a$ is $n \\times 1$, then only $\\delta a^\\top$ can be the gradient of $W$. I add that shapes do not catch a missing $f'$ or a transposed square matrix.",
    zh: "梯度和它对应的量形状相同，多数时候只有一种乘法对得上。$W$ 是 $m \\times n$，$\\delta$ 是 $m \\times 1$，$a$ 是 $n \\times 1$，那就只能是 $\\delta a^\\top$。不过漏乘 $f'$、方阵忘了转置，形状是查不出来的。",
  },
  "mat.row_col": {
    en: "I say first whether samples are rows or columns. With columns $Z = WA + b$ and $\\frac{\\partial L}{\\partial W} = \\Delta A^\\top$; with rows $Z = XW + b$ and $\\frac{\\partial L}{\\partial W} = X^\\top\\Delta$. It is the same statement transposed, and mixing them halfway is how transposes get lost.",
    zh: "我先说清样本是按行还是按列放。按列：$Z = WA + b$，$\\frac{\\partial L}{\\partial W} = \\Delta A^\\top$；按行：$Z = XW + b$，$\\frac{\\partial L}{\\partial W} = X^\\top\\Delta$。两者互为转置，中途混用最容易丢转置。",
  },
  "mat.trace": {
    en: "I write how the loss changes and shuffle until the differential I want stands last. From $dE = \\mathrm{tr}(\\Delta^\\top dZ)$ and $dZ = dW\\,A + W\\,dA$, cycling the trace gives $\\mathrm{tr}(A\\Delta^\\top dW) + \\mathrm{tr}(\\Delta^\\top W\\,dA)$. So the gradients are $\\Delta A^\\top$ and $W^\\top\\Delta$.",
    zh: "先写出损失的微分，再把要求的那个微分轮换到最右边。由 $dE = \\mathrm{tr}(\\Delta^\\top dZ)$、$dZ = dW\\,A + W\\,dA$，迹的轮换给出 $\\mathrm{tr}(A\\Delta^\\top dW) + \\mathrm{tr}(\\Delta^\\top W\\,dA)$，梯度就是 $\\Delta A^\\top$ 和 $W^\\top\\Delta$。",
  },
  "batch.mean": {
    en: "A batch gradient is the average opinion of its samples. With $L = \\frac1N\\sum_n L_n$, differentiation goes through the sum: $\\nabla L = \\frac1N\\sum_n\\nabla L_n$. In code I put the $\\frac1N$ into the very first delta, once, and everything below inherits it.",
    zh: "batch 的梯度就是各样本梯度的平均。$L = \\frac1N\\sum_n L_n$，求导可以穿过求和：$\\nabla L = \\frac1N\\sum_n\\nabla L_n$。写代码时我只在最开始的 δ 上乘一次 $\\frac1N$，后面自然都带上了。",
  },
  "batch.bias_sum": {
    en: "The forward pass copies one bias vector to every sample; going back, copies add. So $\\frac{\\partial L}{\\partial b} = \\sum_n \\delta_n$, the row sums of $\\Delta$ when samples are columns. If the loss is a mean, the $\\frac1N$ sits in the deltas already and I do not divide twice.",
    zh: "前向时同一个偏置被广播给每个样本，反向就要把各份加起来：$\\frac{\\partial L}{\\partial b} = \\sum_n \\delta_n$，样本按列放时就是对 $\\Delta$ 的每一行求和。平均损失的 $\\frac1N$ 已经在 δ 里了，别再除一次。",
  },
  "batch.sgd_variants": {
    en: "They differ in how many samples I look at before I move. All of them is exact but slow, one is cheap but noisy, a mini-batch is the compromise that also keeps the hardware busy: $w \\leftarrow w - \\eta\\,\\frac{1}{B}\\sum_{n=1}^{B}\\nabla L_n$. The noise is unbiased, so on average we still go downhill.",
    zh: "区别在于看多少样本才走一步：全量准确但慢，单样本便宜但噪声大，小批量折中，还能吃满硬件：$w \\leftarrow w - \\eta\\,\\frac{1}{B}\\sum_{n=1}^{B}\\nabla L_n$。小批量梯度是无偏估计，平均来看还是在下降。",
  },
  "shared.sum": {
    en: "I pretend that each use of the weight is its own copy, get each copy's gradient, and add them, since moving the weight moves all copies at once: $\\frac{\\partial E}{\\partial w} = \\sum_u \\frac{\\partial E}{\\partial w_u}$. Convolutions, recurrent nets and tied weights are all this one rule.",
    zh: "先假装每处用的是独立的副本，分别求梯度再相加，因为动一下共享权重，所有副本一起动：$\\frac{\\partial E}{\\partial w} = \\sum_u \\frac{\\partial E}{\\partial w_u}$。卷积、循环网络、权重绑定，都是这一条规则。",
  },
  "shared.tied": {
    en: "The same matrix works twice, once in the encoder $z = Wx$ and once, transposed, in the decoder $y = W^\\top h$. Each use gives a gradient and I add them in the shape of $W$: $\\delta_h x^\\top + h\\,\\delta_y^\\top$, with delta at the pre-activations. The second one comes from the transposed use, so its factors are swapped.",
    zh: "同一个矩阵用了两次：编码 $z = Wx$，解码 $y = W^\\top h$。两处各给一份梯度，按 $W$ 的形状相加：$\\delta_h x^\\top + h\\,\\delta_y^\\top$，δ 都取在激活之前。解码用的是转置，所以第二项的两个因子要对调。",
  },
  "chain.product": {
    en: "A deep scalar chain passes the gradient through one gate and one weight a layer, so it is one long product: $\\frac{\\partial a_L}{\\partial a_0} = \\prod_{l=1}^{L} w_l f'(z_l)$. The behaviour is decided by the typical factor: below one it dies out, above one it blows up.",
    zh: "一条标量深链，梯度每过一层就乘一个权重和一个斜率，所以是一长串连乘：$\\frac{\\partial a_L}{\\partial a_0} = \\prod_{l=1}^{L} w_l f'(z_l)$。关键看平均每个因子多大：小于 1 就衰减到没，大于 1 就爆掉。",
  },
  "chain.vanish": {
    en: "Backpropagation multiplies one factor a layer, and repeated multiplication is exponential. A sigmoid's slope is at most $\\frac14$, so with weights of size one, $L$ layers leave at most $(\\frac14)^L$. Vanishing means the early layers stop learning; exploding is the same product with $|w f'|$ above one.",
    zh: "反向传播每层乘一个因子，乘多了就是指数级变化。sigmoid 的斜率最多 $\\frac14$，权重绝对值不超过 1 时，$L$ 层之后最多剩 $(\\frac14)^L$，前面的层就学不动。反过来 $|w f'|$ 大于 1，就是梯度爆炸。",
  },
  "chain.remedies": {
    en: "I would sort the cures by which factor of $\\prod w_l f'(z_l)$ they fix. ReLU fixes $f'$; Xavier or He initialisation and normalisation keep $w$ and $z$ in range; residual connections and LSTM gates add a path that bypasses the product. Clipping only treats explosions.",
    zh: "这些办法我按 $\\prod w_l f'(z_l)$ 里修的是哪一项来分：ReLU 管 $f'$；Xavier、He 初始化和归一化让 $w$、$z$ 保持在合适范围；残差连接和 LSTM 的门另开一条绕过连乘的路。梯度裁剪只治爆炸，不治消失。",
  },
  "res.identity": {
    en: "The block only learns a correction, and the input takes a free ride past it. Two paths, so two terms: for $y = x + F(x)$, $\\frac{\\partial L}{\\partial x} = \\frac{\\partial L}{\\partial y}(1 + F'(x))$. Even if $F'$ is tiny, the gradient arrives whole through the 1.",
    zh: "残差块只学一个修正量，输入从旁边直通过去。两条路就是两项：$y = x + F(x)$，$\\frac{\\partial L}{\\partial x} = \\frac{\\partial L}{\\partial y}(1 + F'(x))$。哪怕 $F'$ 很小，梯度也能靠这个 1 完整地传回来。",
  },
  "res.chain": {
    en: "Every block contributes a factor of one plus something, instead of just something: $\\frac{\\partial x_L}{\\partial x_0} = \\prod_l (1 + F_l')$. Expanding it, one term is the pure skip path with gradient 1, the rest go through some of the blocks. So the signal does not have to survive every layer.",
    zh: "每个块贡献的因子是“1 加一点”，而不只是“一点”：$\\frac{\\partial x_L}{\\partial x_0} = \\prod_l (1 + F_l')$。展开后有一项是全程直通，梯度为 1，其余各项只经过部分残差块，信号不必硬穿每一层。",
  },
} satisfies Partial<Record<SkillId, Bilingual>>;
