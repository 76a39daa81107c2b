import type { NrSlotLink } from "../receiver/nr-slot-link.js";
import { nrChannel } from "../scenario/nr-link.js";
import { DrawnChannel, framePlace_s, framesARealisation } from "./drawn-channel.js";
import type { FrameCounts } from "./frame-counts.js";
import type { LinkCurveSpec } from "./link-curve-spec.js";
import { realisationOf } from "./mac-job.js";
import { type NrFrameJob, nrAmplitudes, nrSlotLink } from "./nr-frames.js";

/**
 * Slots of one MCS at a given Es/N0 over a scenario's channel, impairments, other signals and receiver. Slot n has bits, noise,
 * realisation of the own channel and moment of its own, the same at every level; the other signals keep their realisation.
 */
export class NrErrorLink {
  readonly informationBits: number;
  readonly #link: NrSlotLink;
  readonly #channel: DrawnChannel | undefined;
  readonly #spec: LinkCurveSpec;
  readonly #job: NrFrameJob;
  readonly #amplitudes: Float64Array;

  constructor(spec: LinkCurveSpec, job: NrFrameJob) {
    const { waveform, link, coChannel } = job;
    this.#spec = spec;
    this.#job = job;
    this.#amplitudes = new Float64Array(1 + coChannel.length);
    const [mcs] = waveform.mcs;
    this.informationBits = nrChannel(waveform, link, { mcs, firstPort: 0, number: 0 }).transportBlockBits;
    const first = realisationOf(spec, 0);
    if (first) this.#channel = new DrawnChannel(first);
    this.#link = nrSlotLink(job, 0, { seed: spec.seed, replication: 0 }, this.#channel);
  }

  count(esn0_dB: number, firstSlot: number, slots: number): FrameCounts {
    const counts = {
      frames: slots,
      frameErrors: 0,
      undetectedErrors: 0,
      bitErrors: 0,
      squaredBitErrors: 0,
      iterations: 0,
    };
    nrAmplitudes(10 ** (esn0_dB / 20), this.#job.coChannel, this.#amplitudes);
    for (let slot = firstSlot; slot < firstSlot + slots; slot++) {
      this.#channel?.take(Math.floor(slot / framesARealisation), (number) => realisationOf(this.#spec, number));
      const start_s = this.#channel ? framePlace_s(slot, this.#spec.duration_s) : 0;
      const [own] = this.#link.send(slot, start_s, this.#amplitudes);
      counts.iterations += own.iterations;
      if (own.isLost) counts.frameErrors++;
      if (own.isUndetected) counts.undetectedErrors++;
      counts.bitErrors += own.bitErrors;
      counts.squaredBitErrors += own.bitErrors ** 2;
    }
    return counts;
  }

  toString(): string {
    return `NrErrorLink(${this.#link})`;
  }
}
