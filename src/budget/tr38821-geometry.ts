import { beamReuses, beamSpacing, hexagonalLattice } from "../antenna/beam-lattice.js";
import { beamField } from "../channel/beam-field.js";
import { type BeamSet, beamSet } from "../channel/beam-set.js";
import { dropUsers, type UserDrop } from "../channel/user-drop.js";
import { fromdB } from "../decibel.js";
import { RandomStream } from "../random/random-stream.js";
import {
  type Tr38821StudyCase,
  tr38821Altitude_km,
  tr38821Beams,
  tr38821Carrier_GHz,
  tr38821CentralBeam_u,
  tr38821InnerTiers,
  tr38821OuterTiers,
  tr38821Payloads,
  tr38821StudyCases,
  tr38821Terminals,
  tr38821ZenithGas_dB,
} from "./tr38821.data.js";
import { closedFormBudget, tr38821TerminalGOverT_dBK } from "./tr38821.js";

const radian = Math.PI / 180;
/** Table 6.1.1.1-5's lowest elevation of a user, Table 4.2-2. */
const minimumElevation_deg = 10;

/** Users of all drops of a study case, linear ratios. */
export interface Tr38821Geometry {
  readonly users: UserDrop;
  readonly beams: BeamSet;
  readonly sir: Float64Array;
  readonly sinr: Float64Array;
}

/**
 * Downlink geometry of a study case of 3GPP TR 38.821 V16.2.0 (Table 6.1.1.1-9): users uniform on the ground of the inner 19
 * beams, each served by its strongest beam, interfered with by every other beam of its frequency and polarisation.
 *
 * As the TR's calibration: Bessel pattern of TR 38.811, 6.4.1; beam spacing from the 3 dB beamwidth (Table 6.1.1.1-4);
 * 61 beams with frequency reuse 1, 127 otherwise (Table 6.1.1.1-6); the same EIRP density whatever the reuse; gas, no
 * shadowing and no scintillation; orthogonal polarisations do not interfere; the terminal's gain is the same towards all
 * beams of its satellite.
 *
 * @param studyCase 1 to 30
 * @param users     in all
 * @throws RangeError on a study case that the TR does not have
 */
export function tr38821DownlinkGeometry(studyCase: number, users: number, seed: number): Tr38821Geometry {
  const found = Number.isInteger(studyCase) ? tr38821StudyCases[studyCase - 1] : undefined;
  if (!found) throw new RangeError(`expected a study case from 1 to ${tr38821StudyCases.length}, found ${studyCase}`);
  const beams = studyCaseBeams(found);
  const carrier_Hz = tr38821Carrier_GHz[found.band].DL * 1e9;
  const { apertureDiameter_m } = tr38821Beams[found.set][found.band][found.orbit];
  // Only the shape counts: the EIRP density is that of the beam's axis.
  const field = beamField(
    { kind: "circularAperture", diameter_m: apertureDiameter_m, efficiency: 1 },
    carrier_Hz,
    beams,
  );
  const stream = new RandomStream(seed, "tr38821.users", studyCase);
  const drop = dropUsers(beams, field, users, minimumElevation_deg, stream);
  const peakSnr = peakSnrOf(found, carrier_Hz);
  const sir = new Float64Array(users);
  const sinr = new Float64Array(users);
  for (let user = 0; user < users; user++) {
    const interference = drop.coChannel[user];
    const noise = 1 / peakSnr(drop.slantRange_m[user], drop.elevation_deg[user]);
    sir[user] = drop.wanted[user] / interference;
    sinr[user] = drop.wanted[user] / (interference + noise);
  }
  return { users: drop, beams, sir, sinr };
}

function studyCaseBeams({ orbit, set, band, reuse, polarisationReuse }: Tr38821StudyCase): BeamSet {
  const { halfPowerBeamwidth_deg } = tr38821Beams[set][band][orbit];
  const colouring = beamReuses.find(
    ({ frequencies, polarisations }) => frequencies === reuse && (polarisations === 2) === polarisationReuse,
  );
  if (!colouring) throw new RangeError(`no colouring of ${reuse} frequencies`);
  const tiers = tr38821InnerTiers + (reuse === 1 ? tr38821OuterTiers.reuse1 : tr38821OuterTiers.reuseAbove1);
  return beamSet({
    frame: { altitude_m: tr38821Altitude_km[orbit] * 1e3 },
    lattice: hexagonalLattice(tiers, beamSpacing(halfPowerBeamwidth_deg), { u: tr38821CentralBeam_u[orbit], v: 0 }),
    reuse: colouring,
    innerTiers: tr38821InnerTiers,
    litTiers: tiers,
  });
}

/** SNR of a user on the axis of a beam, by its slant range and elevation. */
function peakSnrOf(
  { set, band, orbit, terminal }: Tr38821StudyCase,
  carrier_Hz: number,
): (slantRange_m: number, elevation_deg: number) => number {
  const zenith = closedFormBudget({
    carrier_Hz,
    altitude_m: tr38821Altitude_km[orbit] * 1e3,
    elevation_deg: 90,
    eirp_dBW: tr38821Payloads[set][band][orbit].eirpDensity_dBWMHz,
    gOverT_dBK: tr38821TerminalGOverT_dBK(tr38821Terminals[terminal]),
    bandwidth_Hz: 1e6,
    gas_dB: 0,
    shadowing_dB: 0,
    scintillation_dB: 0,
    polarisation_dB: 0,
  });
  const snrZenith = fromdB(zenith.cn_dB);
  const gasNeper = tr38821ZenithGas_dB[band] * (Math.LN10 / 10);
  return (slantRange_m, elevation_deg) =>
    snrZenith * (zenith.slantRange_m / slantRange_m) ** 2 * Math.exp(-gasNeper / Math.sin(elevation_deg * radian));
}
