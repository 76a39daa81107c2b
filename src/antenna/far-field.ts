import { speedOfLight_ms } from "../physics.js";
import { antennaGain_dBi } from "./antenna-gain.js";
import type { AntennaPattern } from "./antenna-pattern.js";
import { type ArrayDirection, folded } from "./array-direction.js";
import { ArrayField } from "./array-field.js";
import { patternTable } from "./imported-pattern.js";

/** Gains in a direction; dBi, -Infinity where there is no radiation or no cross-polar part is known. */
export interface PolarGain {
  readonly co_dBi: number;
  readonly cross_dBi: number;
}

export interface FarFieldOptions {
  /** At which a pattern's phases are set, and its spacings are meant. */
  readonly carrier_Hz: number;
  /** At which it is looked at. */
  readonly frequency_Hz: number;
  /** To where an array's beam is steered; of no meaning for other patterns, whose beam is at boresight. */
  readonly beam: ArrayDirection;
  /** Co-polar over cross-polar power of an antenna whose pattern does not say it; Infinity is pure. */
  readonly xpd_dB: number;
}

/** An antenna's gains in every direction. */
export interface FarField {
  at(direction: ArrayDirection): PolarGain;
  /** Whether the co-polar gain stands for both polarisations: that of a pattern which knows one gain only. */
  readonly isWhole: boolean;
  /** Whether the gain depends on the angle from boresight alone. */
  readonly isRound: boolean;
  /** Largest angle from boresight at which there may be radiation. */
  readonly largestTheta_deg: number;
  /** Operations that a direction costs, about. */
  readonly cost: number;
  /** Radius of the antenna in wavelengths, by which its lobes narrow; undefined where its size is not known. */
  readonly radius: number | undefined;
  /** Angle within which a pattern that is given by samples does not change its course. */
  readonly detail_deg?: number;
}

/**
 * Far field of an antenna with its beam steered, at a frequency. The gains of elements, masks and imported patterns hold at all
 * frequencies; an aperture's follow the frequency, and so does an array's factor.
 */
export function farField(pattern: AntennaPattern, options: FarFieldOptions): FarField {
  const { carrier_Hz, frequency_Hz, beam, xpd_dB } = options;
  if (!(carrier_Hz > 0 && frequency_Hz > 0)) {
    throw new RangeError(
      `farField: expected a carrier and a frequency above 0 Hz, found ${carrier_Hz} and ${frequency_Hz}`,
    );
  }
  const polarised = (co_dBi: number): PolarGain => ({ co_dBi, cross_dBi: co_dBi - xpd_dB });
  if (pattern.kind === "planarArray") {
    const frequencyRatio = frequency_Hz / carrier_Hz;
    const field = new ArrayField(pattern, beam, { frequencyRatio });
    const { rows, columns, rowSpacing, columnSpacing, elementPattern } = pattern;
    const knowsCross = pattern.polarisation !== undefined || elementPattern !== undefined;
    return {
      at: (direction) => {
        const gains = field.gains(folded(direction.theta_deg, direction.phi_deg));
        return knowsCross ? gains : polarised(gains.co_dBi);
      },
      isWhole: !knowsCross,
      isRound: false,
      largestTheta_deg: elementPattern ? patternTable(elementPattern).largestTheta_deg : 90,
      cost: field.cost,
      radius: (frequencyRatio * Math.hypot(rows * rowSpacing, columns * columnSpacing)) / 2,
    };
  }
  if (pattern.kind === "imported") {
    const table = patternTable(pattern);
    return {
      at: ({ theta_deg, phi_deg }) => {
        const gains = table.at(theta_deg, phi_deg);
        return table.hasCrossPolar ? gains : polarised(gains.co_dBi);
      },
      isWhole: !table.hasCrossPolar,
      isRound: table.phiCount === 1,
      largestTheta_deg: table.largestTheta_deg,
      cost: 20,
      radius: undefined,
      detail_deg: table.smallestStep_deg,
    };
  }
  return {
    at: ({ theta_deg, phi_deg }) =>
      polarised(antennaGain_dBi(pattern, frequency_Hz, folded(theta_deg, phi_deg).theta_deg)),
    isWhole: true,
    isRound: true,
    largestTheta_deg: pattern.kind === "circularAperture" ? 90 : 180,
    cost: pattern.kind === "circularAperture" ? 500 : 10,
    radius:
      pattern.kind === "circularAperture" || pattern.kind === "ituS465"
        ? (pattern.diameter_m * frequency_Hz) / speedOfLight_ms / 2
        : undefined,
  };
}
