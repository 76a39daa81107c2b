import { fft } from "../../kernels/fft/fft.js";
import { fftSimd } from "../../kernels/fft/fft-simd.js";
import { gaussianSource } from "../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";
import type { LinkSnapshot } from "./link-snapshot.js";
import { MultiUserReceiver } from "./multi-user-receiver.js";
import { NrCodeWord } from "./nr-code-word.js";
import { type NrChannelTruth, NrFrontEnd, type NrFrontEndSettings } from "./nr-front-end.js";
import { NrReceiveChain, type NrReceiveImpairments } from "./nr-receive-chain.js";
import { nrSlotSnapshot } from "./nr-slot-snapshot.js";
import { NrSlotTransmitter, type NrTransmitter } from "./nr-slot-transmitter.js";
import { nrWordChannel } from "./nr-word-channel.js";
import type { ReceiverSettings } from "./receiver-settings.js";
import type { Reception } from "./reception.js";
import type { StageClock } from "./stage-clock.js";

export interface NrSlotLinkSettings {
  /** Wanted ones and interferers, on the same resource blocks of the same carrier; their words in this order. */
  readonly transmitters: readonly NrTransmitter[];
  readonly frontEnd: NrFrontEndSettings;
  readonly receiver: ReceiverSettings;
  readonly decoder: LdpcSettings;
  readonly impairments?: NrReceiveImpairments;
  readonly seed: number;
  /** Names the random streams: slots of different replications are different. */
  readonly replication: number;
  /** Measures how far the channel's estimate is off, which the receiver cannot know; off if left out. */
  readonly measuresChannelError?: boolean;
  /** Of benchmarks. */
  readonly clock?: StageClock;
}

/** What became of a transmitter's transport blocks in a slot. */
export interface NrSlotFate {
  /** Of the transmitter. */
  readonly name: string;
  /** A block has errors. */
  isLost: boolean;
  /** Words of the slot and those that have errors. */
  readonly words: number;
  lostWords: number;
  /** A CRC holds over wrong bits. */
  isUndetected: boolean;
  bitErrors: number;
  /** Of the hard decisions on coded bits before decoding. */
  codedBitErrors: number;
  /** Of the decoder, over all attempts, the mean of the words. */
  iterations: number;
  /** Behind the receiver's filter as it reckons, the SINR with the capacity of all its symbols; linear. */
  sinr: number;
  /** Root of the mean squared distance of equalised symbols from those sent, of unit mean power. */
  evm: number;
  /** Mean-square error of a layer's channel as the estimator reckons, the mean over its layers. */
  errorVariance: number;
  /** As it is, where measured; 0 otherwise. */
  channelError: number;
}

interface User {
  readonly sender: NrSlotTransmitter;
  readonly firstLayer: number;
  /** Of its words among all. */
  readonly firstWord: number;
  readonly words: readonly NrCodeWord[];
  readonly fate: NrSlotFate;
  /** `[layer][element]`, before the transform of DFT-s-OFDM. */
  readonly sentRe: Float32Array;
  readonly sentIm: Float32Array;
}

/**
 * Slots of NR, bit by bit: transport blocks of every transmitter through coding, mapping, precoder, amplifier, channel, noise,
 * front end, estimation, detection, cancellation and decoding.
 *
 * The channel works on each resource element at the middle of its symbol: delays within the cyclic prefix, and Doppler spread far
 * below the subcarrier spacing (its inter-carrier interference, up to (pi f_D T)^2 / 3 of the power, is left out; an offset
 * in `impairments` has all of its own). Powers are over the thermal noise of a receive branch. The bits and the noise of slot
 * n are those of streams that (seed, replication, n) name.
 */
export class NrSlotLink {
  readonly fates: readonly NrSlotFate[];
  readonly #settings: NrSlotLinkSettings;
  readonly #senders: readonly NrSlotTransmitter[];
  readonly #users: readonly User[];
  readonly #frontEnd: NrFrontEnd;
  readonly #receiver: MultiUserReceiver;
  readonly #chain: NrReceiveChain | undefined;
  readonly #gaussian;
  readonly #noiseRe: StreamKey;
  readonly #noiseIm: StreamKey;
  readonly #y: { readonly re: Float32Array; readonly im: Float32Array };
  readonly #times_s: Float64Array;
  readonly #amplitude: Float64Array;
  readonly #truth: NrChannelTruth;
  readonly #trueRe: Float32Array;
  readonly #trueIm: Float32Array;
  readonly #interferingRe: Float32Array;
  readonly #interferingIm: Float32Array;
  /** Elements of a group; room for as many groups as blocks. */
  readonly #groupCount: Float64Array;
  #reception: Reception | undefined;

  /** @throws RangeError where transmitters do not share their grid, or settings do not go together */
  constructor(settings: NrSlotLinkSettings) {
    const { transmitters, seed, replication, receiver, decoder, impairments = {}, frontEnd } = settings;
    const form = receiver.backend === "reference" ? fft : fftSimd;
    this.#settings = settings;
    const receive = checkTransmitters(transmitters);
    this.#senders = transmitters.map((transmitter) => new NrSlotTransmitter(transmitter, seed, replication, form));
    const keepsPosteriors = receiver.cancellation.kind === "parallel" || receiver.cancellation.kind === "iterative";
    const backend = receiver.backend && { backend: receiver.backend };
    let [firstLayer, firstWord] = [0, 0];
    this.#users = this.#senders
      .filter(({ transmitter }) => transmitter.isDecoded)
      .map((sender) => {
        const { sharedChannel, name } = sender.transmitter;
        const words = sharedChannel.codeWords.map(
          (_, word) => new NrCodeWord(nrWordChannel(sharedChannel, word), { ...decoder, ...backend }, keepsPosteriors),
        );
        const symbols = sharedChannel.layers * sharedChannel.dataElements.length;
        const user = {
          sender,
          firstLayer,
          firstWord,
          words,
          fate: emptyFate(name, words.length),
          sentRe: new Float32Array(symbols),
          sentIm: new Float32Array(symbols),
        };
        firstLayer += sharedChannel.layers;
        firstWord += words.length;
        return user;
      });
    this.fates = this.#users.map(({ fate }) => fate);
    const wanted = this.#users.map(({ sender }) => sender.transmitter);
    this.#frontEnd = new NrFrontEnd(frontEnd, wanted, receive);
    const { block } = this.#frontEnd;
    const allWords = this.#users.flatMap(({ words }) => words);
    this.#receiver = new MultiUserReceiver(receiver, allWords, receive, block.elements);
    const [{ sharedChannel }] = wanted;
    const { layout } = sharedChannel;
    if (!NrReceiveChain.isIdeal(impairments)) {
      this.#chain = new NrReceiveChain({
        numerology: layout.numerology,
        carrierBlocks: sharedChannel.settings.carrierBlocks,
        firstBlock: sharedChannel.settings.allocation.firstBlock,
        subcarriers: layout.subcarriers,
        receive,
        impairments,
        seed,
        name: `bit-true.receiver.phaseNoise.${replication}`,
        form,
      });
    }
    this.#gaussian = receiver.backend === "reference" ? gaussianSource() : gaussianSimd();
    this.#noiseRe = streamKey(seed, `bit-true.noise-re.${replication}`);
    this.#noiseIm = streamKey(seed, `bit-true.noise-im.${replication}`);
    const size = receive * layout.elements;
    this.#y = { re: new Float32Array(size), im: new Float32Array(size) };
    this.#times_s = new Float64Array(layout.symbols);
    this.#amplitude = Float64Array.from(transmitters, ({ amplitude }) => amplitude);
    this.#trueRe = new Float32Array(block.hRe.length);
    this.#trueIm = new Float32Array(block.hRe.length);
    const mostInterfering = Math.max(0, ...transmitters.filter((t) => !t.isDecoded).map((t) => t.sharedChannel.layers));
    this.#interferingRe = new Float32Array(receive * mostInterfering * block.elements);
    this.#interferingIm = new Float32Array(this.#interferingRe.length);
    this.#groupCount = new Float64Array(sharedChannel.blocks);
    this.#truth = {
      channel: (re, im) => this.#trueChannel(re, im),
      powers: (power) => this.#powers(power),
      covariance: (group, re, im) => this.#covariance(group, re, im),
    };
  }

  /**
   * Sends a slot; what became of it stands in the fates until the next.
   *
   * @param slot        whole number from 0; names bits and noise
   * @param start_s     of the slot, the channels' time
   * @param amplitudes  `[transmitter]`, in place of the settings'
   */
  send(slot: number, start_s: number, amplitudes?: ArrayLike<number>): readonly NrSlotFate[] {
    const { clock } = this.#settings;
    clock?.start();
    if (amplitudes) this.#amplitude.set(amplitudes);
    const { re, im } = this.#y;
    for (const sender of this.#senders) sender.encode(slot);
    clock?.lap("encode and map");
    this.#setTimes(slot, start_s);
    this.#addNoise(slot);
    clock?.lap("noise");
    this.#senders.forEach((sender, index) => {
      sender.transmit(slot, this.#amplitude[index]);
      sender.propagate(this.#times_s, re, im);
    });
    clock?.lap("precoder and channel");
    this.#chain?.apply(re, im, slot);
    if (this.#chain) clock?.lap("receiver's impairments");
    this.#frontEnd.receive(this.#y, slot, this.#truth);
    clock?.lap("estimation and whitening");
    for (const { words } of this.#users) for (const word of words) word.slot = slot;
    this.#reception = this.#receiver.receive(this.#frontEnd.block);
    clock?.lap("detection and decoding");
    for (const user of this.#users) this.#judge(user);
    if (this.#settings.measuresChannelError) this.#measure();
    clock?.lap("counting");
    return this.fates;
  }

  /** What the front end made of the last slot. */
  get frontEnd(): NrFrontEnd {
    return this.#frontEnd;
  }

  /** The last slot of one of the decoded transmitters, for the eye. */
  snapshot(user = 0): LinkSnapshot {
    const one = this.#users[user];
    if (!this.#reception || !one)
      throw new RangeError(`NrSlotLink: expected a slot of decoded transmitter ${user} sent`);
    this.#trueChannel(this.#trueRe, this.#trueIm);
    const { estimation, interference } = this.#settings.frontEnd;
    // Whitened columns are no channel any more.
    const hasEstimate = estimation.kind !== "perfect" && interference.kind === "white";
    return nrSlotSnapshot({
      name: `${one.fate.name}, ${one.sender.transmitter.sharedChannel}`,
      evm: one.fate.evm,
      constellation: one.words[0].constellation,
      equalised: this.#receiver.equalised(one.firstWord),
      coded: one.sender.coded,
      scrambling: one.sender.transmitter.sharedChannel.scrambling,
      stages: this.#reception.stages,
      firstLayer: one.firstLayer,
      ...(hasEstimate && {
        channel: {
          block: this.#frontEnd.block,
          dataElements: this.#frontEnd.dataElements,
          subcarriers: one.sender.transmitter.sharedChannel.subcarriers,
          trueRe: this.#trueRe,
          trueIm: this.#trueIm,
        },
      }),
    });
  }

  #setTimes(slot: number, start_s: number): void {
    const { numerology } = this.#senders[0].transmitter.sharedChannel.layout;
    for (let symbol = 0; symbol < this.#times_s.length; symbol++) {
      this.#times_s[symbol] =
        start_s +
        numerology.symbolStart_s(slot, symbol) +
        numerology.cyclicPrefix_s(slot, symbol) +
        numerology.usefulSymbol_s / 2;
    }
  }

  #addNoise(slot: number): void {
    const deviation = Math.SQRT1_2;
    const { re, im } = this.#y;
    this.#gaussian.fill(re, this.#noiseRe.key0, this.#noiseRe.key1, slot, 0, deviation);
    this.#gaussian.fill(im, this.#noiseIm.key0, this.#noiseIm.key1, slot, 0, deviation);
  }

  #trueChannel(re: Float32Array, im: Float32Array): void {
    const { block, dataElements } = this.#frontEnd;
    for (const { sender, firstLayer } of this.#users) {
      sender.effectiveChannel(dataElements, this.#chain, re, im, firstLayer, block.layers);
    }
  }

  #powers(power: Float64Array): void {
    for (const { sender, firstLayer } of this.#users) {
      const amplitude = this.#amplitude[this.#senders.indexOf(sender)];
      for (let layer = 0; layer < sender.transmitter.sharedChannel.layers; layer++) {
        power[firstLayer + layer] = sender.layerPower(layer, amplitude);
      }
    }
  }

  /** Of thermal noise and of all that is not decoded, the mean over the elements of each group. */
  #covariance(groupOfElement: Int32Array, re: Float64Array, im: Float64Array): void {
    const { block, dataElements } = this.#frontEnd;
    const { receive, elements } = block;
    const size = receive * receive;
    const groups = re.length / size;
    re.fill(0);
    im.fill(0);
    for (let group = 0; group < groups; group++) {
      for (let r = 0; r < receive; r++) re[group * size + r * (receive + 1)] = 1;
    }
    const count = this.#groupCount;
    count.fill(0);
    for (const group of groupOfElement) count[group]++;
    const [hRe, hIm] = [this.#interferingRe, this.#interferingIm];
    for (const sender of this.#senders) {
      if (sender.transmitter.isDecoded) continue;
      const { layers } = sender.transmitter.sharedChannel;
      sender.effectiveChannel(dataElements, this.#chain, hRe, hIm, 0, layers);
      for (let a = 0; a < receive; a++) {
        for (let b = 0; b < receive; b++) {
          for (let layer = 0; layer < layers; layer++) {
            const [p, q] = [(a * layers + layer) * elements, (b * layers + layer) * elements];
            for (let e = 0; e < elements; e++) {
              const group = groupOfElement[e];
              const to = group * size + a * receive + b;
              const [x, y, u, v] = [hRe[p + e], hIm[p + e], hRe[q + e], hIm[q + e]];
              re[to] += (x * u + y * v) / count[group];
              im[to] += (y * u - x * v) / count[group];
            }
          }
        }
      }
    }
  }

  #judge({ sender, words, fate, firstWord, firstLayer, sentRe, sentIm }: User): void {
    const { sharedChannel } = sender.transmitter;
    const { codeWords, dataElements } = sharedChannel;
    const elements = dataElements.length;
    this.#setSent(sender, sentRe, sentIm);
    const { scrambling } = sharedChannel;
    const outcomes = this.#reception?.words ?? [];
    Object.assign(fate, noFate);
    let [firstInformation, distance, capacity] = [0, 0, 0];
    for (let index = 0; index < words.length; index++) {
      const { information } = words[index];
      const word = codeWords[index];
      const outcome = outcomes[firstWord + index];
      let errors = 0;
      for (let i = 0; i < information.length; i++) errors += information[i] ^ sender.information[firstInformation + i];
      firstInformation += information.length;
      fate.bitErrors += errors;
      if (errors > 0) fate.lostWords++;
      if (errors > 0 && outcome.isDecoded) fate.isUndetected = true;
      fate.iterations += outcome.iterations / words.length;
      capacity += (Math.log2(1 + outcome.sinr) * word.layers) / sharedChannel.layers;
      const { re, im, llrs } = this.#receiver.equalised(firstWord + index);
      fate.codedBitErrors += wrongBits(llrs, sender.coded, scrambling, word.firstBit, word.codedBits);
      for (let i = 0, at = word.firstLayer * elements; i < re.length; i++, at++) {
        const x = re[i] - sentRe[at];
        const y = im[i] - sentIm[at];
        distance += x * x + y * y;
      }
    }
    fate.isLost = fate.lostWords > 0;
    fate.sinr = 2 ** capacity - 1;
    fate.evm = Math.sqrt(distance / sentRe.length);
    const { errorVariance } = this.#frontEnd.block;
    for (let layer = 0; layer < sharedChannel.layers; layer++) {
      fate.errorVariance += errorVariance[firstLayer + layer] / sharedChannel.layers;
    }
  }

  /** Symbols as sent, `[layer][element]`: from the grid, or from the bits where a transform stands between. */
  #setSent(
    { transmitter: { sharedChannel }, gridRe, gridIm, coded }: NrSlotTransmitter,
    re: Float32Array,
    im: Float32Array,
  ) {
    if (sharedChannel.transformPrecoder) {
      sharedChannel.layerSymbols(coded, re, im);
      return;
    }
    const { dataElements, layout } = sharedChannel;
    for (let layer = 0, to = 0; layer < sharedChannel.layers; layer++) {
      const grid = layer * layout.elements;
      for (let e = 0; e < dataElements.length; e++, to++) {
        re[to] = gridRe[grid + dataElements[e]];
        im[to] = gridIm[grid + dataElements[e]];
      }
    }
  }

  #measure(): void {
    const { block } = this.#frontEnd;
    const { receive, layers, elements, hRe, hIm } = block;
    this.#trueChannel(this.#trueRe, this.#trueIm);
    for (const { firstLayer, sender, fate } of this.#users) {
      const own = sender.transmitter.sharedChannel.layers;
      let sum = 0;
      for (let r = 0; r < receive; r++) {
        const from = (r * layers + firstLayer) * elements;
        for (let i = from; i < from + own * elements; i++) {
          sum += (hRe[i] - this.#trueRe[i]) ** 2 + (hIm[i] - this.#trueIm[i]) ** 2;
        }
      }
      fate.channelError = sum / (receive * own * elements);
    }
  }

  toString(): string {
    const { frontEnd } = this.#settings;
    const names = this.#senders.map(
      ({ transmitter }) => transmitter.name + (transmitter.isDecoded ? "" : " (interferer)"),
    );
    return `NrSlotLink(${names.join(", ")}; ${frontEnd.estimation.kind} estimation, ${this.#receiver})`;
  }
}

/** Hard decisions that are wrong, without a branch that nothing foretells. */
function wrongBits(
  llrs: Float32Array,
  coded: Uint8Array,
  scrambling: Uint8Array,
  first: number,
  count: number,
): number {
  // By sign bits: a comparison of random signs is a branch that no processor predicts.
  const bits = new Uint32Array(llrs.buffer, llrs.byteOffset, count);
  let wrong = 0;
  for (let i = 0, at = first; i < count; i++, at++) wrong += (bits[i] >>> 31) ^ coded[at] ^ scrambling[at];
  return wrong;
}

const noFate = {
  isLost: false,
  lostWords: 0,
  isUndetected: false,
  bitErrors: 0,
  codedBitErrors: 0,
  iterations: 0,
  sinr: 0,
  evm: 0,
  errorVariance: 0,
  channelError: 0,
};

function emptyFate(name: string, words: number): NrSlotFate {
  return { name, words, ...noFate };
}

/** Receive branches of all transmitters' channels. */
function checkTransmitters(transmitters: readonly NrTransmitter[]): number {
  const wanted = transmitters.filter(({ isDecoded }) => isDecoded);
  if (wanted.length === 0) throw new RangeError("NrSlotLink: transmitters: expected one that is decoded, found none");
  if (new Set(transmitters.map(({ name }) => name)).size !== transmitters.length) {
    throw new RangeError("NrSlotLink: transmitters: expected different names");
  }
  const [{ sharedChannel, channel }] = wanted;
  const { numerology, carrierBlocks, allocation, cyclicPrefix = "normal" } = sharedChannel.settings;
  for (const { name, sharedChannel: other, channel: its } of transmitters) {
    const place = other.settings;
    const isSame =
      place.numerology === numerology &&
      (place.cyclicPrefix ?? "normal") === cyclicPrefix &&
      place.carrierBlocks === carrierBlocks &&
      place.allocation.firstBlock === allocation.firstBlock &&
      place.allocation.blocks === allocation.blocks;
    if (!isSame) {
      throw new RangeError(
        `NrSlotLink: ${name}: expected the numerology, carrier and resource blocks of ${wanted[0].name}, found ${other}`,
      );
    }
    if (its.receivePorts !== channel.receivePorts) {
      throw new RangeError(
        `NrSlotLink: ${name}: expected a channel to ${channel.receivePorts} receive ports, found ${its.receivePorts}`,
      );
    }
  }
  return channel.receivePorts;
}
