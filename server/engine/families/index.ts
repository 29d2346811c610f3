import type { FamilyDocument } from "../document.ts";
import type { Network } from "../network.ts";
import { attention } from "./attention.ts";
import { batchnorm } from "./batchnorm.ts";
import { conv1d, conv2d } from "./convolution.ts";
import { dense } from "./dense.ts";
import { embedding } from "./embedding.ts";
import type { Family } from "./family.ts";
import { graph } from "./graph.ts";
import { gru } from "./gru.ts";
import { layernorm } from "./layernorm.ts";
import { lstm } from "./lstm.ts";
import { optimQuad } from "./optim-quad.ts";
import { optimSeq } from "./optim-seq.ts";
import { pointwiseActivation, pointwiseLoss } from "./pointwise.ts";
import { rnn } from "./rnn.ts";
import { softmaxVjp } from "./softmax-vjp.ts";
import { tied } from "./tied.ts";

/** A structure that is not built yet; documents with equal keys share one. */
type Plan = { readonly key: string; readonly build: () => Network };

const family =
  <D extends FamilyDocument, Shape>(f: Family<D, Shape>) =>
  (document: D): Plan => {
    const shape = f.shape(document);
    return { key: `${document.type} ${JSON.stringify(shape)}`, build: () => f.build(shape) };
  };

/** Every family; a network document names one as its type. */
export const families = {
  dense: family(dense),
  batchnorm: family(batchnorm),
  layernorm: family(layernorm),
  softmax_vjp: family(softmaxVjp),
  rnn: family(rnn),
  lstm: family(lstm),
  gru: family(gru),
  attention: family(attention),
  embedding: family(embedding),
  tied: family(tied),
  graph: family(graph),
  conv1d: family(conv1d),
  conv2d: family(conv2d),
  optim_quad: family(optimQuad),
  optim_seq: family(optimSeq),
  pointwise_activation: family(pointwiseActivation),
  pointwise_loss: family(pointwiseLoss),
};

type Families = typeof families;

/** A network as data, of any family. */
export type NetworkDocument = { [type in keyof Families]: Parameters<Families[type]>[0] }[keyof Families];

/** The structure that a document asks for; throws `DocumentError` where there is none. */
export const networkOf = (document: NetworkDocument): Plan =>
  (families[document.type] as (document: NetworkDocument) => Plan)(document);
