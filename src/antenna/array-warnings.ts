import { dB } from "../decibel.js";
import type { Warning } from "../leolink-error.js";
import type { PlanarArray } from "./antenna-pattern.js";
import { ArrayElements } from "./array-elements.js";
import { importedWarnings } from "./imported-pattern.js";
import { axisTapers } from "./line-taper.js";
import { taylorWarnings } from "./taylor-taper.js";

const radian = Math.PI / 180;

/**
 * Largest scan angle for which no grating lobe enters visible space, in the plane where they stand closest:
 * sin(theta) = 1 / d - 1 with d in wavelengths, the wider spacing; of a triangular lattice 1 / d is the length of its shortest
 * reciprocal vector. 90 deg for spacings up to half a wavelength; NaN from one wavelength on, where there is a grating lobe
 * even at broadside.
 */
export function gratingLobeFreeScan_deg(array: PlanarArray): number {
  const spacing = 1 / shortestReciprocal(array);
  if (!(spacing < 1)) return Number.NaN;
  return spacing <= 0.5 ? 90 : Math.asin(1 / spacing - 1) / radian;
}

/** Distance from a beam to its nearest grating lobe in the plane of u and v. */
function shortestReciprocal({ rowSpacing, columnSpacing, lattice }: PlanarArray): number {
  if (lattice !== "triangular") return 1 / Math.max(rowSpacing, columnSpacing);
  // Reciprocal to (c, 0) and (c / 2, r): (1 / c, -1 / 2r) and (0, 1 / r); also their sum, and (2 / c, 0).
  return Math.min(Math.hypot(1 / columnSpacing, 1 / (2 * rowSpacing)), 1 / rowSpacing, 2 / columnSpacing);
}

/** What an engineer should know of an array: grating lobes within its scan range, and an element above its share of area. */
export function arrayWarnings(array: PlanarArray): Warning[] {
  const messages: string[] = [];
  const { rowSpacing, columnSpacing, scanLimit_deg } = array;
  const freeScan_deg = gratingLobeFreeScan_deg(array);
  if (!(freeScan_deg >= scanLimit_deg)) {
    const beyond = Number.isNaN(freeScan_deg) ? "at every scan angle" : `beyond ${freeScan_deg.toFixed(1)} deg of scan`;
    messages.push(
      `spacing ${spacingText(array)} wavelengths allows grating lobes ${beyond}; limit the scan or reduce the spacing`,
    );
  }
  // An element of a large array cannot gather more than its cell: 4 pi A / lambda^2. Half the tenth of a dB is rounding.
  const cell_dBi = dB(4 * Math.PI * rowSpacing * columnSpacing);
  if (array.rows > 1 && array.columns > 1 && array.elementGain_dBi > cell_dBi + 0.05) {
    messages.push(
      `an element gain of ${array.elementGain_dBi} dBi exceeds the ${cell_dBi.toFixed(2)} dBi of its cell of ${rowSpacing} by ${columnSpacing} wavelengths; the array's gain is too high`,
    );
  }
  messages.push(...builtMessages(array));
  const { rows, columns } = axisTapers(array.taper);
  const tapers = rows === columns ? [rows] : [rows, columns];
  return [
    ...messages.map((message) => ({ source: "planar array", message })),
    ...tapers.flatMap((taper) =>
      typeof taper === "object" && taper.kind === "taylor" ? taylorWarnings(taper.sideLobe_dB, taper.nBar) : [],
    ),
    ...(array.elementPattern ? importedWarnings(array.elementPattern, "element") : []),
  ];
}

/** Of what makes an array less than ideal. */
function builtMessages(array: PlanarArray): string[] {
  const { beamformer, errors } = array;
  const messages: string[] = [];
  if (beamformer?.subArray?.elements === "fixed") {
    const { rows, columns } = beamformer.subArray;
    const spacing = Math.max(rows > 1 ? rows * array.rowSpacing : 0, columns > 1 ? columns * array.columnSpacing : 0);
    if (spacing > 0.5) {
      messages.push(
        `sub-arrays whose elements are fixed stand ${Number(spacing.toPrecision(4))} wavelengths apart: a steered beam has grating lobes and loses the sub-array's own pattern`,
      );
    }
  }
  if (!errors && !beamformer?.attenuator) return messages;
  const elements = new ArrayElements(array);
  if (elements.limited > 0) {
    messages.push(
      `the attenuators' last step is above what the taper asks of ${elements.limited} of ${elements.count} elements`,
    );
  }
  if (elements.failed > 0) {
    const lost_dB = -dB(1 - elements.failed / elements.count);
    messages.push(
      `${elements.failed} of ${elements.count} elements have failed; the gain refers to the power that the others accept: where every element has its own amplifier, the transmit power is ${lost_dB.toFixed(2)} dB lower besides`,
    );
  }
  return messages;
}

function spacingText({ rowSpacing, columnSpacing, lattice }: PlanarArray): string {
  return lattice === "triangular"
    ? `${rowSpacing} by ${columnSpacing} (triangular)`
    : String(Math.max(rowSpacing, columnSpacing));
}
