import { antennaGain_dBi, peakGain_dBi } from "./antenna-gain.js";
import type { AntennaPattern } from "./antenna-pattern.js";
import { ArrayField } from "./array-field.js";
import { hasClosedForm } from "./line-taper.js";
import { arrayGain_dBi } from "./planar-array.js";

/**
 * Full width of the main lobe at `drop_dB` below the gain on boresight, twice the angle on one side; an array's at broadside. TR 38.821 takes 3 dB, not half the power
 * (3.0103 dB), for the beamwidths of its satellites.
 *
 * @param azimuth_deg of the cut through an array, from the axis along which its columns are counted
 * @returns degrees; undefined where the gain does not fall that far, e.g. for a fixed gain
 */
export function beamwidth_deg(
  pattern: AntennaPattern,
  carrier_Hz: number,
  drop_dB = 3,
  azimuth_deg = 0,
): number | undefined {
  if (!(drop_dB > 0 && drop_dB < Infinity)) {
    throw new RangeError(`beamwidth_deg: expected a drop above 0 dB, found ${drop_dB}`);
  }
  const broadside = { theta_deg: 0, phi_deg: 0 };
  const field =
    pattern.kind === "planarArray" && !hasClosedForm(pattern) ? new ArrayField(pattern, broadside) : undefined;
  const peak_dBi =
    pattern.kind === "imported" ? antennaGain_dBi(pattern, carrier_Hz, 0) : peakGain_dBi(pattern, carrier_Hz);
  const hasFallen = (angle_deg: number) => {
    const direction = { theta_deg: angle_deg, phi_deg: azimuth_deg };
    const gain_dBi =
      field?.gains(direction).co_dBi ??
      (pattern.kind === "planarArray"
        ? arrayGain_dBi(pattern, direction, broadside)
        : antennaGain_dBi(pattern, carrier_Hz, angle_deg, 0, azimuth_deg));
    return !(gain_dBi > peak_dBi - drop_dB);
  };
  // A step well inside the main lobe: the beam that has this gain is about sqrt(41253 / G) deg wide.
  const step_deg = Math.min(1, Math.sqrt(41_253 / 10 ** (peak_dBi / 10)) / 50);
  let high_deg = step_deg;
  while (!hasFallen(high_deg)) {
    high_deg += step_deg;
    if (high_deg > 180) return undefined;
  }
  let low_deg = high_deg - step_deg;
  for (let halving = 0; halving < 50; halving++) {
    const middle_deg = (low_deg + high_deg) / 2;
    if (hasFallen(middle_deg)) high_deg = middle_deg;
    else low_deg = middle_deg;
  }
  return low_deg + high_deg;
}
