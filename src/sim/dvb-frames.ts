import { FollowedPaths } from "../channel/followed-paths.js";
import { type MultipathChannel, type PathState, pathState } from "../channel/multipath-channel.js";
import { longestExcess_s } from "../channel/symbol-taps.js";
import type { RunWindows } from "../mac/run-windows.js";
import { DvbFrameLink, type DvbReceiver } from "../receiver/dvb-frame-link.js";
import type { LinkSnapshot } from "../receiver/link-snapshot.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import { type CountedFrameLink, type FrameLinkCounts, noLinkFrames } from "./frame-link-counts.js";
import type { FrameNoise } from "./frame-noise.js";
import { namedModcod } from "./named-modcod.js";

/** What a worker builds frames of DVB-S2X from; plain data. */
export interface DvbFrameJob {
  readonly kind: "dvbS2x";
  readonly modcods: readonly string[];
  readonly symbolRate_Hz: number;
  readonly rollOff: number;
  readonly pilots: boolean;
  readonly receiver: DvbReceiver;
  readonly impairments: ModemImpairments;
}

/** Frames of DVB-S2X, bit by bit, in the windows of one replication. */
export class DvbFrames implements CountedFrameLink {
  readonly windows: RunWindows;
  /** A single carrier has no others beside it. */
  readonly others = [];
  readonly #link: DvbFrameLink;
  readonly #noise: FrameNoise;
  readonly #duration_s: Float64Array;
  readonly #bits: Float64Array;
  readonly #counts: { -readonly [Key in keyof FrameLinkCounts]: number } = { ...noLinkFrames };
  readonly #followed: FollowedPaths | undefined;
  readonly #paths: PathState | undefined;
  #frame = 0;

  /**
   * @param duration_s  of the frames, by MODCOD
   * @param channel     the replication's realisation; none if left out
   */
  constructor(
    job: DvbFrameJob,
    duration_s: readonly number[],
    { seed, replication }: { readonly seed: number; readonly replication: number },
    windows: RunWindows,
    noise: FrameNoise,
    channel?: MultipathChannel,
  ) {
    this.windows = windows;
    this.#noise = noise;
    this.#duration_s = Float64Array.from(duration_s);
    this.#bits = Float64Array.from(job.modcods, (name) => namedModcod(name).kbch_bit);
    if (channel && channel.pathCount > 1) {
      this.#followed = new FollowedPaths(channel, longestExcess_s(job.symbolRate_Hz));
      this.#paths = pathState(channel);
    }
    const heard = this.#followed ?? channel;
    this.#link = new DvbFrameLink({ ...job, seed, replication, ...(heard && { channel: heard }) });
  }

  get counts(): FrameLinkCounts {
    return this.#counts;
  }

  send(modcod: number, start_s: number, isCounted: boolean): boolean {
    const duration_s = this.#duration_s[modcod];
    const middle_s = start_s + duration_s / 2;
    const late = this.#latePower(middle_s);
    const fate = this.#link.send(modcod, this.#frame++, start_s, this.#noise.variance(middle_s) + late);
    if (!isCounted) return fate.isLost;
    const counts = this.#counts;
    counts.frames++;
    if (late > 0) counts.lateFrames++;
    if (fate.isLost) counts.frameErrors++;
    if (fate.isUndetected) counts.undetectedErrors++;
    if (fate.isHeaderLost) counts.headerErrors++;
    counts.informationBits += this.#bits[modcod];
    counts.bitErrors += fate.bitErrors;
    counts.iterations += fate.iterations;
    counts.squaredEvm += fate.errorVariance;
    counts.measuredSinr_dB -= 10 * Math.log10(fate.errorVariance);
    counts.expectedSinr_dB += this.#noise.faded_dB(start_s, duration_s);
    return fate.isLost;
  }

  /** Power of echoes that the equaliser does not follow, in a frame's middle. */
  #latePower(time_s: number): number {
    if (!this.#followed || !this.#paths) return 0;
    this.#followed.at(time_s, this.#paths);
    return this.#followed.latePower;
  }

  snapshot(): LinkSnapshot | undefined {
    return this.#frame > 0 ? this.#link.snapshot() : undefined;
  }

  toString(): string {
    return `DvbFrames(${this.#link}, ${this.windows})`;
  }
}
