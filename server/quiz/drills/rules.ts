import type { Bilingual } from "../bilingual.ts";
import { absolutePenalty } from "../drafts/penalties.ts";
import { rates } from "../drafts/rates.ts";
import { sizes } from "../drafts/sizes.ts";
import type { SkillId } from "../syllabus.ts";
import { type Asker, type Drill, gradientOf } from "./drill.ts";

/** Asks for the last node, by its number: it tells the computations of a skill apart, which have words of their own. */
const result: Asker = ({ document }) => {
  if (document.type !== "graph") throw new Error(`a ${document.type} network has no last node`);
  return { kind: "value", quantity: `forward.nodes.${document.config.nodes.length - 1}` };
};

/** A skill whose rules are to be known: each computation is told in words, by the number of its last node. */
const ofRules = (levels: Drill["levels"], told: Readonly<Record<string, Bilingual>>): Drill => ({
  levels,
  asks: [result],
  without: ["choice"],
  told: Object.fromEntries(Object.entries(told).map(([node, words]) => [`forward.nodes.${node}`, words])),
});

/** Skills about closed rules: sizes and costs, learning rates, clipping, the absolute penalty. */
export const ruleDrills: Partial<Record<SkillId, Drill>> = {
  "cx.params": ofRules(
    { 2: [sizes.parameters, sizes.kernelParameters], 3: [sizes.lstmParameters] },
    {
      8: {
        en: "A network with n inputs, h hidden units and m outputs, fully connected, with a bias at every unit. Asked for: the number of its parameters.",
        zh: "全连接网络：n 个输入，h 个隐藏单元，m 个输出，每个单元都有偏置。求：参数总数。",
      },
      7: {
        en: "A convolution with c input channels, f filters of size k × k and a bias for each filter. Asked for: the number of its parameters.",
        zh: "卷积层：c 个输入通道，f 个 k × k 的卷积核，每个卷积核一个偏置。求：参数总数。",
      },
      6: {
        en: "An LSTM cell with n inputs and h hidden units, one bias vector for each of its four blocks. Asked for: the number of its parameters.",
        zh: "LSTM 单元：输入维度 n，隐藏维度 h，四个部分各有一个偏置向量。求：参数总数。",
      },
    },
  ),
  "cx.flops": ofRules(
    { 3: [sizes.forward, sizes.backward], 4: [sizes.kernelForward] },
    {
      7: {
        en: "A batch of N samples goes through a fully connected network with n inputs, h hidden units and m outputs. Asked for: the multiplications of the forward pass in products with weights.",
        zh: "N 个样本的批次通过全连接网络（n 个输入，h 个隐藏单元，m 个输出）。求：前向传播中与权重相乘的乘法次数。",
      },
      9: {
        en: "A batch of N samples in a fully connected network with n inputs, h hidden units and m outputs. Asked for: the multiplications of the backward pass in matrix products, for the gradients of both weight matrices and of the hidden activations; the inputs need no gradient.",
        zh: "N 个样本的批次，全连接网络（n 个输入，h 个隐藏单元，m 个输出）。求：反向传播中矩阵乘法的乘法次数，包括两个权重矩阵的梯度和隐藏层激活值的梯度；输入不需要梯度。",
      },
      8: {
        en: "A convolution with c input channels and f filters of size k × k makes maps of s × s. Asked for: the multiplications of its forward pass for one picture.",
        zh: "卷积层：c 个输入通道，f 个 k × k 的卷积核，输出特征图大小为 s × s。求：单张图片前向传播的乘法次数。",
      },
    },
  ),
  "cx.memory": ofRules(
    { 3: [sizes.stored, sizes.adamStates], 4: [sizes.recomputed] },
    {
      6: {
        en: "A batch of N samples in a network with n inputs, h hidden units and m outputs. Asked for: how many numbers are kept for the backward pass, which are the inputs and the activations of both layers.",
        zh: "N 个样本的批次，网络有 n 个输入，h 个隐藏单元，m 个输出。求：为反向传播保存的数的个数（输入和两层的激活值）。",
      },
      10: {
        en: "Adam trains a fully connected network with n inputs, h hidden units and m outputs, with a bias at every unit. Asked for: how many numbers Adam keeps from step to step, beside the parameters.",
        zh: "用 Adam 训练全连接网络：n 个输入，h 个隐藏单元，m 个输出，每个单元都有偏置。求：除参数外，Adam 在各步之间保存的数的个数。",
      },
      7: {
        en: "L layers of width w, a batch of N. Kept are the input (also of width w) and the activations of every k-th layer; what lies between is computed again on the way back, one stretch at a time. Asked for: the largest number of activations in memory at once, the input included.",
        zh: "共 L 层，宽度均为 w（输入也是），批大小为 N。只保存输入和每隔 k 层的激活值，中间各层在反向时逐段重算。求：内存中同时存放的激活值最多有多少个（含输入）。",
      },
    },
  ),
  "lr.schedule": ofRules(
    { 2: [rates.stepped, rates.warmedUp], 3: [rates.cosine] },
    {
      5: {
        en: "Step schedule: the rate starts at eta0 and is multiplied by gamma after every s steps; steps count from 0. Asked for: the rate at step t.",
        zh: "阶梯衰减：学习率初值为 eta0，每 s 步乘以 gamma；步数从 0 计。求：第 t 步的学习率。",
      },
      7: {
        en: "Linear warm-up over W steps: step 0 has the rate eta0/W, step W − 1 the full rate eta0. Asked for: the rate at step t.",
        zh: "线性预热 W 步：第 0 步的学习率为 eta0/W，第 W − 1 步达到 eta0。求：第 t 步的学习率。",
      },
      11: {
        en: "Cosine schedule: half a period of the cosine leads from eta0 at step 0 down to low at step T. Asked for: the rate at step t.",
        zh: "余弦退火：学习率沿半个余弦周期从第 0 步的 eta0 降到第 T 步的 low。求：第 t 步的学习率。",
      },
    },
  ),
  "lr.clip": ofRules(
    { 2: [rates.clippedByNorm, rates.clippedByValue] },
    {
      9: {
        en: "The gradients g1 and g2 are clipped together by their norm, to at most c. Asked for: g1 after the clipping.",
        zh: "梯度 g1、g2 按整体范数裁剪，上限为 c。求：裁剪后的 g1。",
      },
      12: {
        en: "The gradients g1 and g2 are clipped by value, each to between −c and c. Asked for: the norm of what comes out.",
        zh: "梯度 g1、g2 按值裁剪，每个都限制在 −c 到 c 之间。求：裁剪后梯度的范数。",
      },
    },
  ),
  "l2.l1": {
    levels: { 2: [absolutePenalty] },
    asks: [gradientOf("derivative", "input", ({ tensor }) => tensor === "w")],
    without: ["choice"],
    conventions: [
      { en: "max(w, −w) is |w|: an L1 penalty with the factor λ.", zh: "max(w, −w) 即 |w|：系数为 λ 的 L1 正则项。" },
    ],
  },
};
