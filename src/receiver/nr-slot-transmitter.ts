import type { FftForm } from "../../kernels/fft/fft.js";
import type { GridGains } from "../channel/frequency-response.js";
import type { ChannelCode } from "../fec/channel-code.js";
import { nrTransportBlockCode } from "../fec/nr-transport-block.js";
import { RandomBits } from "../random/random-bits.js";
import type { GridChannel } from "./grid-channel.js";
import type { NrSharedChannel } from "./nr-shared-channel.js";
import { NrTransmitChain, type NrTransmitImpairments } from "./nr-transmit-chain.js";
import type { ChannelStatistics } from "./separable-filter.js";

/** A transmitter of a slot, wanted or not. */
export interface NrTransmitter {
  /** Names its random streams; different for each. */
  readonly name: string;
  readonly sharedChannel: NrSharedChannel;
  /** `[port][layer]`, planar; each layer at a port of its own with 1 / sqrt(layers) of the amplitude if left out. */
  readonly precoder?: { readonly ports: number; readonly re: Float64Array; readonly im: Float64Array };
  /** From its ports to the receiver's branches. */
  readonly channel: GridChannel;
  /** Of an element at all ports together (with a precoder of unit norm), over the rms noise of a receive branch. */
  readonly amplitude: number;
  readonly impairments?: NrTransmitImpairments;
  /** Otherwise it only interferes. */
  readonly isDecoded: boolean;
  /** Of its channel, for an estimator that is told. */
  readonly statistics?: ChannelStatistics;
}

/** Transport blocks of one transmitter to what its ports send, and through its channel to the receiver. */
export class NrSlotTransmitter {
  readonly transmitter: NrTransmitter;
  readonly ports: number;
  /** Of all code words, one behind the other. */
  readonly information: Uint8Array;
  readonly coded: Uint8Array;
  /** `[layer][symbol][subcarrier]`, of unit power at the data. */
  readonly gridRe: Float32Array;
  readonly gridIm: Float32Array;
  /** `[receive][port][symbol][subcarrier]` */
  readonly gains: GridGains;
  readonly #bits: RandomBits;
  readonly #codes: readonly ChannelCode<unknown>[];
  readonly #informationOf: readonly Uint8Array[];
  readonly #codedOf: readonly Uint8Array[];
  readonly #precoder: { readonly re: Float64Array; readonly im: Float64Array };
  readonly #portRe: Float32Array;
  readonly #portIm: Float32Array;
  readonly #chain: NrTransmitChain | undefined;
  readonly #power: Float64Array;
  /** Of the slot. */
  #amplitude = 0;
  #hasGains = false;

  /** @throws RangeError where ports do not fit layers or channel */
  constructor(transmitter: NrTransmitter, seed: number, replication: number, form: FftForm) {
    const { name, sharedChannel, channel, precoder, impairments = {} } = transmitter;
    const { layers, codeWords, layout, settings } = sharedChannel;
    this.transmitter = transmitter;
    this.ports = precoder?.ports ?? layers;
    if (this.ports !== channel.transmitPorts || (precoder && precoder.re.length !== this.ports * layers)) {
      throw new RangeError(
        `NrSlotTransmitter: ${name}: expected a precoder of ${layers} layers and ${channel.transmitPorts} ports as the ` +
          `channel has, found ${this.ports} ports and ${precoder?.re.length ?? layers * layers} weights`,
      );
    }
    this.#precoder = precoder ?? identity(layers);
    const { elements } = layout;
    this.information = new Uint8Array(sharedChannel.transportBlockBits);
    this.coded = new Uint8Array(sharedChannel.codedBits);
    this.gridRe = new Float32Array(layers * elements);
    this.gridIm = new Float32Array(layers * elements);
    this.#portRe = new Float32Array(this.ports * elements);
    this.#portIm = new Float32Array(this.ports * elements);
    const size = channel.receivePorts * this.ports * elements;
    this.gains = { re: new Float32Array(size), im: new Float32Array(size) };
    this.#bits = new RandomBits(seed, `bit-true.${name}.information.${replication}`);
    this.#codes = codeWords.map(({ transportBlock }) => nrTransportBlockCode(transportBlock));
    let first = 0;
    this.#informationOf = codeWords.map(({ transportBlockBits }) => {
      first += transportBlockBits;
      return this.information.subarray(first - transportBlockBits, first);
    });
    this.#codedOf = codeWords.map(({ firstBit, codedBits }) => this.coded.subarray(firstBit, firstBit + codedBits));
    this.#power = new Float64Array(this.ports);
    if (!NrTransmitChain.isIdeal(impairments)) {
      this.#chain = new NrTransmitChain({
        numerology: layout.numerology,
        carrierBlocks: settings.carrierBlocks,
        firstBlock: settings.allocation.firstBlock,
        subcarriers: layout.subcarriers,
        ports: this.ports,
        impairments,
        seed,
        name: `bit-true.${name}.phaseNoise.${replication}`,
        form,
      });
    }
  }

  /** Makes bits, code words and grids of a slot. */
  encode(slot: number): void {
    this.#bits.fill(this.information, slot);
    this.#codes.forEach((code, word) => {
      code.encode(this.#informationOf[word], this.#codedOf[word]);
    });
    this.transmitter.sharedChannel.modulate(this.coded, slot, this.gridRe, this.gridIm);
  }

  /** Makes what the ports send, of what `encode` made. */
  transmit(slot: number, amplitude: number): void {
    const { layers, layout } = this.transmitter.sharedChannel;
    const { elements } = layout;
    this.#amplitude = amplitude;
    for (let port = 0; port < this.ports; port++) {
      let power = 0;
      for (let layer = 0; layer < layers; layer++) {
        const w = port * layers + layer;
        const [wRe, wIm] = [amplitude * this.#precoder.re[w], amplitude * this.#precoder.im[w]];
        power += wRe * wRe + wIm * wIm;
        const [to, from] = [port * elements, layer * elements];
        weigh(this.gridRe, this.gridIm, from, wRe, wIm, this.#portRe, this.#portIm, to, elements, layer > 0);
      }
      this.#power[port] = power;
    }
    this.#chain?.apply(this.#portRe, this.#portIm, this.#power, slot);
  }

  /** Adds what the receiver gets, `[receive][symbol][subcarrier]`. @param times_s  middles of the symbols */
  propagate(times_s: Float64Array, yRe: Float32Array, yIm: Float32Array): void {
    const { channel, sharedChannel } = this.transmitter;
    const { elements } = sharedChannel.layout;
    if (!this.#hasGains || !channel.isConstant) channel.at(times_s, this.gains);
    this.#hasGains = true;
    for (let r = 0; r < channel.receivePorts; r++) {
      for (let port = 0; port < this.ports; port++) {
        const from = (r * this.ports + port) * elements;
        addProducts(this.gains, from, this.#portRe, this.#portIm, port * elements, yRe, yIm, r * elements, elements);
      }
    }
  }

  /**
   * The channel of the slot as the receiver's demodulator meets it, `[receive][layer][element]` at given elements, written to
   * layers from `firstLayer` of `layers` on.
   *
   * @param receiverGain  `[receive][symbol]`; undefined where the receiver is ideal
   */
  effectiveChannel(
    dataElements: Int32Array,
    receiverGain: { readonly gainRe: Float64Array; readonly gainIm: Float64Array } | undefined,
    hRe: Float32Array,
    hIm: Float32Array,
    firstLayer: number,
    layersOfAll: number,
  ): void {
    const { channel, sharedChannel } = this.transmitter;
    const { layers, layout } = sharedChannel;
    const { elements, subcarriers, symbols } = layout;
    const count = dataElements.length;
    const { re: gainRe, im: gainIm } = this.gains;
    for (let r = 0; r < channel.receivePorts; r++) {
      for (let layer = 0; layer < layers; layer++) {
        const to = (r * layersOfAll + firstLayer + layer) * count;
        hRe.fill(0, to, to + count);
        hIm.fill(0, to, to + count);
        for (let port = 0; port < this.ports; port++) {
          const w = port * layers + layer;
          const [wRe, wIm] = [this.#amplitude * this.#precoder.re[w], this.#amplitude * this.#precoder.im[w]];
          if (wRe === 0 && wIm === 0) continue;
          const from = (r * this.ports + port) * elements;
          for (let e = 0, symbol = -1, gRe = wRe, gIm = wIm; e < count; e++) {
            const place = dataElements[e];
            const here = (place / subcarriers) | 0;
            if (here !== symbol) {
              symbol = here;
              [gRe, gIm] = [wRe, wIm];
              if (this.#chain) {
                const [x, y] = [this.#chain.gainRe[port * symbols + here], this.#chain.gainIm[port * symbols + here]];
                [gRe, gIm] = [gRe * x - gIm * y, gRe * y + gIm * x];
              }
              if (receiverGain) {
                const [x, y] = [receiverGain.gainRe[r * symbols + here], receiverGain.gainIm[r * symbols + here]];
                [gRe, gIm] = [gRe * x - gIm * y, gRe * y + gIm * x];
              }
            }
            const aRe = gainRe[from + place];
            const aIm = gainIm[from + place];
            hRe[to + e] += aRe * gRe - aIm * gIm;
            hIm[to + e] += aRe * gIm + aIm * gRe;
          }
        }
      }
    }
  }

  /** Mean power of a layer's channel with channel gains of unit power, `[layer]`. */
  layerPower(layer: number, amplitude: number): number {
    const { layers } = this.transmitter.sharedChannel;
    let power = 0;
    for (let port = 0; port < this.ports; port++) {
      power += this.#precoder.re[port * layers + layer] ** 2 + this.#precoder.im[port * layers + layer] ** 2;
    }
    return power * amplitude ** 2;
  }
}

function identity(layers: number): { re: Float64Array; im: Float64Array } {
  const re = new Float64Array(layers * layers);
  for (let layer = 0; layer < layers; layer++) re[layer * (layers + 1)] = 1 / Math.sqrt(layers);
  return { re, im: new Float64Array(layers * layers) };
}

function weigh(
  re: Float32Array,
  im: Float32Array,
  from: number,
  wRe: number,
  wIm: number,
  outRe: Float32Array,
  outIm: Float32Array,
  to: number,
  count: number,
  isAdded: boolean,
): void {
  for (let i = 0; i < count; i++) {
    const x = re[from + i];
    const y = im[from + i];
    outRe[to + i] = (isAdded ? outRe[to + i] : 0) + x * wRe - y * wIm;
    outIm[to + i] = (isAdded ? outIm[to + i] : 0) + x * wIm + y * wRe;
  }
}

function addProducts(
  { re: hRe, im: hIm }: GridGains,
  h: number,
  xRe: Float32Array,
  xIm: Float32Array,
  x: number,
  yRe: Float32Array,
  yIm: Float32Array,
  y: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) {
    const aRe = hRe[h + i];
    const aIm = hIm[h + i];
    const bRe = xRe[x + i];
    const bIm = xIm[x + i];
    yRe[y + i] += aRe * bRe - aIm * bIm;
    yIm[y + i] += aRe * bIm + aIm * bRe;
  }
}
