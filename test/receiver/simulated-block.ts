import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { type NrTransportBlockSpec, nrTransportBlockCode } from "../../src/fec/nr-transport-block.js";
import { type Constellation, modulate } from "../../src/phy/constellation.js";
import { nrConstellation } from "../../src/phy/nr-modulation.js";
import { fillRandomBits } from "../../src/random/random-bits.js";
import type { RandomStream } from "../../src/random/random-stream.js";
import { NrCodeWord, type NrWordChannel } from "../../src/receiver/nr-code-word.js";
import type { ReceivedBlock } from "../../src/receiver/received-block.js";

export const decoder: LdpcSettings = {
  arithmetic: "int16",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 25,
  stop: "parity",
};

export interface UserShape {
  readonly modulation: string;
  readonly elements: number;
  readonly layers?: number;
  readonly transportBlockBits: number;
  readonly transformSize?: number;
}

/** A user who sends random transport blocks: sender and receiver's code word. */
export class SimulatedUser {
  readonly word: NrCodeWord;
  readonly layers: number;
  /** What was sent last: information, and `[layer][element]`. */
  readonly sent: Uint8Array;
  readonly re: Float32Array;
  readonly im: Float32Array;
  readonly #channel: NrWordChannel;
  readonly #encode: (information: Uint8Array, coded: Uint8Array) => void;
  readonly #coded: Uint8Array;
  readonly #name: string;

  constructor(shape: UserShape, name: string, keepsPosteriors = false, settings = decoder) {
    const channel = simulatedChannel(shape, name);
    const code = nrTransportBlockCode(channel.transportBlock);
    this.#name = name;
    this.#channel = channel;
    this.#encode = (information, coded) => code.encode(information, coded);
    this.#coded = new Uint8Array(code.codedBits);
    this.layers = shape.layers ?? 1;
    this.word = new NrCodeWord(channel, settings, keepsPosteriors);
    this.sent = new Uint8Array(code.informationBits);
    this.re = new Float32Array(shape.elements * this.layers);
    this.im = new Float32Array(shape.elements * this.layers);
  }

  send(slot: number): void {
    fillRandomBits(this.sent, 6, `${this.#name}.information`, slot);
    this.#encode(this.sent, this.#coded);
    this.#channel.layerSymbols(this.#coded, slot, this.re, this.im);
    this.word.slot = slot;
  }

  get isRight(): boolean {
    return this.word.information.every((bit, i) => bit === this.sent[i]);
  }
}

function simulatedChannel(shape: UserShape, name: string): NrWordChannel {
  const { modulation, elements, layers = 1, transportBlockBits, transformSize } = shape;
  const constellation = nrConstellation(modulation) as Constellation;
  const { bitsPerSymbol } = constellation;
  const codedBits = elements * layers * bitsPerSymbol;
  const transportBlock: NrTransportBlockSpec = {
    family: "nr-transport-block",
    transportBlockBits,
    codedBits,
    codeRate: transportBlockBits / codedBits,
    modulationOrder: bitsPerSymbol as NrTransportBlockSpec["modulationOrder"],
    layers,
  };
  const scrambled = new Uint8Array(codedBits);
  const sequence = new Uint8Array(codedBits);
  const scrambling = (slot: number) => {
    fillRandomBits(sequence, 6, `${name}.scrambling`, slot);
    return sequence;
  };
  return {
    constellation,
    transportBlock,
    ...(transformSize !== undefined && { transformSize }),
    scrambling,
    layerSymbols: (coded, slot, re, im) => {
      const bits = scrambling(slot);
      for (let i = 0; i < codedBits; i++) scrambled[i] = coded[i] ^ bits[i];
      const symbols = modulate(constellation, scrambled);
      for (let i = 0; i < elements * layers; i++) {
        const to = (i % layers) * elements + Math.floor(i / layers);
        re[to] = symbols.re[i];
        im[to] = symbols.im[i];
      }
      if (transformSize !== undefined) transformRuns(re, im, transformSize);
    },
  };
}

/** X(k) = 1 / sqrt(M) sum x(i) exp(-j 2 pi i k / M) of every run of M, straight from the definition. */
export function transformRuns(re: Float32Array, im: Float32Array, size: number): void {
  const outRe = new Float64Array(size);
  const outIm = new Float64Array(size);
  const scale = 1 / Math.sqrt(size);
  const cosine = Float64Array.from({ length: size }, (_, turn) => scale * Math.cos((2 * Math.PI * turn) / size));
  const sine = Float64Array.from({ length: size }, (_, turn) => -scale * Math.sin((2 * Math.PI * turn) / size));
  for (let start = 0; start < re.length; start += size) {
    for (let k = 0; k < size; k++) {
      outRe[k] = 0;
      outIm[k] = 0;
      for (let i = 0; i < size; i++) {
        const turn = (i * k) % size;
        outRe[k] += re[start + i] * cosine[turn] - im[start + i] * sine[turn];
        outIm[k] += re[start + i] * sine[turn] + im[start + i] * cosine[turn];
      }
    }
    re.set(outRe, start);
    im.set(outIm, start);
  }
}

/** A block of users over a channel with complex Gaussian gains, each held for a group of elements. */
export class SimulatedBlock implements ReceivedBlock {
  readonly receive: number;
  readonly layers: number;
  readonly elements: number;
  readonly yRe: Float32Array;
  readonly yIm: Float32Array;
  readonly hRe: Float32Array;
  readonly hIm: Float32Array;
  readonly trueRe: Float32Array;
  readonly trueIm: Float32Array;
  noiseVariance = 1;
  readonly errorVariance: Float64Array;
  readonly errorGroups: Int32Array;
  readonly #users: readonly SimulatedUser[];
  readonly #groups: number;

  /** @param groups  of elements that share gains, one behind the other */
  constructor(users: readonly SimulatedUser[], receive: number, elements: number, groups: number) {
    this.#users = users;
    this.#groups = groups;
    this.receive = receive;
    this.elements = elements;
    this.layers = users.reduce((sum, user) => sum + user.layers, 0);
    this.yRe = new Float32Array(receive * elements);
    this.yIm = new Float32Array(receive * elements);
    this.hRe = new Float32Array(receive * this.layers * elements);
    this.hIm = new Float32Array(receive * this.layers * elements);
    this.trueRe = new Float32Array(receive * this.layers * elements);
    this.trueIm = new Float32Array(receive * this.layers * elements);
    this.errorVariance = new Float64Array(this.layers);
    this.errorGroups = Int32Array.from({ length: elements }, (_, n) => Math.floor((n * groups) / elements));
  }

  /** Rayleigh gains of a mean power for each layer. */
  fade(powers: readonly number[], stream: RandomStream): void {
    this.set((_branch, layer) => {
      const deviation = Math.sqrt(powers[layer] / 2);
      return [deviation * stream.gaussian(), deviation * stream.gaussian()];
    });
  }

  /** Gains of each branch, layer and group; estimates are perfect. */
  set(gain: (branch: number, layer: number, group: number) => readonly [number, number]): void {
    const { elements, errorGroups } = this;
    for (let row = 0; row < this.receive * this.layers; row++) {
      const gains = Array.from({ length: this.#groups }, (_, group) =>
        gain(Math.floor(row / this.layers), row % this.layers, group),
      );
      for (let n = 0; n < elements; n++) {
        [this.trueRe[row * elements + n], this.trueIm[row * elements + n]] = gains[errorGroups[n]];
      }
    }
    this.hRe.set(this.trueRe);
    this.hIm.set(this.trueIm);
    this.errorVariance.fill(0);
  }

  /** Estimates that miss by an error of so much variance a layer, uncorrelated with them, the same within a group. */
  misestimate(variances: readonly number[], powers: readonly number[], stream: RandomStream): void {
    const { elements, errorGroups } = this;
    for (let row = 0; row < this.receive * this.layers; row++) {
      const variance = variances[row % this.layers];
      const power = powers[row % this.layers];
      // Linear MMSE: estimate = (1 - e / p) h + error of variance e (1 - e / p), orthogonal to h - estimate.
      const kept = 1 - variance / power;
      const deviation = Math.sqrt((variance * kept) / 2);
      const errors = Array.from({ length: this.#groups }, () => [stream.gaussian(), stream.gaussian()]);
      for (let n = 0; n < elements; n++) {
        const at = row * elements + n;
        this.hRe[at] = kept * this.trueRe[at] + deviation * errors[errorGroups[n]][0];
        this.hIm[at] = kept * this.trueIm[at] + deviation * errors[errorGroups[n]][1];
      }
      this.errorVariance[row % this.layers] = variance;
    }
  }

  /** Sends every user's next block and adds noise. */
  transmit(slot: number, stream: RandomStream): void {
    const { receive, elements, layers, yRe, yIm } = this;
    const deviation = Math.sqrt(this.noiseVariance / 2);
    for (let i = 0; i < yRe.length; i++) {
      yRe[i] = deviation * stream.gaussian();
      yIm[i] = deviation * stream.gaussian();
    }
    let first = 0;
    for (const user of this.#users) {
      user.send(slot);
      for (let layer = 0; layer < user.layers; layer++) {
        for (let branch = 0; branch < receive; branch++) {
          const h = (branch * layers + first + layer) * elements;
          for (let n = 0; n < elements; n++) {
            const [re, im] = [user.re[layer * elements + n], user.im[layer * elements + n]];
            yRe[branch * elements + n] += this.trueRe[h + n] * re - this.trueIm[h + n] * im;
            yIm[branch * elements + n] += this.trueRe[h + n] * im + this.trueIm[h + n] * re;
          }
        }
      }
      first += user.layers;
    }
  }
}
