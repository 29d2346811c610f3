import type { Bilingual } from "../bilingual.ts";
import type { SkillId } from "../syllabus.ts";

/** What a candidate says aloud about sequences, convolution, attention, embeddings, cost and the interview itself. */
export const architectures = {
  "rnn.forward": {
    en: "It is one small network applied again and again, with its own last state as an extra input: $h_t = \\tanh(W_x x_t + W_h h_{t-1} + b)$. The weights are the same at every step. I draw it unrolled, because then it is an ordinary deep network with shared weights.",
    zh: "RNN 就是同一个小网络反复用，把自己上一步的状态当作额外输入：$h_t = \\tanh(W_x x_t + W_h h_{t-1} + b)$，每一步权重都相同。我会把它按时间展开画出来，这样它就是一个权重共享的深层网络。",
  },
  "rnn.bptt": {
    en: "Unrolled, it is normal backpropagation with a shared weight. A state is read by its own loss and by the next step, so $\\frac{\\partial L}{\\partial h_t}$ has two terms; with $\\delta_t = \\frac{\\partial L}{\\partial z_t}$ the second is $W_h^\\top\\delta_{t+1}$. Then I sum over time: $\\frac{\\partial L}{\\partial W_h} = \\sum_t \\delta_t h_{t-1}^\\top$.",
    zh: "展开之后就是带共享权重的普通反向传播。$h_t$ 既进当前损失又进下一步，所以它的梯度有两项，其中来自下一步的是 $W_h^\\top\\delta_{t+1}$（$\\delta_t = \\frac{\\partial L}{\\partial z_t}$）。最后对时间求和：$\\frac{\\partial L}{\\partial W_h} = \\sum_t \\delta_t h_{t-1}^\\top$。",
  },
  "rnn.vanish": {
    en: "To go back $k$ steps the gradient passes the same matrix $k$ times: $\\frac{\\partial h_t}{\\partial h_{t-k}} = \\prod \\mathrm{diag}(f')\\,W_h$. If its gain is below one the distant past is forgotten exponentially, if it stays above one it explodes. So long-range gradients are too small, not absent by design.",
    zh: "梯度往回走 $k$ 步，就要过同一个矩阵 $k$ 次：$\\frac{\\partial h_t}{\\partial h_{t-k}} = \\prod \\mathrm{diag}(f')\\,W_h$。增益小于 1，久远的信息按指数被遗忘；大于 1 就爆炸。所以长程依赖不是没有梯度，而是梯度小到学不动。",
  },
  "rnn.truncate": {
    en: "Backpropagating through the whole history is slow and eats memory, so I cut: the state's value flows on, its gradient stops after $k$ steps. In code that is a detach of $h$ between chunks. The price is a bias: dependencies longer than $k$ get no gradient, though the state can still carry the information.",
    zh: "沿整段历史反传又慢又占内存，所以截断：状态的值照常往后传，梯度只往回走 $k$ 步，代码里就是在片段之间对 $h$ 做 detach。代价是梯度有偏：超过 $k$ 步的依赖得不到梯度，虽然状态里仍可能带着信息。",
  },
  "rnn.lstm": {
    en: "The cell is a conveyor belt that gates may erase and write: $c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$, and $h_t = o_t \\odot \\tanh c_t$. Backward, the belt just multiplies by the forget gate, $\\frac{\\partial c_t}{\\partial c_{t-1}} = f_t$ along the direct path. If $f$ is near one, the gradient survives many steps.",
    zh: "细胞状态像一条传送带，门只负责擦和写：$c_t = f_t \\odot c_{t-1} + i_t \\odot g_t$，$h_t = o_t \\odot \\tanh c_t$。反向时沿直接通路只乘遗忘门：$\\frac{\\partial c_t}{\\partial c_{t-1}} = f_t$，$f$ 接近 1 时梯度能保持很多步。",
  },
  "rnn.gru": {
    en: "A GRU slides between keeping the old state and taking a new one: $h_t = u_t \\odot h_{t-1} + (1 - u_t) \\odot n_t$; I say that $u$ weighs the old state, since papers differ. The reset gate decides how much history goes into $n_t$. Backward, $h_{t-1}$ has four paths: direct, through $n$, and through both gates.",
    zh: "GRU 在保留旧状态和采用新状态之间滑动：$h_t = u_t \\odot h_{t-1} + (1 - u_t) \\odot n_t$，这里 $u$ 乘旧状态，有的论文相反。重置门决定 $n_t$ 看多少历史。反向时 $h_{t-1}$ 有四条路：直通、经 $n$、经两个门。",
  },
  "conv.forward": {
    en: "One small pattern detector slides over the input, with the same weights everywhere. At each place I multiply and add; deep-learning libraries do not flip the kernel. With size $n$, kernel $k$, padding $p$ and stride $s$ the output has $\\lfloor\\frac{n + 2p - k}{s}\\rfloor + 1$ places.",
    zh: "一个小的模式检测器在输入上滑动，处处用同一组权重，每个位置做乘加；深度学习框架里卷积核是不翻转的。输入 $n$、核 $k$、填充 $p$、步长 $s$，输出长度 $\\lfloor\\frac{n + 2p - k}{s}\\rfloor + 1$。",
  },
  "conv.grad_w": {
    en: "A kernel weight is used once per output place, so it is a shared weight: sum over the places of delta times the input it saw there. In one dimension, stride one: $\\frac{\\partial L}{\\partial w_k} = \\sum_i \\delta_i\\,x_{i+k}$. So it is again a correlation, of the input with the delta map.",
    zh: "核里的每个权重在每个输出位置都用一次，所以按共享权重处理：把各位置的 δ 乘当时看到的输入，再求和。一维、步长 1：$\\frac{\\partial L}{\\partial w_k} = \\sum_i \\delta_i\\,x_{i+k}$，也就是输入与 δ 图再做一次互相关。",
  },
  "conv.grad_x": {
    en: "I ask which outputs read this input, and through which weight: output $i$ reads $x_j$ through $w_{j-i}$. So $\\frac{\\partial L}{\\partial x_j} = \\sum_i \\delta_i\\,w_{j-i}$; the index now runs backwards, which is the kernel rotated by 180 degrees over a zero-padded delta map. It is the transposed convolution.",
    zh: "先问哪些输出用到了这个输入、经过哪个权重：输出 $i$ 通过 $w_{j-i}$ 用到 $x_j$。所以 $\\frac{\\partial L}{\\partial x_j} = \\sum_i \\delta_i\\,w_{j-i}$，下标反过来走，等于把核旋转 180 度、在补零后的 δ 图上滑动，也就是转置卷积。",
  },
  "conv.pool": {
    en: "Pooling has no weights, it only decides who gets the blame. Max pooling sends the whole gradient to the winner of each window, so I have to remember its position; average pooling splits it evenly, $\\frac{1}{k^2}$ each for a $k \\times k$ window. Where windows overlap, contributions add.",
    zh: "池化没有参数，只决定梯度分给谁。最大池化把梯度全给窗口里的最大值，所以前向要记住位置；平均池化均分，$k \\times k$ 窗口里每个得 $\\frac{1}{k^2}$。窗口有重叠时，各份要相加。",
  },
  "conv.stride": {
    en: "Stride skips outputs, so going back I spread the deltas out again, with $s - 1$ zeros between neighbours, and then proceed as for stride one. Output $i$ read $x_{si + k - p}$, and that index tells everything. Gradients that land on the padding are thrown away, since the zeros there are constants.",
    zh: "步长会跳过一些输出，反向时就在相邻 δ 之间插 $s - 1$ 个零，再按步长 1 处理。记住输出 $i$ 读的是 $x_{si + k - p}$，下标就不会错。落到填充位置的梯度直接丢掉，那里的零是常数。",
  },
  "attn.forward": {
    en: "Each token asks a question, compares it with all keys, and takes the weighted average of the values: $O = \\mathrm{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V$, tokens as rows, softmax along each row. For a causal model I set the scores of later tokens to $-\\infty$ before the softmax, so that their weight is 0.",
    zh: "每个 token 拿自己的 query 和所有 key 比一遍，再对 value 加权平均：$O = \\mathrm{softmax}(\\frac{QK^\\top}{\\sqrt{d_k}})V$，token 按行放，softmax 逐行做。因果模型在 softmax 之前把后面 token 的得分设成 $-\\infty$，权重就是 0。",
  },
  "attn.scale": {
    en: "A dot product of $d_k$ random terms has standard deviation $\\sqrt{d_k}$, so with wide heads the scores get large, the softmax turns nearly one-hot, and its gradient $p_i([i = j] - p_j)$ vanishes. Dividing by $\\sqrt{d_k}$ brings the variance back to one, assuming independent unit-variance components.",
    zh: "得分是一个点积：$d_k$ 项随机乘积之和，标准差为 $\\sqrt{d_k}$，维度一大得分就大，softmax 接近独热，梯度 $p_i([i = j] - p_j)$ 几乎为零。除以 $\\sqrt{d_k}$ 正好把方差拉回 1，前提是各分量独立、方差为 1。",
  },
  "attn.grad_v": {
    en: "The output is a weighted average of the values, $O = AV$, so each value is paid back in proportion to how much everyone looked at it: $\\frac{\\partial L}{\\partial V} = A^\\top\\frac{\\partial L}{\\partial O}$. It is the plain matrix-product rule; the softmax is not involved, since $A$ is just a factor here.",
    zh: "输出是 value 的加权平均，$O = AV$，所以谁被关注得多，谁分到的梯度就多：$\\frac{\\partial L}{\\partial V} = A^\\top\\frac{\\partial L}{\\partial O}$。这就是矩阵乘法的求导规则，$A$ 在这里只是一个因子，和 softmax 无关。",
  },
  "attn.grad_s": {
    en: "First through the average, $G = \\frac{\\partial L}{\\partial O}V^\\top$, then through the softmax of each row. A score matters by how much better its value is than the row's average: $\\frac{\\partial L}{\\partial S_{ij}} = A_{ij}\\left(G_{ij} - \\sum_k A_{ik}G_{ik}\\right)$. Each row sums to 0; the $\\frac{1}{\\sqrt{d_k}}$ comes after, on the way to $Q$ and $K$.",
    zh: "先过加权平均：$G = \\frac{\\partial L}{\\partial O}V^\\top$，再逐行过 softmax：$\\frac{\\partial L}{\\partial S_{ij}} = A_{ij}(G_{ij} - \\sum_k A_{ik}G_{ik})$，也就是看它比本行加权平均好多少。每行和为 0；传到 $Q$、$K$ 时再乘 $\\frac{1}{\\sqrt{d_k}}$。",
  },
  "attn.grad_qkv": {
    en: "Queries collect over the keys, keys over the queries. From $S = \\frac{QK^\\top}{\\sqrt{d_k}}$: $dQ = \\frac{dS\\,K}{\\sqrt{d_k}}$, $dK = \\frac{dS^\\top Q}{\\sqrt{d_k}}$. Each projection is linear, so $dW_Q = X^\\top dQ$. And $X$ was used three times, so $dX = dQ\\,W_Q^\\top + dK\\,W_K^\\top + dV\\,W_V^\\top$. Here $dQ$ means $\\frac{\\partial L}{\\partial Q}$.",
    zh: "query 沿行收集，key 沿列收集：$dQ = dS\\,K/\\sqrt{d_k}$，$dK = dS^\\top Q/\\sqrt{d_k}$，$dW_Q = X^\\top dQ$，其中 $dQ = \\frac{\\partial L}{\\partial Q}$。$X$ 用了三次，三路相加：$dX = dQ\\,W_Q^\\top + dK\\,W_K^\\top + dV\\,W_V^\\top$。",
  },
  "attn.complexity": {
    en: "Every token looks at every token, so the score matrix has $T^2$ entries, and filling it costs $T^2 d$ multiply-adds; the projections cost $T d^2$. So long sequences are limited by the square, wide models by the projections. Computing it in blocks avoids storing $T^2$, but not the time.",
    zh: "每个 token 都要看所有 token，得分矩阵是 $T^2$，算它要 $T^2 d$ 次乘加，投影是 $T d^2$。所以序列长时瓶颈是平方项，模型宽时瓶颈是投影。分块计算可以不存 $T^2$ 的矩阵，但计算量省不掉。",
  },
  "emb.lookup": {
    en: "A lookup is a one-hot vector times a table, so only the rows that were read get a gradient. If a token occurs several times, its row was used several times, and the gradients add: $\\frac{\\partial L}{\\partial E_r} = \\sum_{t:\\,x_t = r}\\delta_t$. In code that is a scatter-add, not an assignment.",
    zh: "查表等价于独热向量乘矩阵，所以只有被查到的行才有梯度。同一个 token 出现几次，它那一行就用了几次，梯度要累加：$\\frac{\\partial L}{\\partial E_r} = \\sum_{t:\\,x_t = r}\\delta_t$。代码里要用 scatter-add，直接赋值就错了。",
  },
  "emb.softmax": {
    en: "I average the word vectors, score the classes and apply softmax: $h = \\frac1T\\sum_t E_{x_t}$, $p = \\mathrm{softmax}(Wh)$. Back from $\\delta = p - y$: $W$ gets $\\delta h^\\top$, $h$ gets $W^\\top\\delta$, and every occurrence of a word gets $\\frac1T W^\\top\\delta$. Repeated words collect it repeatedly.",
    zh: "先对词向量取平均，再打分过 softmax：$h = \\frac1T\\sum_t E_{x_t}$，$p = \\mathrm{softmax}(Wh)$。反向从 $\\delta = p - y$ 开始：$W$ 得 $\\delta h^\\top$，$h$ 得 $W^\\top\\delta$，每次出现的词各分到 $\\frac1T W^\\top\\delta$，重复的词要累加。",
  },
  "cx.params": {
    en: "I count matrices and add the biases. A dense layer from $n$ to $m$ has $mn + m$; a convolution has $k^2 c_{in}c_{out} + c_{out}$, whatever the image size; a plain recurrent layer $h(h + d) + h$, whatever the length. An LSTM is four of those. That size and length drop out is the effect of sharing.",
    zh: "数矩阵，再加偏置。全连接 $n$ 到 $m$：$mn + m$；卷积：$k^2 c_{in}c_{out} + c_{out}$，与图像大小无关；普通循环层：$h(h + d) + h$，与序列长度无关，LSTM 是它的四倍。能与大小、长度无关，靠的是共享。",
  },
  "cx.flops": {
    en: "Forward, a dense layer uses each weight once per sample: $mn$ multiply-adds. Backward uses it twice, once for the weight's own gradient and once to pass the error down. So a training step is about three forward passes, $3mn$ per sample; the first layer saves the second part, as nobody needs $\\frac{\\partial L}{\\partial x}$.",
    zh: "前向时每个权重对每个样本用一次，共 $mn$ 次乘加；反向用两次，一次算权重梯度，一次往前传误差。所以训练一步约等于三次前向，每个样本 $3mn$。第一层可以少算一份，因为不需要 $\\frac{\\partial L}{\\partial x}$。",
  },
  "cx.memory": {
    en: "Training needs the weights, their gradients, the optimizer's state and all activations that the backward pass will read. With Adam that is four numbers a weight; activations grow with batch times depth. Checkpointing keeps only about $\\sqrt L$ layers and recomputes the rest, for roughly one more forward pass.",
    zh: "训练时要放权重、梯度、优化器状态，还有反向要用的全部激活值。Adam 下每个权重四个数；激活值随 batch 和深度增长。梯度检查点只存约 $\\sqrt L$ 层，其余反向时重算，大约多一次前向。",
  },
  "code.mlp_numpy": {
    en: "I write the forward pass and keep $X$, $H$ and $P$. Backward, line by line in reverse: $D = (P - Y)/N$; $dW_2 = H^\\top D$; $db_2$ sums $D$ over the rows; $dH = DW_2^\\top$ times the slope of $H$; the same two lines for layer one. Samples are rows. Then I check the shapes and one entry numerically.",
    zh: "先写前向，留住 $X$、$H$、$P$。反向倒着逐行写（样本按行）：$D = (P - Y)/N$，$dW_2 = H^\\top D$，$db_2$ 是 $D$ 对样本求和，$dH = DW_2^\\top$ 再逐元素乘斜率，第一层同理。写完核对形状，再用数值梯度抽查一个元素。",
  },
  "concept.bp_vs_gd": {
    en: "They are two different jobs. Backpropagation is an efficient way to compute the gradient $g = \\nabla E$, by applying the chain rule backwards and reusing what it shares; it changes no weight. Gradient descent, or Adam, decides what to do with it: $w \\leftarrow w - \\eta g$. One can be swapped without the other.",
    zh: "这是两件事。反向传播只负责高效地算梯度 $g = \\nabla E$：从后往前用链式法则，公共部分只算一次，不改任何权重。拿到梯度怎么走，是梯度下降或 Adam 的事：$w \\leftarrow w - \\eta g$。两者可以各自替换。",
  },
} satisfies Partial<Record<SkillId, Bilingual>>;
