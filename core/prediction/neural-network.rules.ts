/**
 * A network of one hidden layer with one output, trained on the spot: back-propagation (Rumelhart, Hinton & Williams 1986) with
 * Adam (Kingma & Ba 2015). Matrices are row-major; deterministic under the given chance.
 */
import type { Random } from '../practice/random.rules.ts';

export const ACTIVATIONS = ['tanh', 'relu', 'sigmoid'] as const;
export type Activation = (typeof ACTIVATIONS)[number];

/** Weights of the hidden layer (hidden × inputs), its offsets, weights of the output, its offset: one after the other. */
export type Network = { readonly inputs: number; readonly hidden: number; readonly activation: Activation; readonly weights: Float64Array };

/** Rows × inputs, and a target per row. */
export type Examples = { readonly inputs: Float64Array; readonly targets: Float64Array };

const activate = (activation: Activation, v: number): number => (activation === 'tanh' ? Math.tanh(v) : activation === 'relu' ? Math.max(0, v) : 1 / (1 + Math.exp(-v)));

/** Of the activated value. */
const slope = (activation: Activation, h: number): number => (activation === 'tanh' ? 1 - h * h : activation === 'relu' ? Number(h > 0) : h * (1 - h));

/** Small and symmetric, so that no unit starts saturated (Glorot & Bengio 2010). */
export function createNetwork(random: Random, inputs: number, hidden: number, activation: Activation): Network {
  const weights = new Float64Array(hidden * inputs + 2 * hidden + 1);
  const span = (from: number, to: number): number => (2 * random() - 1) * Math.sqrt(6 / (from + to));
  for (let i = 0; i < hidden * inputs; i += 1) weights[i] = span(inputs, hidden);
  for (let j = 0; j < hidden; j += 1) weights[hidden * inputs + hidden + j] = span(hidden, 1);
  return { inputs, hidden, activation, weights };
}

/** One row through the network; its hidden values are left in `layer`. */
function outputOf({ inputs, hidden, activation, weights }: Network, rows: Float64Array, row: number, layer: Float64Array): number {
  const offsets = hidden * inputs;
  let output = weights[offsets + 2 * hidden]!;
  for (let j = 0; j < hidden; j += 1) {
    let v = weights[offsets + j]!;
    for (let i = 0; i < inputs; i += 1) v += weights[j * inputs + i]! * rows[row * inputs + i]!;
    layer[j] = activate(activation, v);
    output += weights[offsets + hidden + j]! * layer[j]!;
  }
  return output;
}

export function outputsOf(network: Network, inputs: Float64Array): Float64Array {
  const layer = new Float64Array(network.hidden);
  return Float64Array.from({ length: inputs.length / network.inputs }, (_, row) => outputOf(network, inputs, row, layer));
}

/** Mean squared error over the rows, and its gradient in the order of the weights. `rows` are row numbers of the examples. */
export function lossAndGradient(network: Network, { inputs, targets }: Examples, rows: ArrayLike<number>): { readonly loss: number; readonly gradient: Float64Array } {
  const { inputs: width, hidden, activation, weights } = network;
  const offsets = hidden * width;
  const gradient = new Float64Array(weights.length);
  const layer = new Float64Array(hidden);
  let loss = 0;
  for (let k = 0; k < rows.length; k += 1) {
    const row = rows[k]!;
    const miss = outputOf(network, inputs, row, layer) - targets[row]!;
    loss += miss * miss;
    const push = (2 * miss) / rows.length;
    gradient[offsets + 2 * hidden]! += push;
    for (let j = 0; j < hidden; j += 1) {
      gradient[offsets + hidden + j]! += push * layer[j]!;
      const back = push * weights[offsets + hidden + j]! * slope(activation, layer[j]!);
      if (back === 0) continue;
      gradient[offsets + j]! += back;
      for (let i = 0; i < width; i += 1) gradient[j * width + i]! += back * inputs[row * width + i]!;
    }
  }
  return { loss: loss / rows.length, gradient };
}

export type Training = {
  readonly hidden: number;
  readonly activation: Activation;
  readonly rate: number;
  /** Of the squared weights, offsets excepted. */
  readonly l2: number;
  readonly batch: number;
  readonly epochs: number;
  /** Epochs without a new best on the rows held back before training ends. */
  readonly patience: number;
};

export const TRAINING: Training = { hidden: 8, activation: 'tanh', rate: 0.01, l2: 1e-3, batch: 128, epochs: 300, patience: 25 };

const shuffle = (rows: Int32Array, random: Random): void => {
  for (let i = rows.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1));
    [rows[i], rows[j]] = [rows[j]!, rows[i]!];
  }
};

/** Trained on nine tenths of the examples, stopped where the last tenth is foretold best. At least ten examples. */
export function trainNetwork(random: Random, examples: Examples, width: number, training: Training = TRAINING): Network {
  const { hidden, activation, rate, l2, batch, epochs, patience } = training;
  const network = createNetwork(random, width, hidden, activation);
  const { weights } = network;
  const rows = Int32Array.from(examples.targets, (_, row) => row);
  shuffle(rows, random);
  const held = rows.slice(0, Math.ceil(rows.length / 10));
  const own = rows.slice(held.length);

  const mean = new Float64Array(weights.length);
  const square = new Float64Array(weights.length);
  const layer = new Float64Array(hidden);
  let best = weights.slice();
  let least = Number.POSITIVE_INFINITY;
  let since = 0;
  let step = 0;
  for (let epoch = 0; epoch < epochs && since < patience; epoch += 1) {
    shuffle(own, random);
    for (let from = 0; from < own.length; from += batch) {
      const { gradient } = lossAndGradient(network, examples, own.subarray(from, from + batch));
      step += 1;
      const size = (rate * Math.sqrt(1 - 0.999 ** step)) / (1 - 0.9 ** step);
      for (let i = 0; i < weights.length; i += 1) {
        const isOffset = i === weights.length - 1 || (i >= hidden * width && i < hidden * width + hidden);
        const g = gradient[i]! + (isOffset ? 0 : 2 * l2 * weights[i]!);
        mean[i] = 0.9 * mean[i]! + 0.1 * g;
        square[i] = 0.999 * square[i]! + 0.001 * g * g;
        weights[i]! -= (size * mean[i]!) / (Math.sqrt(square[i]!) + 1e-8);
      }
    }
    let loss = 0;
    for (const row of held) loss += (outputOf(network, examples.inputs, row, layer) - examples.targets[row]!) ** 2;
    since += 1;
    if (loss < least) {
      least = loss;
      best = weights.slice();
      since = 0;
    }
  }
  return { ...network, weights: best };
}
