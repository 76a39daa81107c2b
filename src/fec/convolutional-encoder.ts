import { type ConvolutionalTrellis, trellisOutputs } from "../../kernels/viterbi/convolutional-trellis.js";

/** Encoder of a convolutional code without puncturing: one look-up among 2^K output words a step. */
export class ConvolutionalEncoder {
  readonly #outputs: number;
  /** Output word of each window of inputs, the newest in bit 0. */
  readonly #words: Uint8Array;
  /** What of a window is remembered: K - 1 inputs. */
  readonly #remembered: number;

  constructor(trellis: ConvolutionalTrellis) {
    this.#outputs = trellis.outputs;
    this.#words = Uint8Array.from({ length: 2 ** trellis.constraintLength }, (_, window) =>
      trellisOutputs(trellis, window),
    );
    this.#remembered = this.#words.length / 2 - 1;
  }

  /**
   * @param inputs   one bit a step; steps behind its end have the input 0
   * @param steps    to encode
   * @param state    of the encoder at first: the inputs before, the newest in bit 0
   * @param coded    receives `steps * n` bits
   * @returns the state at the end
   */
  encode(inputs: Uint8Array, steps: number, state: number, coded: Uint8Array): number {
    const outputs = this.#outputs;
    const words = this.#words;
    const remembered = this.#remembered;
    let window = state;
    for (let step = 0, at = 0; step < steps; step++) {
      const input = step < inputs.length ? inputs[step] : 0;
      window = ((window & remembered) << 1) | input;
      for (let rest = words[window], end = at + outputs; at < end; at++, rest >>= 1) coded[at] = rest & 1;
    }
    return window & remembered;
  }
}
