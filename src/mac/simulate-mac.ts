import { formatRate_bps } from "../phy/transport-format.js";
import { RandomStream } from "../random/random-stream.js";
import { ArqBuffer } from "./arq-buffer.js";
import { checkMacConfig } from "./check-mac-config.js";
import { CoDel } from "./codel.js";
import type { FrameLink } from "./frame-link.js";
import { LinkAdaptation } from "./link-adaptation.js";
import type { LinkFading } from "./link-fading.js";
import { LinkSampler } from "./link-sampler.js";
import type { LinkTrace } from "./link-trace.js";
import type { MacConfig, MacPhy, MacRandom } from "./mac-config.js";
import type { LossCause, MacResult } from "./mac-result.js";
import { MacTally } from "./mac-tally.js";
import { PacketQueue } from "./packet-queue.js";
import { Arrivals, PacketSizes } from "./traffic.js";

/** A probability no uniform number of 52 bits falls below. */
const smallestUniform = 2 ** -53;

/**
 * One replication of packets over a time-varying link, event by event on one simulated clock.
 *
 * - The modulator is a single server. Idle, it starts a frame as soon as there is something to send, with what there is; the
 *   rest of the frame is padding. (A real modulator fills its idle time with dummy PLFRAMEs of 3,330 symbols; waiting
 *   for the end of one is not modelled.) Lost parts of packets go first, then the queue in order of arrival; a
 *   packet that does not fit is continued in the next frame.
 * - A frame is lost with the probability that its MODCOD has at the Es/N0 in its middle. Packets are delivered
 *   when all their parts are decoded, in whatever order that is. Feedback arrives without error.
 * - With no MODCOD or no visibility nothing is sent and packets wait.
 * - With a frame link, frames that start in its windows are sent over it, and so are all that carry a part or a repetition
 *   of a packet whose sending began in a window. Figures count these packets and frames, offers and drops in windows; series,
 *   availability and utilisation are those of the whole run.
 *
 * @param trace   the link, from time 0 to its number of samples times its step
 * @param phy     formats and their frame error model
 * @param config  traffic, queue, adaptation, retransmission
 * @param random  the same seed and replication give the same result
 * @param fading  of this replication, on top of the trace
 */
export function simulateMac(
  trace: LinkTrace,
  phy: MacPhy,
  config: MacConfig,
  random: MacRandom,
  fading?: LinkFading,
): MacResult {
  checkMacConfig(config, phy);
  return new MacSimulation(trace, phy, config, random, fading).run();
}

class MacSimulation {
  readonly #sampler: LinkSampler;
  readonly #phy: MacPhy;
  readonly #adaptation: LinkAdaptation;
  readonly #arrivals: Arrivals;
  readonly #sizes: PacketSizes;
  readonly #tally: MacTally;
  readonly #frameLink: FrameLink | undefined;
  /** Of what is in the windows of the frame link. */
  readonly #counted: MacTally | undefined;
  #window = -1;
  readonly #queue = new PacketQueue();
  readonly #codel: CoDel | undefined;
  readonly #arq: ArqBuffer | undefined;
  readonly #frameErrors: RandomStream;
  readonly #capacity_bit: number;
  readonly #processing_s: number;
  readonly #feedbackDelay_s: number;
  readonly #isFullBuffer: boolean;
  readonly #isBitPipe: boolean;
  // By MODCOD.
  readonly #payload_bit: Float64Array;
  readonly #frame_s: Float64Array;
  readonly #rate_bps: Float64Array;

  // The packet at the head of the queue, once it may be sent.
  #isAdmitted = false;
  #left_bit = 0;
  #queueing_s = 0;
  #transmission_s = 0;
  /** Since when it waits: its arrival, or the end of the last frame that carried a part of it. */
  #since_s = 0;
  #latestDecoded_s = 0;
  #slot = -1;
  #isLost = false;
  /** Its sending began in a window. */
  #isCounted = false;

  #queue_bit = 0;
  #largest_bit = 0;
  #isVisible = false;
  #busyUntil_s = 0;
  /** When the modulator next looks for work; Infinity until something happens. */
  #server_s = Infinity;
  #accounted_s = 0;

  constructor(trace: LinkTrace, phy: MacPhy, config: MacConfig, random: MacRandom, fading: LinkFading | undefined) {
    this.#sampler = new LinkSampler(trace, fading);
    this.#phy = phy;
    this.#adaptation = new LinkAdaptation(phy, config.adaptation, this.#sampler, random);
    this.#sizes = new PacketSizes(config.traffic.packetSize, random);
    this.#arrivals = new Arrivals(config.traffic.source, this.#sizes, random);
    this.#tally = new MacTally(this.#sampler.step_s, this.#sampler.length);
    this.#frameLink = phy.frameLink;
    this.#counted = phy.frameLink && new MacTally(this.#sampler.step_s, this.#sampler.length);
    const { discipline } = config.queue;
    if (discipline.kind === "codel") this.#codel = new CoDel(discipline.target_s, discipline.interval_s);
    if (config.arq.kind === "selectiveRepeat") this.#arq = new ArqBuffer(config.arq.maxRetransmissions);
    this.#feedbackDelay_s = config.arq.kind === "selectiveRepeat" ? config.arq.feedbackDelay_s : 0;
    this.#frameErrors = new RandomStream(random.seed, "mac.frameErrors", random.replication);
    this.#capacity_bit = config.queue.capacity_bit;
    this.#processing_s = config.processingDelay_s;
    this.#isFullBuffer = config.traffic.source.kind === "fullBuffer";
    this.#isBitPipe = phy.framing === "bitPipe";
    this.#payload_bit = Float64Array.from(phy.formats, ({ payload_bit }) => payload_bit);
    this.#frame_s = Float64Array.from(phy.formats, ({ duration_s }) => duration_s);
    this.#rate_bps = Float64Array.from(phy.formats, formatRate_bps);
  }

  run(): MacResult {
    const { step_s, length, duration_s } = this.#sampler;
    const arrivals = this.#arrivals;
    const adaptation = this.#adaptation;
    let step = 0;
    let boundary_s = 0;
    // At one moment: a new step, then a report, then an arrival, then the modulator.
    for (;;) {
      const packet_s = Math.min(arrivals.time_s, this.#server_s);
      const link_s = Math.min(boundary_s, adaptation.next_s);
      if (!(packet_s < duration_s || link_s < duration_s)) break;
      if (link_s <= packet_s) {
        this.#account(link_s);
        if (boundary_s <= adaptation.next_s) {
          this.#isVisible = this.#sampler.isVisibleAt(step);
          this.#tally.startStep(step, this.#isVisible ? adaptation.modcod : -1, this.#queue_bit);
          step++;
          boundary_s = step < length ? step * step_s : Infinity;
        } else {
          adaptation.advance();
        }
        this.#wake(link_s);
      } else if (arrivals.time_s <= this.#server_s) {
        this.#arrive(arrivals.time_s, arrivals.size_bit);
        arrivals.advance();
      } else {
        this.#serve(this.#server_s);
      }
    }
    this.#account(duration_s);
    const whole = this.#tally.result(this.#waitingAtEnd(duration_s));
    return this.#counted && this.#frameLink ? this.#windowed(whole, this.#counted, this.#frameLink) : whole;
  }

  /** Figures from the windows, the course of the whole run. */
  #windowed(whole: MacResult, counted: MacTally, { windows }: FrameLink): MacResult {
    const { total_s, sightShare } = windows;
    const seen = counted.result(0);
    // Packets are offered out of sight too, but for a full buffer, which offers what is sent.
    const offered = this.#isFullBuffer ? 1 : 1 / sightShare;
    const { pendingPackets, availability, utilisation, series } = whole;
    return {
      ...seen,
      duration_s: total_s / sightShare,
      offeredPackets: seen.offeredPackets * offered,
      offered_bit: seen.offered_bit * offered,
      pendingPackets,
      availability,
      utilisation,
      series,
    };
  }

  #offer(now_s: number, size_bit: number): void {
    this.#tally.offer(now_s, size_bit);
    if (this.#frameLink?.windows.includes(now_s)) this.#counted?.offer(now_s, size_bit);
  }

  #lose(time_s: number, cause: LossCause, isCounted: boolean): void {
    this.#tally.lose(time_s, cause);
    if (isCounted) this.#counted?.lose(time_s, cause);
  }

  /** Lost before any part of it was sent. */
  #drop(now_s: number, cause: LossCause): void {
    this.#lose(now_s, cause, this.#frameLink?.windows.includes(now_s) ?? false);
  }

  /** Adds up the time for which the link was usable, up to now. */
  #account(now_s: number): void {
    if (this.#isVisible && this.#adaptation.isUsable) this.#tally.addAvailable(now_s - this.#accounted_s);
    this.#accounted_s = now_s;
  }

  /** Has an idle modulator look for work. */
  #wake(now_s: number): void {
    if (this.#busyUntil_s <= now_s && this.#server_s > now_s) this.#server_s = now_s;
  }

  #arrive(now_s: number, size_bit: number): void {
    this.#offer(now_s, size_bit);
    if (this.#queue_bit + size_bit > this.#capacity_bit) {
      const isUp = this.#isVisible && this.#adaptation.modcod >= 0;
      this.#drop(now_s, isUp || size_bit > this.#capacity_bit ? "overflow" : "outage");
      return;
    }
    this.#enqueue(now_s, size_bit);
    this.#wake(now_s);
  }

  #enqueue(now_s: number, size_bit: number): void {
    this.#queue.push(now_s, size_bit);
    this.#queue_bit += size_bit;
    if (size_bit > this.#largest_bit) this.#largest_bit = size_bit;
  }

  #serve(now_s: number): void {
    const modcod = this.#adaptation.modcod;
    this.#server_s = Infinity;
    if (!this.#isVisible || modcod < 0) return;
    const boundary_s = this.#nextBoundary_s(now_s);
    if (boundary_s > now_s) {
      this.#server_s = boundary_s;
      return;
    }
    const repeat_s = this.#arq === undefined ? Infinity : this.#arq.ready_s(now_s);
    if (repeat_s > now_s && !this.#admitHead(now_s)) {
      this.#server_s = repeat_s;
      return;
    }
    let payload_bit = this.#payload_bit[modcod];
    let duration_s = this.#frame_s[modcod];
    if (this.#isBitPipe) {
      payload_bit = this.#arq !== undefined && repeat_s <= now_s ? this.#arq.headSize_bit : this.#left_bit;
      duration_s = payload_bit / this.#rate_bps[modcod];
    }
    this.#sendFrame(now_s, modcod, payload_bit, duration_s);
  }

  /** When the next frame may start: now, or at the next slot. A boundary that rounding missed by little is met. */
  #nextBoundary_s(now_s: number): number {
    const { slot_s } = this.#phy;
    if (slot_s === undefined) return now_s;
    const boundary_s = Math.ceil(now_s / slot_s - 1e-6) * slot_s;
    return boundary_s - now_s > 1e-6 * slot_s ? boundary_s : now_s;
  }

  #sendFrame(now_s: number, modcod: number, payload_bit: number, duration_s: number): void {
    const end_s = now_s + duration_s;
    const esn0_dB = this.#sampler.esn0_dB(now_s + duration_s / 2);
    const isInWindow = this.#frameLink?.windows.includes(now_s) ?? false;
    const isError = this.#isFrameLost(now_s, modcod, payload_bit, esn0_dB, isInWindow);
    const propagation_s = this.#sampler.delay_s(end_s);
    const decoded_s = end_s + propagation_s + this.#processing_s;
    const cause: LossCause = esn0_dB === -Infinity ? "outage" : "frameError";
    this.#tally.sendFrame(now_s, end_s, isError);
    if (isInWindow) this.#countFrame(now_s, end_s, isError);
    this.#busyUntil_s = end_s;
    this.#server_s = end_s;

    let room_bit = payload_bit;
    if (this.#arq !== undefined) room_bit = this.#sendRepeats(this.#arq, now_s, room_bit, isError, decoded_s);
    while (room_bit > 0 && this.#admitHead(now_s)) {
      const size_bit = Math.min(this.#left_bit, room_bit);
      if (this.#left_bit === this.#queue.headSize_bit) this.#isCounted = isInWindow;
      room_bit -= size_bit;
      this.#queue_bit -= size_bit;
      this.#left_bit -= size_bit;
      this.#queueing_s += now_s - this.#since_s;
      this.#transmission_s += duration_s;
      this.#since_s = end_s;
      if (!isError) {
        if (decoded_s > this.#latestDecoded_s) this.#latestDecoded_s = decoded_s;
        if (this.#arq !== undefined && this.#slot >= 0) this.#arq.decodePart(this.#slot, decoded_s);
      } else if (this.#arq !== undefined) {
        if (this.#slot < 0)
          this.#slot = this.#arq.open(this.#queue.headSize_bit, this.#latestDecoded_s, this.#isCounted);
        this.#losePart(this.#arq, this.#slot, size_bit, 0, decoded_s);
      } else if (!this.#isLost) {
        this.#isLost = true;
        this.#lose(decoded_s, cause, this.#isCounted);
      }
      if (this.#left_bit === 0) this.#finishHead(end_s, propagation_s, decoded_s);
    }
  }

  #countFrame(now_s: number, end_s: number, isError: boolean): void {
    const index = this.#frameLink?.windows.index ?? 0;
    if (index !== this.#window) this.#counted?.startWindow();
    this.#window = index;
    this.#counted?.sendFrame(now_s, end_s, isError);
  }

  /** The fate of a frame: by the link itself where it counts, else drawn from the model. */
  #isFrameLost(now_s: number, modcod: number, payload_bit: number, esn0_dB: number, isInWindow: boolean): boolean {
    const link = this.#frameLink;
    const isReal =
      link !== undefined &&
      (isInWindow || (this.#isAdmitted && this.#isCounted) || (this.#arq?.isCountedDue(now_s, payload_bit) ?? false));
    // Out of sight in its middle: nobody receives it.
    if (isReal) return esn0_dB === -Infinity || link.send(modcod, now_s, isInWindow);
    const probability = this.#phy.frameErrorModel.frameErrorProbability(modcod, esn0_dB);
    return probability > smallestUniform && this.#frameErrors.uniform() < probability;
  }

  /** Puts lost parts that are due into the frame; returns the room left. */
  #sendRepeats(arq: ArqBuffer, now_s: number, payload_bit: number, isError: boolean, decoded_s: number): number {
    let room_bit = payload_bit;
    while (room_bit > 0 && arq.ready_s(now_s) <= now_s) {
      const slot = arq.headSlot;
      const repeats = arq.headRepeats + 1;
      const size_bit = Math.min(arq.headSize_bit, room_bit);
      room_bit -= size_bit;
      arq.take(size_bit);
      if (isError) this.#losePart(arq, slot, size_bit, repeats, decoded_s);
      else if (arq.decodePart(slot, decoded_s)) this.#deliverRepaired(arq, slot);
    }
    return room_bit;
  }

  #losePart(arq: ArqBuffer, slot: number, size_bit: number, repeats: number, decoded_s: number): void {
    const feedback_s = decoded_s + this.#feedbackDelay_s + this.#sampler.delay_s(decoded_s);
    const isCounted = arq.isCounted(slot);
    if (arq.losePart(slot, size_bit, repeats, feedback_s)) this.#lose(decoded_s, "arqExhausted", isCounted);
  }

  /** Makes sure that the head of the queue may be sent; false when there is none. */
  #admitHead(now_s: number): boolean {
    if (this.#isAdmitted) {
      if (this.#slot < 0 || this.#arq === undefined || this.#arq.lossKnown_s(this.#slot) > now_s) return true;
      this.#queue_bit -= this.#left_bit;
      this.#arq.abandon(this.#slot);
      this.#dropHead();
    }
    const queue = this.#queue;
    if (this.#isFullBuffer && queue.length === 0) {
      const size_bit = this.#sizes.next();
      this.#offer(now_s, size_bit);
      this.#enqueue(now_s, size_bit);
    }
    while (queue.length > 0) {
      const size_bit = queue.headSize_bit;
      const sojourn_s = now_s - queue.headArrival_s;
      if (this.#codel?.isDropped(now_s, sojourn_s, this.#queue_bit - size_bit, this.#largest_bit)) {
        this.#drop(now_s, "overflow");
        this.#queue_bit -= size_bit;
        queue.shift();
        continue;
      }
      this.#isAdmitted = true;
      this.#left_bit = size_bit;
      this.#queueing_s = 0;
      this.#transmission_s = 0;
      this.#since_s = queue.headArrival_s;
      this.#latestDecoded_s = 0;
      this.#slot = -1;
      this.#isLost = false;
      this.#isCounted = false;
      return true;
    }
    this.#codel?.queueWasEmpty();
    return false;
  }

  /** The head of the queue has been sent to its end for the first time. */
  #finishHead(end_s: number, propagation_s: number, decoded_s: number): void {
    if (this.#arq !== undefined && this.#slot >= 0) {
      const isWhole = this.#arq.completeFirstTransmission(
        this.#slot,
        this.#queueing_s,
        this.#transmission_s,
        propagation_s,
        decoded_s,
      );
      if (isWhole) this.#deliverRepaired(this.#arq, this.#slot);
    } else if (!this.#isLost) {
      // A handover to a nearer satellite may bring the last part before an earlier one: the later delay counts.
      const delivered_s = this.#latestDecoded_s;
      const delay_s = delivered_s > decoded_s ? delivered_s - end_s - this.#processing_s : propagation_s;
      const size_bit = this.#queue.headSize_bit;
      this.#deliver(delivered_s, size_bit, this.#queueing_s, this.#transmission_s, delay_s, 0, this.#isCounted);
    }
    this.#dropHead();
  }

  #dropHead(): void {
    this.#queue.shift();
    this.#isAdmitted = false;
    this.#slot = -1;
    this.#isLost = false;
  }

  #deliverRepaired(arq: ArqBuffer, slot: number): void {
    const delivered_s = arq.latestDecoded_s(slot);
    this.#deliver(
      delivered_s,
      arq.size_bit(slot),
      arq.queueing_s(slot),
      arq.transmission_s(slot),
      arq.propagation_s(slot),
      delivered_s - arq.firstDecoded_s(slot),
      arq.isCounted(slot),
    );
    arq.release(slot);
  }

  #deliver(
    time_s: number,
    size_bit: number,
    queueing_s: number,
    transmission_s: number,
    propagation_s: number,
    retransmission_s: number,
    isCounted: boolean,
  ): void {
    const processing_s = this.#processing_s;
    this.#tally.deliver(time_s, size_bit, queueing_s, transmission_s, propagation_s, retransmission_s, processing_s);
    if (!isCounted) return;
    this.#counted?.deliver(time_s, size_bit, queueing_s, transmission_s, propagation_s, retransmission_s, processing_s);
  }

  /**
   * Packets in the queue and under repair. Where the satellite is out of sight at the end of the trace they are lost by
   * `outage`; else they are pending.
   */
  #waitingAtEnd(duration_s: number): number {
    const isHeadCounted = this.#isAdmitted && (this.#isLost || this.#slot >= 0);
    const waiting = this.#queue.length - (isHeadCounted ? 1 : 0) + (this.#arq?.live ?? 0);
    if (this.#isVisible) return waiting;
    const last_s = duration_s - this.#sampler.step_s / 2;
    for (let i = 0; i < waiting; i++) this.#lose(last_s, "outage", false);
    return 0;
  }
}
