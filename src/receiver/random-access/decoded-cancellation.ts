import { Demapper } from "../../phy/demapper.js";
import { RandomBits } from "../../random/random-bits.js";
import { RandomStream } from "../../random/random-stream.js";
import { type AccessFrame, ReplicaSlots } from "./access-frame.js";
import { type BurstChannel, estimateBurst, type KnownSymbols } from "./burst-estimation.js";
import { drawPowers } from "./capture-cancellation.js";
import type { DegreeDistribution } from "./degree-distribution.js";
import { accessWord, type BurstFormat, PacketBurst } from "./packet-burst.js";

/** Reception of real bursts: estimation, demapping, decoding and cancelling of what was decoded. */
export interface DecodedReception extends BurstFormat {
  readonly kind: "decoded";
  /** Median of Es/N0 of a packet's symbols, in dB. */
  readonly snr_dB: number;
  /** Standard deviation between users of the power in dB (log-normal), the same for all replicas of a packet; 0 if left out. */
  readonly powerDeviation_dB?: number;
  /** Users' offsets are uniform between plus and minus this, in turns a symbol, below 0.5; 0 if left out. */
  readonly frequencyOffset?: number;
}

/** Bits and powers of one frame's users are drawn by the frame's number: more users than this have no numbers. */
const mostUsers = 2 ** 20;

/**
 * A frame of real packets: each replica of a user's burst enters its slot with the user's power and frequency offset and a
 * phase of its own, bursts add symbol by symbol, and noise of variance 1 is added.
 *
 * The receiver knows slot boundaries, the preamble and the largest offset, nothing else. In every slot that has changed it
 * estimates gain and frequency by the known symbols, demaps with the noise and interference that they show, and decodes; a
 * packet counts as decoded where the CRC holds and its access word names this slot. Then each of its replicas is re-encoded,
 * its gain, phase and frequency are estimated anew from its data symbols (the preamble is the same in every burst of the slot),
 * against what stands there, and it is subtracted: errors of the estimates stay in the slot.
 */
export class DecodedCancellation {
  readonly burst: PacketBurst;
  readonly #reception: DecodedReception;
  readonly #replicas: ReplicaSlots;
  readonly #bits: RandomBits;
  readonly #channels: RandomStream;
  readonly #noise: RandomStream;
  readonly #powers: RandomStream;
  /** Of an access word: the same at every user and at the receiver. */
  readonly #places: RandomStream;
  readonly #demapper: Demapper;
  readonly #data: KnownSymbols;
  readonly #re: Float32Array;
  readonly #im: Float32Array;
  readonly #dataRe: Float32Array;
  readonly #dataIm: Float32Array;
  readonly #llrs: Float32Array;
  readonly #decided: Uint8Array;
  readonly #placesOfWord: Int32Array;
  readonly #channel: BurstChannel = { gainRe: 0, gainIm: 0, frequency: 0, noiseVariance: 1 };
  #information: Uint8Array[] = [];
  #power = new Float64Array(0);
  #isDecoded = new Uint8Array(0);
  /** Packets accepted in the last frame that nobody sent. */
  undetectedErrors = 0;

  /** @throws RangeError where the burst or the frame cannot be made */
  constructor(slots: number, distribution: DegreeDistribution, reception: DecodedReception, seed: number) {
    const { frequencyOffset = 0 } = reception;
    if (!(frequencyOffset >= 0 && frequencyOffset < 0.5)) {
      throw new RangeError(`frequencyOffset: expected turns a symbol from 0, below 0.5, found ${frequencyOffset}`);
    }
    this.#reception = reception;
    this.burst = new PacketBurst(reception);
    this.#replicas = new ReplicaSlots(distribution, slots);
    this.#bits = new RandomBits(seed, "random-access.information");
    this.#channels = new RandomStream(seed, "random-access.channels");
    this.#noise = new RandomStream(seed, "random-access.noise");
    this.#powers = new RandomStream(seed, "random-access.powers");
    this.#places = new RandomStream(0, "random-access.places");
    const { symbols, dataSymbols, firstData, code, re, im } = this.burst;
    this.#demapper = new Demapper(this.burst.constellation, "exact", code.codedBits);
    this.#data = {
      at: Int32Array.from({ length: dataSymbols }, (_, i) => firstData + i),
      re: re.subarray(firstData, firstData + dataSymbols),
      im: im.subarray(firstData, firstData + dataSymbols),
    };
    this.#re = new Float32Array(slots * symbols);
    this.#im = new Float32Array(slots * symbols);
    this.#dataRe = new Float32Array(dataSymbols);
    this.#dataIm = new Float32Array(dataSymbols);
    this.#llrs = new Float32Array(code.codedBits);
    this.#decided = new Uint8Array(code.informationBits);
    this.#placesOfWord = new Int32Array(this.#replicas.largest);
  }

  /** `[user]` of the last frame: 1 where its packet was decoded. */
  get isDecoded(): Uint8Array {
    return this.#isDecoded;
  }

  /** Draws the packets of `users` users and the slots that their access words give. */
  draw(frame: AccessFrame, users: number, number: number): void {
    if (users > mostUsers) throw new RangeError(`expected at most ${mostUsers} users a frame, found ${users}`);
    while (this.#information.length < users) this.#information.push(new Uint8Array(this.burst.code.informationBits));
    frame.clear(users, users * this.#replicas.largest);
    for (let user = 0; user < users; user++) {
      const information = this.#information[user];
      this.#bits.fill(information, number * mostUsers + user);
      this.burst.seal(information);
      this.#places.reset(accessWord(information));
      frame.add(this.#replicas.draw(this.#places, frame.slot, frame.first[user]));
    }
  }

  /** Sends the frame that `draw` made and receives it; returns iterations that decoded something, at most `iterations`. */
  resolve(frame: AccessFrame, iterations: number, number: number): number {
    this.#transmit(frame, number);
    const { users, slots } = frame;
    if (this.#isDecoded.length < users) this.#isDecoded = new Uint8Array(users);
    this.#isDecoded.fill(0);
    this.undetectedErrors = 0;
    const userOf = new Map(Array.from({ length: users }, (_, user) => [accessWord(this.#information[user]), user]));
    const known = new Set<number>();
    let open = Array.from({ length: slots }, (_, slot) => slot);
    let used = 0;
    for (; open.length > 0 && used < iterations; used++) {
      const found = this.#decodeSlots(open, known);
      if (found.length === 0) break;
      const changed = new Set<number>();
      for (const { information, frequency } of found) {
        const word = accessWord(information);
        const user = userOf.get(word);
        if (user !== undefined && isEqual(this.#information[user], information)) this.#isDecoded[user] = 1;
        else this.undetectedErrors++;
        for (const slot of this.#subtract(information, word, frequency)) changed.add(slot);
      }
      open = [...changed].sort((a, b) => a - b);
    }
    return used;
  }

  /** The power, over the noise's, that stands in a slot: after `resolve`, noise, undecoded bursts and what cancelling left. */
  slotPower(slot: number): number {
    const { symbols } = this.burst;
    let sum = 0;
    for (let i = slot * symbols; i < (slot + 1) * symbols; i++) sum += this.#re[i] ** 2 + this.#im[i] ** 2;
    return sum / symbols;
  }

  #transmit(frame: AccessFrame, number: number): void {
    const [re, im] = [this.#re, this.#im];
    this.#noise.reset(number);
    for (let i = 0; i < re.length; i++) re[i] = this.#noise.gaussian() * Math.SQRT1_2;
    for (let i = 0; i < im.length; i++) im[i] = this.#noise.gaussian() * Math.SQRT1_2;
    const { users, first, slot } = frame;
    if (this.#power.length < users) this.#power = new Float64Array(users);
    this.#powers.reset(number);
    drawPowers(this.#power, users, this.#reception, this.#powers);
    this.#channels.reset(number);
    const { frequencyOffset = 0 } = this.#reception;
    for (let user = 0; user < users; user++) {
      this.burst.make(this.#information[user]);
      const amplitude = Math.sqrt(this.#power[user]);
      const frequency = frequencyOffset * (2 * this.#channels.uniform() - 1);
      for (let replica = first[user]; replica < first[user + 1]; replica++) {
        const phase = 2 * Math.PI * this.#channels.uniform();
        this.#add(slot[replica], amplitude * Math.cos(phase), amplitude * Math.sin(phase), frequency);
      }
    }
  }

  /** Adds the burst in the maker's buffers to a slot. */
  #add(slot: number, gainRe: number, gainIm: number, frequency: number): void {
    const { symbols, re: sRe, im: sIm } = this.burst;
    const [re, im] = [this.#re, this.#im];
    const [stepRe, stepIm] = [Math.cos(2 * Math.PI * frequency), Math.sin(2 * Math.PI * frequency)];
    let [gRe, gIm] = [gainRe, gainIm];
    for (let n = 0, at = slot * symbols; n < symbols; n++, at++) {
      re[at] += gRe * sRe[n] - gIm * sIm[n];
      im[at] += gRe * sIm[n] + gIm * sRe[n];
      [gRe, gIm] = [gRe * stepRe - gIm * stepIm, gRe * stepIm + gIm * stepRe];
    }
  }

  #decodeSlots(open: readonly number[], known: Set<number>): { information: Uint8Array; frequency: number }[] {
    const found: { information: Uint8Array; frequency: number }[] = [];
    for (const slot of open) {
      if (!this.#decodeSlot(slot)) continue;
      const word = accessWord(this.#decided);
      if (known.has(word)) continue;
      known.add(word);
      found.push({ information: this.#decided.slice(), frequency: this.#channel.frequency });
    }
    return found;
  }

  /** Whether a packet of this slot stands in `#decided` then. */
  #decodeSlot(slot: number): boolean {
    const { symbols, pilots, dataSymbols, firstData, code } = this.burst;
    const re = this.#re.subarray(slot * symbols, (slot + 1) * symbols);
    const im = this.#im.subarray(slot * symbols, (slot + 1) * symbols);
    const channel = this.#channel;
    estimateBurst(re, im, pilots, 0, this.#reception.frequencyOffset ?? 0, channel);
    const power = channel.gainRe ** 2 + channel.gainIm ** 2;
    if (!(power > 0)) return false;
    for (let i = 0; i < dataSymbols; i++) {
      const n = firstData + i;
      const angle = -2 * Math.PI * channel.frequency * n;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      // Times the conjugate of the gain, over its power.
      const xRe = (re[n] * channel.gainRe + im[n] * channel.gainIm) / power;
      const xIm = (im[n] * channel.gainRe - re[n] * channel.gainIm) / power;
      this.#dataRe[i] = xRe * c - xIm * s;
      this.#dataIm[i] = xRe * s + xIm * c;
    }
    this.#demapper.demap(this.#dataRe, this.#dataIm, power / channel.noiseVariance, this.#llrs);
    if (!code.decoder.decode(this.#llrs, this.#decided) || !this.burst.isSealed(this.#decided)) return false;
    return this.#slotsOf(accessWord(this.#decided)).includes(slot);
  }

  #slotsOf(word: number): Int32Array {
    this.#places.reset(word);
    return this.#placesOfWord.subarray(0, this.#replicas.draw(this.#places, this.#placesOfWord, 0));
  }

  /** Takes all replicas of a packet out of their slots, each with an estimate of its own; returns the slots. */
  #subtract(information: Uint8Array, word: number, frequency: number): Int32Array {
    const { symbols } = this.burst;
    this.burst.make(information);
    const slots = this.#slotsOf(word);
    // The offset is the user's, known from the slot that was decoded to well within a lobe of the burst.
    const width = (this.#reception.frequencyOffset ?? 0) > 0 ? 1 / symbols : 0;
    for (const slot of slots) {
      const re = this.#re.subarray(slot * symbols, (slot + 1) * symbols);
      const im = this.#im.subarray(slot * symbols, (slot + 1) * symbols);
      estimateBurst(re, im, this.#data, frequency, width, this.#channel);
      this.#add(slot, -this.#channel.gainRe, -this.#channel.gainIm, this.#channel.frequency);
    }
    return slots;
  }

  toString(): string {
    return `DecodedCancellation(${this.#replicas.slots} slots, ${this.burst})`;
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
