import type { NetworkDocument } from "#contract/network.ts";
import type { Ask } from "./ask.ts";
import type { Bilingual } from "./bilingual.ts";

/** The network of one type. */
type Of<Type extends NetworkDocument["type"]> = Extract<NetworkDocument, { readonly type: Type }>;

/** What sources define differently of the networks without layers, and what their rules and numbers leave open. */
export function familyConventions(document: NetworkDocument, { quantity }: Ask): Bilingual[] {
  switch (document.type) {
    case "batchnorm":
      return [...ofBatchNorm(quantity), ...ofUpstream(document, quantity)];
    case "layernorm":
      return [document.config.rms ? ROOT_MEAN_SQUARE : OVER_FEATURES, ...ofUpstream(document, quantity)];
    case "conv1d":
    case "conv2d":
      return [...ofConvolution(document), ...ofUpstream(document, quantity)];
    case "attention":
      return [ROWS, ...(document.config.causal ? [CAUSAL] : [])];
    case "embedding":
      return document.config.ids.map(lookedUp);
    case "rnn":
      return [OVER_TIME, ...(document.config.detach_before ?? []).map(cutBefore)];
    case "lstm":
      return [OVER_TIME, LSTM_ROWS];
    case "gru":
      return [OVER_TIME, GRU_ROWS];
    case "tied":
      return [TIED];
    case "graph":
      return isOfSums(document) ? [PATHS] : [];
    default:
      return [];
  }
}

const isOfSums = ({ config }: Of<"graph">): boolean => config.nodes.every(({ op }) => op === "input" || op === "add");

const PATHS: Bilingual = {
  en: "In a graph of additions every local derivative is 1, so a gradient is a number of paths.",
  zh: "图中只有加法，每个局部导数都是 1，因此梯度就是路径条数。",
};

const isForward = (quantity: string): boolean => /^(forward|running)\./.test(quantity);

/** A number of the forward pass does not see what comes from above. */
const ofUpstream = ({ config }: Of<"batchnorm" | "layernorm" | "conv1d" | "conv2d">, quantity: string): Bilingual[] =>
  config.upstream && !isForward(quantity) ? [UPSTREAM] : [];

const UPSTREAM: Bilingual = {
  en: "G is the gradient that comes down to the output; E = Σ G · output stands for the rest of the network.",
  zh: "G 为传到输出处的上游梯度；E = Σ G · 输出 代表网络的其余部分。",
};

function ofBatchNorm(quantity: string): Bilingual[] {
  const kept = {
    en: "m is the weight of the new batch; the variance that is kept divides by N − 1, the one that normalises by N.",
    zh: "m 为新批次所占的权重；滑动方差用无偏估计（除以 N − 1），归一化用的方差除以 N。",
  };
  const training = {
    en: "Training mode: mean and variance are those of this batch; the variance divides by N, and ε stands inside the root.",
    zh: "训练模式：均值和方差取自当前批次；方差除以 N，ε 在根号内。",
  };
  return [quantity.startsWith("running.") ? kept : training];
}

const OVER_FEATURES: Bilingual = {
  en: "Mean and variance are those of each row, over its features; the variance divides by their number, and ε stands inside the root.",
  zh: "均值和方差在每一行的各特征上计算；方差除以特征数，ε 在根号内。",
};

const ROOT_MEAN_SQUARE: Bilingual = {
  en: "RMSNorm subtracts no mean and adds no shift; ε stands inside the root.",
  zh: "RMSNorm 不减均值，也没有平移项；ε 在根号内。",
};

function ofConvolution({ config: { stride, padding, pool } }: Of<"conv1d" | "conv2d">): Bilingual[] {
  const slides = {
    en: `Cross-correlation: the kernel is not flipped. Stride ${stride}, ${padding === 0 ? "no padding" : `${padding} zero on each side`}.`,
    zh: `采用互相关：卷积核不翻转。步幅 ${stride}，${padding === 0 ? "无填充" : `每侧补 ${padding} 个零`}。`,
  };
  if (!pool) return [slides, INDICES];
  const kind = pool.type === "max" ? { en: "Max", zh: "最大" } : { en: "Average", zh: "平均" };
  const pools = {
    en: `${kind.en} pooling over windows of ${pool.size}, stride ${pool.stride}.`,
    zh: `${kind.zh}池化，窗口大小 ${pool.size}，步幅 ${pool.stride}。`,
  };
  return [slides, INDICES, pools];
}

const INDICES: Bilingual = {
  en: "Indices: of X the channel, then the place; of z the kernel, then the place; of W the kernel, the channel, then the place.",
  zh: "下标依次为：X 的通道、位置；z 的卷积核、位置；W 的卷积核、通道、位置。",
};

const ROWS: Bilingual = {
  en: "Each row of X is a token; the weight matrices stand on the right, as in Q = X Wq.",
  zh: "X 的每一行是一个 token；权重矩阵右乘，如 Q = X Wq。",
};

const CAUSAL: Bilingual = {
  en: "Causal mask: row i attends to rows 1 to i only.",
  zh: "因果掩码：第 i 行只能关注第 1 至 i 行。",
};

const lookedUp = (ids: readonly number[], sample: number): Bilingual => {
  const rows = ids.map((id) => id + 1).join(", ");
  return {
    en: `Sample ${sample + 1} looks up the rows ${rows} of the table e.`,
    zh: `样本 ${sample + 1} 查嵌入表 e 的第 ${rows} 行。`,
  };
};

const OVER_TIME: Bilingual = {
  en: "The same weights serve at every step of time.",
  zh: "各时间步共用同一组权重。",
};

/** Steps count from 1 where learners read of them. */
const cutBefore = (t: number): Bilingual => ({
  en: `Before step ${t + 1} the state is detached: its value goes on, no gradient comes back.`,
  zh: `第 ${t + 1} 步之前状态被截断（detach）：数值照常向前传，梯度不再往回传。`,
});

const LSTM_ROWS: Bilingual = {
  en: "The rows of Wx, Wh and b belong to input gate i, forget gate f, candidate g and output gate o, in this order.",
  zh: "Wx、Wh、b 的各行依次对应输入门 i、遗忘门 f、候选值 g、输出门 o。",
};

const GRU_ROWS: Bilingual = {
  en: "The rows of Wx, Wh and the biases belong to reset gate r, update gate u and candidate n, in this order; u weighs the old state.",
  zh: "Wx、Wh 和偏置的各行依次对应重置门 r、更新门 u、候选值 n；u 是旧状态所占的比例。",
};

const TIED: Bilingual = {
  en: "W is one matrix in two places, W_enc and W_dec; a gradient by one of these counts that place alone.",
  zh: "W 是同一个矩阵，用在 W_enc 和 W_dec 两处；对其中一处的梯度只计这一处的贡献。",
};
