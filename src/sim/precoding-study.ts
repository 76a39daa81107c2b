import { beamPowers, emptyBeamPowers } from "../channel/beam-powers.js";
import { MultiUserChannel, type MultiUserParameters, type SendingSatellite } from "../channel/multi-user-channel.js";
import { elementAperture, feedAperture, type TransmitAperture } from "../channel/transmit-aperture.js";
import type { UserDrop } from "../channel/user-drop.js";
import { type ComplexMatrix, complexMatrix } from "../complex-matrix.js";
import { fromdB } from "../decibel.js";
import { groundPlace, type UnitVector } from "../geometry/satellite-frame.js";
import { RandomStream } from "../random/random-stream.js";
import { reportChannelState } from "../receiver/precoding/channel-state.js";
import { LinearPrecoder } from "../receiver/precoding/linear-precoder.js";
import { semiOrthogonalUsers, separatedUsers } from "../receiver/precoding/user-grouping.js";
import type { Precoding } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import type { BeamLayout } from "./beam-layout.js";
import { effectiveGains, groupSinr, type ServedGroup } from "./served-group.js";
import { studyTime_s } from "./study-time.js";
import { directionOf, userFading } from "./user-fading.js";
import type { UserSnr } from "./user-snr.js";

/** The users that were served by precoding: one element a user of a group; ratios are linear. */
export interface PrecodedUsers {
  readonly length: number;
  readonly drop: Uint32Array;
  /** Counted through all drops. */
  readonly group: Uint32Array;
  /** Index into the study's users. */
  readonly user: Uint32Array;
  /** SINR whose log2(1 + SINR) is the mean over the frequencies. */
  readonly sinr: Float64Array;
  /** Age of the channel state, mean over the groups. */
  readonly csiAge_s: number;
  /** Groups whose channels depended on each other, so that zero forcing could not serve them; they count as SINR 0. */
  readonly unservedGroups: number;
  readonly antennas: number;
}

/** Serves groups of users by joint precoding over the inner beams; the outer beams interfere as they are. */
export class PrecodingStudy {
  readonly #scenario: Scenario;
  readonly #precoding: Precoding;
  readonly #layout: BeamLayout;
  readonly #snr: UserSnr;
  readonly #aperture: TransmitAperture;
  readonly #inner: readonly number[];
  readonly #rows: { drop: number; group: number; user: number; sinr: number }[] = [];
  #ages_s = 0;
  #groups = 0;
  #unserved = 0;

  constructor(scenario: Scenario, precoding: Precoding, layout: BeamLayout, snr: UserSnr) {
    this.#scenario = scenario;
    this.#precoding = precoding;
    this.#layout = layout;
    this.#snr = snr;
    this.#inner = Array.from(layout.beams.isInner.keys()).filter((beam) => layout.beams.isInner[beam] === 1);
    const { pattern } = scenario.satellite.antenna;
    this.#aperture =
      pattern.kind === "planarArray"
        ? elementAperture(pattern, scenario.link.carrier_Hz)
        : feedAperture(layout.field, this.#inner);
  }

  /** Serves a drop's users in groups; drop n is a pure function of the scenario, its seed and n. */
  addDrop(drop: number, users: UserDrop): ServedGroup[] {
    const { seed } = this.#scenario.run;
    const stream = new RandomStream(seed, "beams.groups", drop);
    const errors = new RandomStream(seed, "beams.channelState", drop);
    const order = shuffled(users.length, stream);
    const served: ServedGroup[] = [];
    for (let group = 0; group < this.#precoding.groups; group++) {
      const members = this.#members(drop, users, order, group);
      const one = this.#serve(drop, users, members, errors);
      this.#count(one, users.length);
      served.push(one);
    }
    return served;
  }

  #count(served: ServedGroup, usersOfDrop: number): void {
    const { drop, group, users, frequencies, isServed, csiAge_s } = served;
    const sinr = groupSinr(served, served);
    for (const [index, user] of users.entries()) {
      this.#rows.push({ drop, group, user: drop * usersOfDrop + user, sinr: sinr[index] });
    }
    this.#unserved += isServed.reduce((sum, one) => sum + (1 - one) / frequencies, 0);
    this.#ages_s += csiAge_s;
    this.#groups++;
  }

  result(): PrecodedUsers {
    const rows = this.#rows;
    return {
      length: rows.length,
      drop: Uint32Array.from(rows, ({ drop }) => drop),
      group: Uint32Array.from(rows, ({ group }) => group),
      user: Uint32Array.from(rows, ({ user }) => user),
      sinr: Float64Array.from(rows, ({ sinr }) => sinr),
      csiAge_s: this.#ages_s / this.#groups,
      unservedGroups: this.#unserved,
      antennas: this.#aperture.antennas * (this.#precoding.secondSatellite ? 2 : 1),
    };
  }

  /** Indices of a group's users in the drop: at most one an inner beam. */
  #members(drop: number, users: UserDrop, order: readonly number[], group: number): number[] {
    const { grouping } = this.#precoding;
    const most = this.#inner.length;
    switch (grouping.kind) {
      case "random": {
        // Of each inner beam the next user in the shuffled order, beginning anew when all had their turn.
        const byBeam = new Map<number, number[]>();
        for (const user of order) byBeam.set(users.beam[user], [...(byBeam.get(users.beam[user]) ?? []), user]);
        return this.#inner.flatMap((beam) => {
          const own = byBeam.get(beam);
          return own ? [own[group % own.length]] : [];
        });
      }
      case "geographic": {
        const candidates = rotated(order, group);
        const pick = (column: Float64Array) => Float64Array.from(candidates, (user) => column[user]);
        return separatedUsers(pick(users.u), pick(users.v), most, grouping.separation).map(
          (index) => candidates[index],
        );
      }
      case "semiOrthogonal": {
        // Groups look at different parts of the users, so that they differ.
        const candidates = order.filter((_, index) => index % this.#precoding.groups === group);
        const channel = this.#channel(drop, users, candidates, [this.#satellite(0, 0, 0, 0)]);
        const h = complexMatrix(channel.users, channel.antennas);
        channel.at(0, 0, h);
        return semiOrthogonalUsers(h, most, grouping.threshold).map((index) => candidates[index]);
      }
    }
  }

  #serve(drop: number, users: UserDrop, members: readonly number[], errors: RandomStream): ServedGroup {
    const { csi, frequencies } = this.#precoding;
    const channel = this.#channel(drop, users, members, this.#satellites(errors));
    const truth = complexMatrix(channel.users, channel.antennas);
    const known = complexMatrix(channel.users, channel.antennas);
    const weights = complexMatrix(channel.antennas, channel.users);
    const precoder = new LinearPrecoder(channel.users, channel.antennas, this.#precoding);
    const age_s = csi.age.kind === "fixed" ? csi.age.age_s : channel.roundTrip_s() + csi.age.processing_s;
    const gains = () => new Float64Array(frequencies * members.length * members.length);
    const served = {
      drop,
      group: this.#groups,
      users: members,
      frequencies,
      gainRe: gains(),
      gainIm: gains(),
      outside: this.#outside(drop, users, members),
      known: { gainRe: gains(), gainIm: gains() },
      isServed: new Uint8Array(frequencies).fill(1),
      csiAge_s: age_s,
    };
    const state = {
      normalisedError: csi.normalisedError_dB === undefined ? 0 : fromdB(csi.normalisedError_dB),
      amplitudeBits: csi.amplitudeBits,
      phaseBits: csi.phaseBits,
    };
    for (let index = 0; index < frequencies; index++) {
      const offset_Hz = ((index + 0.5) / frequencies - 0.5) * this.#scenario.link.bandwidth_Hz;
      channel.at(0, offset_Hz, truth);
      if (csi.prediction === "orbit") copy(truth, known);
      else channel.at(-age_s, offset_Hz, known);
      reportChannelState(known, state, errors);
      if (!precoder.solve(known, members.length, weights)) {
        served.isServed[index] = 0;
        continue;
      }
      effectiveGains(truth, weights, index, served.gainRe, served.gainIm);
      effectiveGains(known, weights, index, served.known.gainRe, served.known.gainIm);
    }
    return served;
  }

  #channel(
    drop: number,
    users: UserDrop,
    members: readonly number[],
    satellites: readonly SendingSatellite[],
  ): MultiUserChannel {
    const { frame } = this.#layout.beams;
    return new MultiUserChannel({
      frame,
      carrier_Hz: this.#scenario.link.carrier_Hz,
      satellites,
      places: members.map((user) => groundPlace(frame, users.u[user], users.v[user]) as UnitVector),
      peakSnr: this.#snr.peakSnr,
      reference: this.#layout.centre,
      ...this.#fading(drop, users, members),
    });
  }

  /** The members' own multipath, around the moment of the study; none without a fading channel. */
  #fading(drop: number, users: UserDrop, members: readonly number[]): Pick<MultiUserParameters, "fading"> {
    const all = members.map((user) => userFading(this.#scenario, drop * users.length + user, directionOf(users, user)));
    if (all.some((each) => each === undefined)) return {};
    return { fading: (user, time_s, offset_Hz, gain) => all[user]?.(studyTime_s + time_s, offset_Hz, gain) };
  }

  #satellites(errors: RandomStream): SendingSatellite[] {
    const first = this.#satellite(0, 0, 0, 0);
    const second = this.#precoding.secondSatellite;
    if (!second) return [first];
    const phase_rad = errors.gaussian() * second.phaseError_deg * (Math.PI / 180);
    return [
      first,
      this.#satellite(second.ahead_deg, second.beside_deg, phase_rad, errors.gaussian() * second.timingError_s),
    ];
  }

  #satellite(ahead_deg: number, beside_deg: number, phaseError_rad: number, timingError_s: number): SendingSatellite {
    return {
      aperture: this.#aperture,
      ahead_rad: (ahead_deg * Math.PI) / 180,
      beside_rad: (beside_deg * Math.PI) / 180,
      phaseError_rad,
      timingError_s,
    };
  }

  /** Interference over noise of the outer beams and of the link's other sources, a user. */
  #outside(drop: number, users: UserDrop, members: readonly number[]): Float64Array {
    const { beams, field } = this.#layout;
    const powers = emptyBeamPowers();
    return Float64Array.from(members, (user) => {
      const [u, v] = [users.u[user], users.v[user]];
      const view = { u, v, w: Math.sqrt(1 - u * u - v * v), slantRange_m: 0, sinElevation: 0 };
      let outer = 0;
      for (let beam = 0; beam < beams.length; beam++) {
        if (!beams.isInner[beam] && beams.isLit[beam])
          outer += (beams.amplitude[beam] * field.at(beam, view.u, view.v, view.w)) ** 2;
      }
      beamPowers(beams, field, view, powers);
      const peak = this.#snr.peakSnr(users.slantRange_m[user], users.elevation_deg[user]);
      const gain = { re: 1, im: 0 };
      userFading(this.#scenario, drop * users.length + user, directionOf(users, user))?.(studyTime_s, 0, gain);
      return peak * (gain.re ** 2 + gain.im ** 2) * (outer + powers.wanted / this.#snr.otherInterference);
    });
  }
}

/** 0 to length - 1 in random order (Fisher and Yates). */
function shuffled(length: number, stream: RandomStream): number[] {
  const order = Array.from({ length }, (_, index) => index);
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(stream.uniform() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}

function rotated(order: readonly number[], by: number): number[] {
  const from = by % order.length;
  return [...order.slice(from), ...order.slice(0, from)];
}

function copy(from: ComplexMatrix, to: ComplexMatrix): void {
  to.re.set(from.re);
  to.im.set(from.im);
}
