import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ArrayErrors, Beamformer, PlanarArray } from "../../src/antenna/antenna-pattern.js";
import { directionCosines } from "../../src/antenna/array-direction.js";
import { ArrayElements } from "../../src/antenna/array-elements.js";
import { ArrayField } from "../../src/antenna/array-field.js";
import { arrayWarnings, gratingLobeFreeScan_deg } from "../../src/antenna/array-warnings.js";
import { beamPeak } from "../../src/antenna/beam-peak.js";
import { farField } from "../../src/antenna/far-field.js";
import { arrayGain_dBi } from "../../src/antenna/planar-array.js";

const array: PlanarArray = {
  kind: "planarArray",
  rows: 16,
  columns: 24,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 4.97,
  elementExponent: 1,
  taper: "uniform",
  loss_dB: 0.3,
  scanLimit_deg: 60,
};
const beam = { theta_deg: 40, phi_deg: 25 };
const noErrors: ArrayErrors = { phase_deg: 0, amplitude_dB: 0, failedFraction: 0, failedElements: [], seed: 1 };
const angle = fc.double({ min: 0, max: 89, noNaN: true });
const turn = fc.double({ min: 0, max: 360, noNaN: true });

test("the sum over elements is the closed form of uniform and cosine tapers in every direction", () => {
  fc.assert(
    fc.property(angle, turn, angle, turn, fc.constantFrom("uniform", "cosine"), (theta, phi, theta0, phi0, taper) => {
      const one: PlanarArray = { ...array, taper: taper as "uniform" | "cosine" };
      const direction = { theta_deg: theta, phi_deg: phi };
      const steered = { theta_deg: theta0, phi_deg: phi0 };
      const closed = 10 ** (arrayGain_dBi(one, direction, steered) / 20);
      const summed = 10 ** (new ArrayField(one, steered).gains(direction).co_dBi / 20);
      // Amplitudes: in the nulls decibels say nothing.
      expect(Math.abs(summed - closed)).toBeLessThan(1e-9);
    }),
  );
});

test("an array element by element is the same as rows times columns", () => {
  const tapered: PlanarArray = {
    ...array,
    lattice: "triangular",
    taper: { rows: { kind: "taylor", sideLobe_dB: -30, nBar: 5 }, columns: { kind: "chebyshev", sideLobe_dB: -25 } },
    beamformer: { architecture: "analog" },
  };
  const fast = new ArrayField(tapered, beam, { frequencyRatio: 1.04 });
  const general = new ArrayField({ ...tapered, errors: noErrors }, beam, { frequencyRatio: 1.04 });
  expect([fast.cost, general.cost]).toEqual([40, 384]);
  const [a, b] = [new Float64Array(2), new Float64Array(2)];
  fc.assert(
    fc.property(fc.double({ min: -1, max: 1, noNaN: true }), fc.double({ min: -1, max: 1, noNaN: true }), (u, v) => {
      fast.factor(u, v, a);
      general.factor(u, v, b);
      expect(Math.hypot(a[0] - b[0], a[1] - b[1])).toBeLessThan(1e-10);
    }),
  );
});

test("many directions at once are those one by one", () => {
  const field = new ArrayField(array, beam);
  const u = Float64Array.of(0, 0.3, -0.7);
  const v = Float64Array.of(0, -0.2, 0.1);
  const [re, im, out] = [new Float64Array(3), new Float64Array(3), new Float64Array(2)];
  field.factors(u, v, re, im);
  for (let index = 0; index < 3; index++) {
    field.factor(u[index], v[index], out);
    expect([re[index], im[index]]).toEqual([out[0], out[1]]);
  }
  expect(() => field.factors(u, new Float64Array(2), re, im)).toThrow(/arrays of 3 directions/);
});

describe("beside the carrier", () => {
  const at = (beamformer: Beamformer, frequencyRatio: number) =>
    new ArrayField({ ...array, rows: 32, columns: 32, beamformer }, beam, { frequencyRatio });
  const [u0, v0] = directionCosines(beam);
  const full_dB = 10 * Math.log10(32 * 32);

  test("a digital beam and one of time delays in sub-arrays of one element keep their direction", () => {
    expect(at({ architecture: "digital" }, 1.1).factor_dB(u0, v0)).toBeCloseTo(full_dB, 9);
    const single = { rows: 1, columns: 1, control: "timeDelay", elements: "phaseShifter" } as const;
    expect(at({ architecture: "hybrid", subArray: single }, 1.1).factor_dB(u0, v0)).toBeCloseTo(full_dB, 9);
  });

  test("phase shifters let the beam squint to f0 / f times its direction cosines", () => {
    const field = at({ architecture: "analog" }, 1.1);
    expect(field.factor_dB(u0 / 1.1, v0 / 1.1)).toBeCloseTo(full_dB, 9);
    expect(field.factor_dB(u0, v0)).toBeLessThan(full_dB - 3);
  });

  test("the smaller the sub-arrays with time delays, the less a beam loses", () => {
    const loss_dB = [2, 8, 32].map((size) => {
      const subArray = { rows: size, columns: size, control: "timeDelay", elements: "phaseShifter" } as const;
      return full_dB - at({ architecture: "hybrid", subArray }, 1.05).factor_dB(u0, v0);
    });
    // A sub-array of all is an analog array: its centre has no delay to make.
    const analog_dB = full_dB - at({ architecture: "analog" }, 1.05).factor_dB(u0, v0);
    expect(loss_dB[2]).toBeCloseTo(analog_dB, 9);
    expect(loss_dB[0]).toBeLessThan(0.05);
    expect(loss_dB[1]).toBeGreaterThan(loss_dB[0]);
    expect(loss_dB[2]).toBeGreaterThan(loss_dB[1]);
  });

  test("sub-arrays of fixed elements lose their own array factor, and have grating lobes at 1 / (n d)", () => {
    const subArray = { rows: 1, columns: 4, control: "phase", elements: "fixed" } as const;
    const field = new ArrayField(
      { ...array, rows: 32, columns: 32, beamformer: { architecture: "hybrid", subArray } },
      { theta_deg: 10, phi_deg: 0 },
    );
    const u = Math.sin((10 * Math.PI) / 180);
    // sin(4 psi / 2) / (4 sin(psi / 2)) with psi = pi u.
    const own = (x: number) => 20 * Math.log10(Math.abs(Math.sin(2 * Math.PI * x) / (4 * Math.sin((Math.PI * x) / 2))));
    expect(field.factor_dB(u, 0)).toBeCloseTo(full_dB + own(u), 9);
    // Sub-arrays stand 2 wavelengths apart: the next lobe is 1 / 2 away.
    expect(field.factor_dB(u - 0.5, 0)).toBeCloseTo(full_dB + own(u - 0.5), 9);
    const [warning] = arrayWarnings({ ...array, elementGain_dBi: 4, beamformer: { architecture: "hybrid", subArray } });
    expect(warning.message).toMatch(/stand 2 wavelengths apart/);
  });
});

describe("quantised and with errors", () => {
  const large: PlanarArray = { ...array, rows: 64, columns: 64, elementGain_dBi: 0, elementExponent: 0, loss_dB: 0 };
  const full_dB = 10 * Math.log10(64 * 64);
  const atBeam = (changes: Partial<PlanarArray>) =>
    full_dB - new ArrayField({ ...large, ...changes }, beam).gains(beam).co_dBi;

  test("phases of 2, 3 and 4 bits cost 0.91, 0.22 and 0.06 dB", () => {
    // 20 log10 of sin(pi / 2^B) / (pi / 2^B): 0.9121, 0.2249, 0.0560 dB
    for (const [bits, loss_dB] of [
      [2, 0.9121],
      [3, 0.2249],
      [4, 0.056],
    ]) {
      expect(Math.abs(atBeam({ beamformer: { architecture: "analog", phaseBits: bits } }) - loss_dB)).toBeLessThan(
        0.02,
      );
    }
  });

  test("Gaussian phase errors of 20 deg cost exp(-sigma^2) on average, amplitude errors of s its variance", () => {
    // exp(-(20 pi / 180)^2) = -0.529 dB, plus 1 / N of what is lost; standard error over 4096 elements about 0.005 dB.
    const loss_dB = [1, 2, 3, 4].map((seed) => atBeam({ errors: { ...noErrors, phase_deg: 20, seed } }));
    expect(Math.abs(loss_dB.reduce((a, b) => a + b) / 4 - 0.529)).toBeLessThan(0.015);
    // Log-normal amplitudes: (E a)^2 / E a^2 = exp(-s^2), s = 1 dB in nepers = 0.1151: 0.0576 dB.
    expect(Math.abs(atBeam({ errors: { ...noErrors, amplitude_dB: 1, seed: 9 } }) - 0.0576)).toBeLessThan(0.006);
  });

  test("phase errors raise the side lobes to sigma^2 over the gain on average", () => {
    // Mean of |F|^2 far from the beam: 1 - exp(-sigma^2), of single elements' gain 1.
    const sigma = (20 * Math.PI) / 180;
    const field = new ArrayField({ ...large, errors: { ...noErrors, phase_deg: 20, seed: 5 } }, beam);
    const ideal = new ArrayField(large, beam);
    let [sum, count] = [0, 0];
    for (let u = -0.95; u < 0.4; u += 0.0311) {
      for (let v = -0.95; v < 0.1; v += 0.0317) {
        if (ideal.factor_dB(u, v) > -25) continue;
        sum += 10 ** (field.factor_dB(u, v) / 10);
        count++;
      }
    }
    expect(count).toBeGreaterThan(300);
    // Exponential values: standard error of the mean is 1 / sqrt(count), below 6 %.
    expect(Math.abs(sum / count / (1 - Math.exp(-(sigma ** 2))) - 1)).toBeLessThan(0.2);
  });

  test("failed elements cost their part of the gain, and are told of with what the power loses besides", () => {
    const errors: ArrayErrors = { ...noErrors, failedFraction: 0.1, failedElements: [[0, 0]], seed: 4 };
    const { failed } = new ArrayElements({ ...large, errors });
    expect(failed === 410 || failed === 411).toBe(true);
    expect(atBeam({ errors })).toBeCloseTo(-10 * Math.log10(1 - failed / 4096), 9);
    const [warning] = arrayWarnings({ ...large, errors });
    expect(warning.message).toMatch(/of 4096 elements have failed.*0\.46 dB lower besides/);
  });

  test("the draws are a function of the seed, and one kind of error does not change those of the other", () => {
    const phases = (errors: Partial<ArrayErrors>) =>
      new ArrayElements({ ...array, errors: { ...noErrors, phase_deg: 10, ...errors } }).phaseError;
    expect(phases({})).toEqual(phases({}));
    expect(phases({ amplitude_dB: 1 })).toEqual(phases({}));
    expect(phases({ seed: 2 })).not.toEqual(phases({}));
  });

  test("attenuators of whole decibels make the taper in steps, and say where they do not reach", () => {
    const taper = { kind: "taylor", sideLobe_dB: -30, nBar: 5 } as const;
    const steps = (bits: number) =>
      new ArrayElements({ ...array, taper, beamformer: { architecture: "digital", attenuator: { bits, step_dB: 1 } } });
    const exact = new ArrayElements({ ...array, taper, errors: noErrors }).amplitude!;
    const fine = steps(5);
    expect(fine.limited).toBe(0);
    for (const [index, amplitude] of fine.amplitude!.entries()) {
      const wanted_dB = 20 * Math.log10(exact[index] / Math.max(...exact));
      expect(Math.abs(20 * Math.log10(amplitude) - wanted_dB)).toBeLessThanOrEqual(0.5 + 1e-9);
    }
    expect(steps(3).limited).toBeGreaterThan(0);
    const [warning] = arrayWarnings({
      ...array,
      taper,
      beamformer: { architecture: "digital", attenuator: { bits: 3, step_dB: 1 } },
    });
    expect(warning.message).toMatch(/last step is above what the taper asks/);
  });

  test("an array without a working element, and an element that is none, are refused", () => {
    const one: PlanarArray = { ...array, rows: 1, columns: 2 };
    const all: ArrayErrors = {
      ...noErrors,
      failedElements: [
        [0, 0],
        [0, 1],
      ],
    };
    expect(() => new ArrayField({ ...one, errors: all }, beam)).toThrow(/an element that works/);
    expect(() => new ArrayField({ ...one, errors: { ...all, failedElements: [[1, 0]] } }, beam)).toThrow(
      /found \[1, 0\]/,
    );
    expect(() => new ArrayField(array, beam, { frequencyRatio: Number.NaN })).toThrow(/above 0 times the carrier/);
  });
});

test("a triangular lattice is free of grating lobes where its reciprocal lattice says", () => {
  // Equilateral triangles of side a: rows a sqrt(3) / 2 apart; no lobe to 90 deg for a = 1 / sqrt(3).
  const side = 1 / Math.sqrt(3);
  const triangular: PlanarArray = { ...array, lattice: "triangular", columnSpacing: side, rowSpacing: 0.5 };
  expect(gratingLobeFreeScan_deg(triangular)).toBeCloseTo(90, 5);
  const wider: PlanarArray = { ...triangular, columnSpacing: 0.7, rowSpacing: 0.7 * Math.sqrt(0.75) };
  // sin(theta) = 2 / (sqrt(3) a) - 1 = 0.6496.
  expect(gratingLobeFreeScan_deg(wider)).toBeCloseTo((Math.asin(2 / (Math.sqrt(3) * 0.7) - 1) * 180) / Math.PI, 6);
  // The lobe stands there: the array factor is whole again one reciprocal vector away.
  const [u, v] = [1 / 0.7, 1 / (2 * wider.rowSpacing)];
  const field = new ArrayField(wider, { theta_deg: 0, phi_deg: 0 });
  expect(field.factor_dB(u, v)).toBeCloseTo(10 * Math.log10(16 * 24), 9);
});

test("the scan loss is the element's: the beam's peak leans towards broadside", () => {
  const field = farField(array, { carrier_Hz: 20e9, frequency_Hz: 20e9, beam, xpd_dB: Infinity });
  const peak = beamPeak(field, beam, 1);
  expect(peak.direction.theta_deg).toBeLessThan(40);
  expect(peak.direction.theta_deg).toBeGreaterThan(39);
  expect(peak.co_dBi).toBeGreaterThan(field.at(beam).co_dBi);
});
