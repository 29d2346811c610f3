import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Contender, Net } from "./contender.ts";

type Tensor = { readonly dataSync: () => ArrayLike<number>; readonly dispose: () => void };
type Graded = { readonly value: Tensor; readonly grads: readonly Tensor[] };

/** As much of TensorFlow.js as is used here. */
type Tensorflow = {
  readonly enableProdMode: () => void;
  readonly setBackend: (name: "cpu") => Promise<boolean>;
  readonly tensor: (values: readonly number[], shape: readonly number[]) => Tensor;
  readonly scalar: (value: number) => Tensor;
  readonly matMul: (a: Tensor, b: Tensor) => Tensor;
  readonly add: (a: Tensor, b: Tensor) => Tensor;
  readonly sub: (a: Tensor, b: Tensor) => Tensor;
  readonly mul: (a: Tensor, b: Tensor) => Tensor;
  readonly sigmoid: (a: Tensor) => Tensor;
  readonly square: (a: Tensor) => Tensor;
  readonly sum: (a: Tensor) => Tensor;
  readonly valueAndGrads: (f: (...args: Tensor[]) => Tensor) => (args: readonly Tensor[]) => Graded;
};

const folder = join(import.meta.dirname, "../baselines");

/** TensorFlow.js on its processor backend, installed at the first call from a lock file of its own. */
export async function loadTensorflow(): Promise<Tensorflow> {
  if (!existsSync(join(folder, "node_modules"))) {
    console.log("Installing what the engine is measured against (npm ci in tests/bench/baselines) ...");
    execFileSync("npm", ["ci", "--ignore-scripts"], { cwd: folder, stdio: "inherit" });
  }
  const tf = createRequire(join(folder, "package.json"))("@tensorflow/tfjs") as Tensorflow;
  tf.enableProdMode();
  await tf.setBackend("cpu");
  return tf;
}

/** The network as tensors, with the gradients that the library finds. */
export function tensorflow(tf: Tensorflow, { x, t, layers }: Net): Contender {
  const column = (values: readonly number[]) => tf.tensor(values, [values.length, 1]);
  const parameters = layers.flatMap(({ W, b }) => [tf.tensor(W.flat(), [W.length, W[0]!.length]), column([b].flat())]);
  const [input, target, half] = [column(x), column(t), tf.scalar(0.5)];
  const graded = tf.valueAndGrads((...given) => {
    let out = input;
    for (let l = 0; l < layers.length; l++) out = tf.sigmoid(tf.add(tf.matMul(given[2 * l]!, out), given[2 * l + 1]!));
    return tf.mul(half, tf.sum(tf.square(tf.sub(target, out))));
  });
  let gradients: readonly Tensor[] = [];
  const run = () => {
    for (const gradient of gradients) gradient.dispose();
    const { value, grads } = graded(parameters);
    gradients = grads;
    const [loss] = Array.from(value.dataSync());
    value.dispose();
    return loss!;
  };
  return { run, gradient: () => gradients.flatMap((gradient) => Array.from(gradient.dataSync())) };
}
