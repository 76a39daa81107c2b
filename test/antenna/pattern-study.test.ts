import { expect, test } from "vitest";
import type { AntennaPattern, PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { type ArrayDirection, angleBetween_deg, displaced, folded } from "../../src/antenna/array-direction.js";
import { gaussLegendre } from "../../src/antenna/gauss-legendre.js";
import { patternFromCsv } from "../../src/antenna/pattern-csv.js";
import { patternStudy, studyExtent } from "../../src/antenna/pattern-study.js";

const carrier_Hz = 20e9;
const study = (
  pattern: AntennaPattern,
  beam: ArrayDirection = { theta_deg: 0, phi_deg: 0 },
  frequency_Hz = carrier_Hz,
) => patternStudy(pattern, { carrier_Hz, frequency_Hz, beam, xpd_dB: 30, phi_deg: [45], phiStep_deg: 30 });
const array: PlanarArray = {
  kind: "planarArray",
  rows: 20,
  columns: 40,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 4.97,
  elementExponent: 1,
  taper: "uniform",
  loss_dB: 0,
  scanLimit_deg: 60,
};

test("a circular aperture has its efficiency as mean gain, the directivity of its area, and side lobes of -17.57 dB", () => {
  // Directivity of a uniform aperture, (pi D / lambda)^2 to a thousandth; first side lobe of 2 J1(x) / x: -17.57 dB.
  const { figures } = study({ kind: "circularAperture", diameter_m: 0.5, efficiency: 0.6 });
  expect(figures.efficiency).toBeCloseTo(0.6, 3);
  expect(figures.directivity_dBi).toBeCloseTo(20 * Math.log10((Math.PI * 0.5 * carrier_Hz) / 299_792_458), 2);
  expect(figures.along.firstSideLobe?.level_dB).toBeCloseTo(-17.57, 2);
  expect(figures.along.beamwidth_deg).toBeCloseTo(figures.across.beamwidth_deg!, 6);
  expect(figures.xpd_dB).toBeCloseTo(30, 9);
});

test("a uniform array has beams of 0.886 / (N d), side lobes of -13.26 dB, and at 60 deg twice the width along", () => {
  const { figures } = study(array);
  // 3 dB instead of half the power makes 0.17 % less.
  expect(figures.along.beamwidth_deg! / ((0.886 / 20) * (180 / Math.PI))).toBeCloseTo(1, 2);
  expect(figures.across.beamwidth_deg! / ((0.886 / 10) * (180 / Math.PI))).toBeCloseTo(1, 2);
  expect(figures.along.firstSideLobe?.level_dB).toBeCloseTo(-13.26, 1);
  expect([figures.peakTheta_deg, figures.squint_deg]).toEqual([0, 0]);
  const steered = study(array, { theta_deg: 60, phi_deg: 0 }).figures;
  expect(steered.along.beamwidth_deg! / figures.along.beamwidth_deg!).toBeCloseTo(2, 0);
  expect(steered.across.beamwidth_deg! / figures.across.beamwidth_deg!).toBeCloseTo(1, 1);
});

test("phase shifters make the beam squint: 1.64 deg from 50 deg at 2 % above the carrier", () => {
  // asin(sin(50 deg) / 1.02) = 48.68 deg for isotropic elements.
  const analog: PlanarArray = { ...array, elementExponent: 0, beamformer: { architecture: "analog" } };
  const { figures } = study(analog, { theta_deg: 50, phi_deg: 0 }, 1.02 * carrier_Hz);
  expect(figures.peakTheta_deg).toBeCloseTo(48.68, 1);
  expect(figures.squint_deg).toBeCloseTo(50 - figures.peakTheta_deg, 4);
});

test("a pattern that no antenna has is told of by its mean gain", () => {
  const { figures, warnings } = study({ kind: "fixedGain", gain_dBi: 6 });
  expect(figures.efficiency).toBeCloseTo(3.981, 3);
  expect(figures.directivity_dBi).toBeCloseTo(0, 6);
  expect(figures.along.beamwidth_deg).toBeUndefined();
  expect(warnings.map(({ message }) => message).join()).toMatch(/398\.1 %, above 100 %/);
});

test("a grating lobe that is higher than the beam, and a beam beyond the scan limit, are told of", () => {
  const wide: PlanarArray = { ...array, columnSpacing: 1, elementExponent: 1.3, scanLimit_deg: 40 };
  const { warnings } = study(wide, { theta_deg: 45, phi_deg: 0 });
  const text = warnings.map(({ message }) => message).join();
  expect(text).toMatch(/another lobe is higher/);
  expect(text).toMatch(/beyond the scan limit of 40 deg/);
  expect(text).toMatch(/allows grating lobes/);
});

test("cuts, samples and the plane of u and v agree with each other", () => {
  const { cuts, samples, uv, figures } = study(array, { theta_deg: 30, phi_deg: 0 });
  expect(cuts.map(({ name }) => name).slice(2)).toEqual(["phi = 0 deg", "phi = 90 deg", "phi = 45 deg"]);
  const phi0 = cuts[2];
  const at = phi0.angle_deg.findIndex((angle) => Math.abs(angle - 10 * samples.step_deg) < 1e-9);
  const row = samples.theta_deg.findIndex(
    (theta, index) => Math.abs(theta - 10 * samples.step_deg) < 1e-9 && samples.phi_deg[index] === 0,
  );
  expect(samples.co_dBi[row]).toBeCloseTo(phi0.gains[at].co_dBi, 9);
  expect(Math.max(...uv.co_dBi.filter((gain) => !Number.isNaN(gain)))).toBeLessThanOrEqual(figures.peakGain_dBi + 1e-9);
  expect(uv.co_dBi[0]).toBeNaN();
  expect(
    studyExtent(array, {
      carrier_Hz,
      frequency_Hz: carrier_Hz,
      beam: { theta_deg: 0, phi_deg: 0 },
      xpd_dB: 30,
      phi_deg: [],
      phiStep_deg: 5,
      step_deg: 0.2,
    }).step_deg,
  ).toBe(0.2);
});

test("directions on a great circle are as far away as they should be", () => {
  for (const course of ["along", "across"] as const) {
    const away = displaced({ theta_deg: 40, phi_deg: 70 }, 13, course);
    expect(angleBetween_deg({ theta_deg: 40, phi_deg: 70 }, away)).toBeCloseTo(13, 9);
  }
  expect(folded(-10, 30)).toEqual({ theta_deg: 10, phi_deg: 210 });
});

test("Gauss and Legendre integrate x^6 from 0 to 1 with 4 nodes, and their weights add to the interval", () => {
  const { nodes, weights } = gaussLegendre(4, 0, 1);
  expect(nodes.reduce((sum, x, index) => sum + weights[index] * x ** 6, 0)).toBeCloseTo(1 / 7, 14);
  expect(gaussLegendre(300, -1, 1).weights.reduce((a, b) => a + b)).toBeCloseTo(2, 12);
});

test("a narrow beam from a file, in cuts all around, has the efficiency that its gains add up to", () => {
  const [peak_dBi, width_deg] = [45, 0.5];
  const rows = ["theta_deg,phi_deg,gain_dBi"];
  for (const phi of [0, 90, 180, 270]) {
    for (let step = 0; step <= 100; step++) {
      const theta = step * 0.02;
      rows.push(`${theta},${phi},${peak_dBi - 10 * Math.LOG10E * (theta ** 2 / (2 * width_deg ** 2))}`);
    }
  }
  const table = patternFromCsv(rows.join("\n"), "beam.csv");
  const { figures } = study({ kind: "imported", file: "beam.csv", format: "csv", coPolar: "first", table });
  const width = (width_deg * Math.PI) / 180;
  // 1 / (4 pi) times 2 pi G times w^2 (1 - exp(-t^2 / 2 w^2)) at t = 2 deg = 4 w.
  expect(figures.efficiency! / ((10 ** 4.5 / 2) * width ** 2 * (1 - Math.exp(-8)))).toBeCloseTo(1, 3);
  // 3 dB: 2 w sqrt(2 x 0.6908).
  expect(figures.along.beamwidth_deg).toBeCloseTo(2 * width_deg * Math.sqrt(2 * 0.3 * Math.LN10), 3);
});
