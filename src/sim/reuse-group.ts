import type { UserDrop } from "../channel/user-drop.js";
import { RandomStream } from "../random/random-stream.js";
import type { Scenario } from "../scenario/scenario.js";
import type { BeamLayout } from "./beam-layout.js";
import type { ServedGroup } from "./served-group.js";
import { studyTime_s } from "./study-time.js";
import { directionOf, userFading } from "./user-fading.js";
import type { UserSnr } from "./user-snr.js";

/**
 * One user of each inner beam, drawn from a drop, served by its own beam without precoding: the other inner beams on its frequency
 * and polarisation interfere with signals of their own, everything else as noise. Signals of different beams meet with
 * random phases: their carriers are not tied to one another.
 */
export function reuseGroup(
  scenario: Scenario,
  { beams, field }: BeamLayout,
  snr: UserSnr,
  drop: number,
  users: UserDrop,
  isolation_dB: number,
): ServedGroup {
  const stream = new RandomStream(scenario.run.seed, "beams.reuseGroup", drop);
  const byBeam = new Map<number, number[]>();
  for (let user = 0; user < users.length; user++) {
    byBeam.set(users.beam[user], [...(byBeam.get(users.beam[user]) ?? []), user]);
  }
  const members: number[] = [];
  const served: number[] = [];
  for (let beam = 0; beam < beams.length; beam++) {
    const own = beams.isInner[beam] ? byBeam.get(beam) : undefined;
    if (!own) continue;
    members.push(own[Math.floor(stream.uniform() * own.length)]);
    served.push(beam);
  }
  const count = members.length;
  const [gainRe, gainIm] = [new Float64Array(count * count), new Float64Array(count * count)];
  const outside = new Float64Array(count);
  const isolation = 10 ** (-isolation_dB / 10);
  for (const [k, user] of members.entries()) {
    const [u, v] = [users.u[user], users.v[user]];
    const w = Math.sqrt(1 - u * u - v * v);
    const fading = { re: 1, im: 0 };
    userFading(scenario, drop * users.length + user, directionOf(users, user))?.(studyTime_s, 0, fading);
    const peak = snr.peakSnr(users.slantRange_m[user], users.elevation_deg[user]) * (fading.re ** 2 + fading.im ** 2);
    const own = served[k];
    let other = users.wanted[user] / snr.otherInterference;
    for (let beam = 0; beam < beams.length; beam++) {
      if (!beams.isLit[beam] || beams.frequency[beam] !== beams.frequency[own]) continue;
      const power = (beams.amplitude[beam] * field.at(beam, u, v, w)) ** 2;
      const isSame = beams.polarisation[beam] === beams.polarisation[own];
      const j = served.indexOf(beam);
      if (isSame && j >= 0) {
        const angle = j === k ? 0 : 2 * Math.PI * stream.uniform();
        gainRe[k * count + j] = Math.sqrt(peak * power) * Math.cos(angle);
        gainIm[k * count + j] = Math.sqrt(peak * power) * Math.sin(angle);
      } else other += isSame ? power : isolation * power;
    }
    outside[k] = peak * other;
  }
  return {
    drop,
    group: drop,
    users: members,
    frequencies: 1,
    gainRe,
    gainIm,
    outside,
    known: { gainRe, gainIm },
    isServed: Uint8Array.of(1),
    csiAge_s: 0,
  };
}
