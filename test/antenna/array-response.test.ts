import { expect, test } from "vitest";
import type { PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { ArrayField } from "../../src/antenna/array-field.js";
import { ElementResponse, elementPositions } from "../../src/antenna/array-response.js";
import { patternFromCsv } from "../../src/antenna/pattern-csv.js";

const array: PlanarArray = {
  kind: "planarArray",
  rows: 3,
  columns: 4,
  rowSpacing: 0.6,
  columnSpacing: 0.5,
  elementGain_dBi: 5,
  elementExponent: 1.2,
  taper: "uniform",
  loss_dB: 0.4,
  scanLimit_deg: 60,
};
const direction = { theta_deg: 35, phi_deg: 110 };

test("elements stand about the middle, row by row; a triangular lattice shifts each second row by half a spacing", () => {
  const { x, y } = elementPositions(array);
  expect([...x.slice(0, 4)]).toEqual([-0.75, -0.25, 0.25, 0.75]);
  expect([y[0], y[4], y[8]]).toEqual([-0.6, 0, 0.6]);
  const shifted = elementPositions({ ...array, lattice: "triangular" });
  expect(shifted.x[4] - shifted.x[0]).toBeCloseTo(0.25, 14);
});

test("conjugate weights give the array's gain in full: N g / loss", () => {
  const response = new ElementResponse(array);
  const [re, im] = [new Float64Array(14), new Float64Array(14)];
  response.towards(direction, 1, re, im, 2);
  let power = 0;
  for (let index = 2; index < 14; index++) power += re[index] ** 2 + im[index] ** 2;
  const expected_dBi = 5 + 12 * Math.log10(Math.cos((35 * Math.PI) / 180)) + 10 * Math.log10(12) - 0.4;
  expect(10 * Math.log10(power)).toBeCloseTo(expected_dBi, 10);
  expect(new ArrayField(array, direction).gains(direction).co_dBi).toBeCloseTo(expected_dBi, 10);
  expect([re[0], re[1]]).toEqual([0, 0]);
});

test("responses with the weights of a beam are the field of the array, errors and an imported element included", () => {
  const text = "theta_deg,phi_deg,gain_dBi,phase_deg\n0,0,5,0\n90,0,-5,90\n";
  const built: PlanarArray = {
    ...array,
    elementPattern: { file: "e.csv", format: "csv", coPolar: "first", table: patternFromCsv(text, "e.csv") },
    errors: { phase_deg: 20, amplitude_dB: 1, failedFraction: 0.2, failedElements: [[1, 1]], seed: 7 },
  };
  const beam = { theta_deg: 20, phi_deg: 100 };
  const ratio = 1.07;
  const [re, im] = [new Float64Array(12), new Float64Array(12)];
  new ElementResponse(built).towards(direction, ratio, re, im);
  expect(re.filter((value, index) => value === 0 && im[index] === 0).length).toBeGreaterThanOrEqual(2);
  const { x, y } = elementPositions(built);
  const sine = Math.sin((beam.theta_deg * Math.PI) / 180);
  const [u0, v0] = [sine * Math.cos((beam.phi_deg * Math.PI) / 180), sine * Math.sin((beam.phi_deg * Math.PI) / 180)];
  let [sumRe, sumIm, accepted] = [0, 0, 0];
  // The amplitudes that the working elements accept: without element pattern and loss.
  const size = Math.hypot(...[10 ** ((5 - (10 * 35) / 90) / 20) * 10 ** (-0.4 / 20)]);
  for (let index = 0; index < 12; index++) {
    const phase = -2 * Math.PI * ratio * (x[index] * u0 + y[index] * v0);
    sumRe += re[index] * Math.cos(phase) - im[index] * Math.sin(phase);
    sumIm += re[index] * Math.sin(phase) + im[index] * Math.cos(phase);
    accepted += (re[index] ** 2 + im[index] ** 2) / size ** 2;
  }
  const field = new ArrayField(built, beam, { frequencyRatio: ratio }).gains(direction);
  expect(10 * Math.log10((sumRe ** 2 + sumIm ** 2) / accepted)).toBeCloseTo(field.co_dBi, 9);
  const turn = field.phase_deg - (Math.atan2(sumIm, sumRe) * 180) / Math.PI;
  expect(Math.abs(turn - 360 * Math.round(turn / 360))).toBeLessThan(1e-8);
});

test("too little room and no frequency are refused", () => {
  const response = new ElementResponse(array);
  expect(() => response.towards(direction, 1, new Float64Array(11), new Float64Array(12))).toThrow(
    /room for 12 elements/,
  );
  expect(() => response.towards(direction, Number.NaN, new Float64Array(12), new Float64Array(12))).toThrow(
    /above 0 times/,
  );
});
