import { fadingChannel } from "../channel/fading-channel.js";
import { type MultipathChannel, pathState } from "../channel/multipath-channel.js";
import type { UserDrop } from "../channel/user-drop.js";
import type { Scenario } from "../scenario/scenario.js";

/** Complex gain of a user's own multipath. */
export interface UserGain {
  re: number;
  im: number;
}

/** Where the satellite stands in a user's sky. */
export interface UserDirection {
  readonly elevation_deg: number;
  /** From north over east. */
  readonly azimuth_deg: number;
  readonly slantRange_m: number;
}

/** The direction of the satellite in the sky of a dropped user; the frame's u axis stands for north. */
export function directionOf({ elevation_deg, slantRange_m, u, v }: UserDrop, user: number): UserDirection {
  return {
    elevation_deg: elevation_deg[user],
    azimuth_deg: (Math.atan2(-v[user], -u[user]) * 180) / Math.PI,
    slantRange_m: slantRange_m[user],
  };
}

/** Writes a user's gain at a time and an offset from the carrier. */
export type UserFading = (time_s: number, offset_Hz: number, gain: UserGain) => void;

/**
 * The fading of one user under a satellite's beams: the scenario's channel, a realisation of its own. All antennas of a
 * satellite reach the user by the same scatterers, so that it is common to them; undefined without fading.
 *
 * @param user       counted through all drops
 * @param direction  of the satellite over the user
 */
export function userFading(
  { channel, link, run }: Scenario,
  user: number,
  direction: UserDirection,
): UserFading | undefined {
  if (!channel) return undefined;
  // The study looks at moments: the satellite stands still in the user's sky meanwhile.
  const sky = {
    step_s: 1,
    elevation_deg: Float64Array.of(direction.elevation_deg),
    azimuth_deg: Float64Array.of(direction.azimuth_deg),
    slantRange_m: Float64Array.of(direction.slantRange_m),
  };
  const made = fadingChannel(channel, link.carrier_Hz, { seed: run.seed, number: firstUser + user }, sky);
  return made && gainOf(made);
}

/** Replications of a run come first; there are never so many. */
const firstUser = 2 ** 32;

function gainOf(channel: MultipathChannel): UserFading {
  const state = pathState(channel);
  return (time_s, offset_Hz, gain) => {
    channel.at(time_s, state);
    gain.re = 0;
    gain.im = 0;
    for (let path = 0; path < channel.pathCount; path++) {
      const turns = -offset_Hz * state.excessDelay_s[path];
      const angle = 2 * Math.PI * (turns - Math.floor(turns));
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      gain.re += state.gainRe[path] * c - state.gainIm[path] * s;
      gain.im += state.gainRe[path] * s + state.gainIm[path] * c;
    }
  };
}
