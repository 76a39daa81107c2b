import type { Warning } from "../leolink-error.js";
import type { ItuS1528 } from "./antenna-pattern.js";

const source = "ITU-R S.1528";
/** ITU-R S.1528-0, Table 1, circular beam (z = 1). */
const a = 2.58;
const b = 6.32;
const alpha = 1.5;
/** Far-out side lobes of recommends 1.2. */
const farOut_dBi = 0;

/**
 * Gain of a non-geostationary satellite's antenna, ITU-R S.1528-0, recommends 1.2, circular beam (z = 1).
 *
 * The main lobe G - 3 (psi / psi_b)^1.5 is used from the axis on, as the ITU's antenna pattern library (APSREC409V01) does.
 * At 2.58 psi_b the pattern falls by a step from -12.4 dB to the near-in side lobes, as printed.
 *
 * @param offBoresight_deg -180 to 180
 * @returns dBi
 */
export function s1528Gain_dBi(pattern: ItuS1528, offBoresight_deg: number): number {
  const psi_deg = checkedAngle(offBoresight_deg);
  const { gain_dBi, halfBeamwidth_deg, sideLobe_dB } = pattern;
  if (!(halfBeamwidth_deg > 0)) {
    throw new RangeError(`s1528Gain_dBi: expected a half beamwidth above 0 deg, found ${halfBeamwidth_deg}`);
  }
  if (psi_deg > 90) return Math.max(0, 15 + sideLobe_dB + 0.25 * gain_dBi);
  if (psi_deg <= a * halfBeamwidth_deg) return gain_dBi - 3 * (psi_deg / halfBeamwidth_deg) ** alpha;
  const nearIn_dBi = gain_dBi + sideLobe_dB;
  if (psi_deg <= b * halfBeamwidth_deg) return nearIn_dBi;
  return Math.max(nearIn_dBi - 25 * Math.log10(psi_deg / (b * halfBeamwidth_deg)), farOut_dBi);
}

/**
 * Gain of a LEO satellite's antenna, ITU-R S.1528-0, recommends 1.3: side lobes from 6.75 dB below the peak at
 * 1.5 psi_b, falling by 25 log10 to the far-out level of 5 dBi.
 *
 * @param halfBeamwidth_deg one half of the 3 dB beamwidth, psi_b
 * @param offBoresight_deg  -180 to 180
 * @returns dBi
 */
export function s1528LeoGain_dBi(gain_dBi: number, halfBeamwidth_deg: number, offBoresight_deg: number): number {
  const psi_deg = checkedAngle(offBoresight_deg);
  if (!(halfBeamwidth_deg > 0)) {
    throw new RangeError(`s1528LeoGain_dBi: expected a half beamwidth above 0 deg, found ${halfBeamwidth_deg}`);
  }
  const crossPoint_deg = 1.5 * halfBeamwidth_deg;
  if (psi_deg <= crossPoint_deg) return gain_dBi - 3 * (psi_deg / halfBeamwidth_deg) ** 2;
  return Math.max(gain_dBi - 6.75 - 25 * Math.log10(psi_deg / crossPoint_deg), 5);
}

/** Where the Recommendation does not reach: 30 GHz and above, and side-lobe levels outside -30 to -15 dB. */
export function s1528Warnings(pattern: ItuS1528, carrier_Hz: number): Warning[] {
  const warnings: Warning[] = [];
  if (!(carrier_Hz < 30e9)) {
    warnings.push({ source, message: `valid below 30 GHz, used at ${carrier_Hz / 1e9} GHz` });
  }
  if (!(pattern.sideLobe_dB >= -30 && pattern.sideLobe_dB <= -15)) {
    warnings.push({
      source,
      message: `gives side lobes of -15, -20, -25 or -30 dB, used with ${pattern.sideLobe_dB} dB`,
    });
  }
  return warnings;
}

function checkedAngle(offBoresight_deg: number): number {
  const angle_deg = Math.abs(offBoresight_deg);
  if (angle_deg <= 180) return angle_deg;
  throw new RangeError(`ITU-R S.1528: expected an angle from -180 to 180 deg, found ${offBoresight_deg}`);
}
