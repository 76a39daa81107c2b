import { dropUsers, type UserDrop } from "../channel/user-drop.js";
import { fromdB } from "../decibel.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import { RandomStream } from "../random/random-stream.js";
import type { Beams } from "../scenario/beams.js";
import type { Scenario } from "../scenario/scenario.js";
import { type BeamLayout, beamLayout } from "./beam-layout.js";
import type { UserSlots } from "./beam-slots.js";
import { type PrecodedUsers, PrecodingStudy } from "./precoding-study.js";
import type { SkyView } from "./sky.js";
import { studyTime_s } from "./study-time.js";
import { directionOf, userFading } from "./user-fading.js";
import { type UserSnr, userSnr } from "./user-snr.js";

/** Users of all drops, in the order of the drops; ratios are linear, all arrays have `length` elements. */
export interface BeamStudy {
  readonly layout: BeamLayout;
  readonly length: number;
  readonly drop: Uint32Array;
  readonly u: Float64Array;
  readonly v: Float64Array;
  readonly elevation_deg: Float64Array;
  readonly slantRange_m: Float64Array;
  readonly beam: Uint16Array;
  readonly couplingLoss_dB: Float64Array;
  /** With the user's fading, where the scenario has a fading channel. */
  readonly snr: Float64Array;
  /** Against the satellite's own beams; Infinity where no beam shares the frequency. */
  readonly sir: Float64Array;
  /** Noise, own beams and the link's other interference. */
  readonly sinr: Float64Array;
  readonly precoded?: PrecodedUsers;
  /** Users that were sent transport blocks, in a bit-true run of NR. */
  readonly slots?: readonly UserSlots[];
  readonly warnings: readonly Warning[];
}

export interface BeamStudyOptions {
  /** @param fraction of the work, 0 to 1 */
  readonly onProgress?: (fraction: number, doing: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Drops users under a scenario's beams and computes what each receives, without precoding and, where the scenario asks for
 * it, with. Drop n is a pure function of the scenario, its seed and n.
 *
 * O(drops x users x beams), with precoding O(drops x groups x frequencies x (users^2 antennas)).
 *
 * @param view where the satellite stands over the site
 * @throws LeolinkError (`input`) for a layout that reaches no users
 */
export function beamStudy(scenario: Scenario, beams: Beams, view: SkyView, options: BeamStudyOptions = {}): BeamStudy {
  const { onProgress = () => {}, signal } = options;
  const layout = beamLayout(scenario, beams, view);
  const snr = userSnr(scenario, layout.beams.frame.altitude_m);
  const innerBeams = layout.beams.isInner.reduce((sum, isInner) => sum + isInner, 0);
  const perDrop = beams.users.perBeam * innerBeams;
  const study = emptyStudy(layout, beams.users.drops * perDrop, snr.warnings);
  const precoding = beams.precoding && new PrecodingStudy(scenario, beams.precoding, layout, snr);
  const stream = new RandomStream(scenario.run.seed, "beams.users");
  for (let drop = 0; drop < beams.users.drops; drop++) {
    signal?.throwIfAborted();
    onProgress(drop / beams.users.drops, `drop ${drop + 1} of ${beams.users.drops}`);
    stream.reset(drop);
    const users = droppedUsers(scenario, layout, perDrop, stream);
    writeDrop(study, drop, users, snr, fadedPowers(scenario, drop, users), beams.crossPolarIsolation_dB);
    precoding?.addDrop(drop, users);
  }
  onProgress(1, "beams");
  return { ...study, precoded: precoding?.result() };
}

/** @throws LeolinkError (`input`) for a layout that reaches no users */
export function droppedUsers(
  scenario: Scenario,
  { beams, field }: BeamLayout,
  count: number,
  stream: RandomStream,
): UserDrop {
  const { minimumElevation_deg } = scenario.site;
  try {
    return dropUsers(beams, field, count, minimumElevation_deg, stream);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LeolinkError("input", [
      {
        message: error.message,
        location: { file: scenario.title, path: "beams" },
        hint: "lower site.minimumElevation",
      },
    ]);
  }
}

function emptyStudy(layout: BeamLayout, length: number, warnings: readonly Warning[]): BeamStudy {
  const column = () => new Float64Array(length);
  return {
    layout,
    length,
    drop: new Uint32Array(length),
    u: column(),
    v: column(),
    elevation_deg: column(),
    slantRange_m: column(),
    beam: new Uint16Array(length),
    couplingLoss_dB: column(),
    snr: column(),
    sir: column(),
    sinr: column(),
    warnings,
  };
}

/** Power gain of each user's fading at the moment of the study, at the carrier; all ones without fading. */
function fadedPowers(scenario: Scenario, drop: number, users: UserDrop): Float64Array {
  const gain = { re: 1, im: 0 };
  return Float64Array.from({ length: users.length }, (_, user) => {
    userFading(scenario, drop * users.length + user, directionOf(users, user))?.(studyTime_s, 0, gain);
    return gain.re ** 2 + gain.im ** 2;
  });
}

/**
 * @param fading power gain of each user's own multipath, which wanted signal and interference of the satellite share
 */
function writeDrop(
  study: BeamStudy,
  drop: number,
  users: UserDrop,
  snr: UserSnr,
  fading: Float64Array,
  isolation_dB: number,
): void {
  const isolation = fromdB(-isolation_dB);
  const from = drop * users.length;
  study.drop.fill(drop, from, from + users.length);
  study.u.set(users.u, from);
  study.v.set(users.v, from);
  study.elevation_deg.set(users.elevation_deg, from);
  study.slantRange_m.set(users.slantRange_m, from);
  study.beam.set(users.beam, from);
  for (let user = 0; user < users.length; user++) {
    const range_m = users.slantRange_m[user];
    const elevation_deg = users.elevation_deg[user];
    const peak = snr.peakSnr(range_m, elevation_deg) * fading[user];
    const wanted = users.wanted[user];
    const interference = users.coChannel[user] + isolation * users.crossPolar[user];
    study.couplingLoss_dB[from + user] = snr.peakCouplingLoss_dB(range_m, elevation_deg) - 10 * Math.log10(wanted);
    study.snr[from + user] = peak * wanted;
    study.sir[from + user] = wanted / interference;
    study.sinr[from + user] = wanted / (interference + 1 / peak + wanted / snr.otherInterference);
  }
}
