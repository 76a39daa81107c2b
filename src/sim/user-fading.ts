import { fadingChannel } from "../channel/fading-channel.js";
import { type MultipathChannel, pathState } from "../channel/multipath-channel.js";
import type { Scenario } from "../scenario/scenario.js";

/** Complex gain of a user's own multipath. */
export interface UserGain {
  re: number;
  im: number;
}

/** Writes a user's gain at a time and an offset from the carrier. */
export type UserFading = (time_s: number, offset_Hz: number, gain: UserGain) => void;

/**
 * The fading of one user under a satellite's beams: the scenario's channel, a realisation of its own. All antennas of a
 * satellite reach the user by the same scatterers, so that it is common to them; undefined without fading.
 *
 * @param user counted through all drops
 */
export function userFading({ channel, link, run }: Scenario, user: number): UserFading | undefined {
  if (!channel) return undefined;
  const made = fadingChannel(channel, link.carrier_Hz, { seed: run.seed, number: firstUser + user });
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
