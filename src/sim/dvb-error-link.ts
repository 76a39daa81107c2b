import { FollowedPaths } from "../channel/followed-paths.js";
import { type PathState, pathState } from "../channel/multipath-channel.js";
import { longestExcess_s } from "../channel/symbol-taps.js";
import { fromdB } from "../decibel.js";
import { DvbFrameLink } from "../receiver/dvb-frame-link.js";
import { DrawnChannel, framePlace_s, framesARealisation } from "./drawn-channel.js";
import type { DvbFrameJob } from "./dvb-frames.js";
import type { FrameCounts } from "./frame-counts.js";
import type { LinkCurveSpec } from "./link-curve-spec.js";
import { realisationOf } from "./mac-job.js";
import { namedModcod } from "./named-modcod.js";

/**
 * Frames of one MODCOD at a given Es/N0 over a scenario's channel, impairments and receiver. Frame n has bits, noise, realisation
 * and moment of its own, the same at every level: which worker sends it, and when, changes nothing.
 */
export class DvbErrorLink {
  readonly informationBits: number;
  readonly #link: DvbFrameLink;
  readonly #channel: DrawnChannel | undefined;
  readonly #followed: FollowedPaths | undefined;
  readonly #paths: PathState | undefined;
  readonly #duration_s: number;
  readonly #spec: LinkCurveSpec;

  constructor(spec: LinkCurveSpec, frames: DvbFrameJob) {
    const [name] = frames.modcods;
    this.#spec = spec;
    this.informationBits = namedModcod(name).kbch_bit;
    this.#duration_s = spec.duration_s;
    const first = realisationOf(spec, 0);
    if (first) {
      this.#channel = new DrawnChannel(first);
      this.#followed = new FollowedPaths(this.#channel, longestExcess_s(frames.symbolRate_Hz));
      this.#paths = pathState(first);
    }
    const channel = this.#followed;
    this.#link = new DvbFrameLink({ ...frames, seed: spec.seed, replication: 0, ...(channel && { channel }) });
  }

  count(esn0_dB: number, firstFrame: number, frames: number): FrameCounts {
    const counts = {
      frames,
      frameErrors: 0,
      undetectedErrors: 0,
      bitErrors: 0,
      squaredBitErrors: 0,
      iterations: 0,
    };
    const noise = fromdB(-esn0_dB);
    for (let frame = firstFrame; frame < firstFrame + frames; frame++) {
      const start_s = this.#channel ? framePlace_s(frame, this.#duration_s) : 0;
      const fate = this.#link.send(0, frame, start_s, noise + this.#latePower(frame, start_s));
      counts.iterations += fate.iterations;
      if (fate.isLost) counts.frameErrors++;
      if (fate.isUndetected) counts.undetectedErrors++;
      counts.bitErrors += fate.bitErrors;
      counts.squaredBitErrors += fate.bitErrors ** 2;
    }
    return counts;
  }

  /** Takes the frame's realisation; returns the power of echoes that the equaliser does not follow. */
  #latePower(frame: number, time_s: number): number {
    if (!this.#channel || !this.#followed || !this.#paths) return 0;
    this.#channel.take(Math.floor(frame / framesARealisation), (number) => realisationOf(this.#spec, number));
    this.#followed.at(time_s, this.#paths);
    return this.#followed.latePower;
  }

  toString(): string {
    return `DvbErrorLink(${this.#link})`;
  }
}
