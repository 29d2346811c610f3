import type { Contender, Net } from "./contender.ts";

/** A number that remembers what it was made of, as the best-known teaching libraries have it. */
class Value {
  readonly data: number;
  grad = 0;
  readonly handBack: () => void;

  constructor(data: number, handBack: () => void = () => {}) {
    this.data = data;
    this.handBack = handBack;
  }
}

/** Records every operation in order; backward is the same list from its end. */
class Tape {
  private readonly values: Value[] = [];

  private record(data: number, handBack: (out: Value) => void): Value {
    const out: Value = new Value(data, () => handBack(out));
    this.values.push(out);
    return out;
  }

  add(a: Value, b: Value): Value {
    return this.record(a.data + b.data, ({ grad }) => {
      a.grad += grad;
      b.grad += grad;
    });
  }

  multiply(a: Value, b: Value): Value {
    return this.record(a.data * b.data, ({ grad }) => {
      a.grad += b.data * grad;
      b.grad += a.data * grad;
    });
  }

  sigmoid(a: Value): Value {
    return this.record(1 / (1 + Math.exp(-a.data)), ({ data, grad }) => {
      a.grad += data * (1 - data) * grad;
    });
  }

  backward(loss: Value): void {
    loss.grad = 1;
    for (let i = this.values.length - 1; i >= 0; i--) this.values[i]!.handBack();
  }
}

/** A scalar reverse-mode tape that is recorded anew in every pass. */
export function scalarTape({ x, t, layers }: Net): Contender {
  let parameters: Value[] = [];
  const run = () => {
    const tape = new Tape();
    parameters = [];
    const parameter = (data: number): Value => {
      const value = new Value(data);
      parameters.push(value);
      return value;
    };
    let below = x.map((value) => new Value(value));
    for (const { W, b } of layers) {
      const weights = W.map((row) => row.map(parameter));
      const biases = [b].flat().map(parameter);
      below = weights.map((row, j) => {
        const products = row.map((w, i) => tape.multiply(w, below[i]!));
        return tape.sigmoid(products.reduce((sum, term) => tape.add(sum, term), biases[j] ?? biases[0]!));
      });
    }
    const errors = below.map((a, j) => tape.add(a, new Value(-t[j]!)));
    const squares = errors.map((e) => tape.multiply(new Value(0.5), tape.multiply(e, e)));
    const loss = squares.reduce((sum, term) => tape.add(sum, term));
    tape.backward(loss);
    return loss.data;
  };
  return { run, gradient: () => parameters.map(({ grad }) => grad) };
}
