import { describe, expect, it } from "vitest";
import {
  emptyLargeScaleState,
  LargeScaleParameters,
  type LargeScaleSettings,
  type LargeScaleState,
} from "../../src/channel/large-scale-parameters.js";
import { tr38811CorrelationDistances, tr38811Correlations } from "../../src/channel/tr38811-correlations.data.js";
import { tr38811LargeScale } from "../../src/channel/tr38811-large-scale.data.js";
import { choleskyInPlace, complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";

const denseUrban: LargeScaleSettings = {
  environment: "denseUrban",
  band: "S",
  elevationRule: "nearest",
  losCorrelationDistance_m: 50,
  xprCorrelationDistance_m: 40,
  turnDecorrelation_deg: 30,
};
const realisations = 2000;

function make(settings: LargeScaleSettings, number: number): LargeScaleParameters {
  return new LargeScaleParameters(settings, new RandomStream(21, "test.large-scale", number));
}

/** States of many realisations at one place. */
function drawn(settings: LargeScaleSettings, elevation_deg: number, count = realisations): LargeScaleState[] {
  return Array.from({ length: count }, (_, number) => {
    const state = emptyLargeScaleState();
    make(settings, number).at(0, 0, elevation_deg, state);
    return state;
  });
}

function moments(values: readonly number[]) {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, sigma: Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (values.length - 1)) };
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const [ofA, ofB] = [moments(a), moments(b)];
  const covariance = a.reduce((sum, x, i) => sum + (x - ofA.mean) * (b[i] - ofB.mean), 0) / (a.length - 1);
  return covariance / (ofA.sigma * ofB.sigma);
}

describe("large-scale parameters of TR 38.811", () => {
  it("has nine elevations in every table and cross-correlations that are positive definite", () => {
    for (const environment of Object.values(tr38811LargeScale)) {
      for (const tables of [environment.lineOfSight, environment.noLineOfSight]) {
        for (const { S, Ka } of [tables]) {
          for (const table of [S, Ka]) {
            expect(table.SF).toHaveLength(9);
            for (const name of ["DS", "ASD", "ASA", "ZSA", "ZSD", "XPR"] as const) {
              expect(table[name].mean).toHaveLength(9);
              expect(table[name].sigma).toHaveLength(9);
            }
          }
        }
      }
      expect(environment.noLineOfSight.S.K).toBeNull();
    }
    for (const bands of Object.values(tr38811Correlations)) {
      for (const band of Object.values(bands)) {
        for (const [triangles, size] of [
          [band.lineOfSight, 7],
          [band.noLineOfSight, 6],
        ] as const) {
          for (const triangle of triangles) {
            expect(triangle).toHaveLength((size * (size - 1)) / 2);
            const matrix = complexMatrix(size, size);
            for (let row = 0, i = 0; row < size; row++) {
              matrix.re[row * size + row] = 1;
              for (let column = 0; column < row; column++, i++) matrix.re[row * size + column] = triangle[i];
            }
            // The smallest pivot stays above 0.017: nothing has to be made positive definite.
            expect(choleskyInPlace(matrix, 0.017)).toBe(true);
          }
        }
      }
    }
  });

  it("has the Cholesky factor that ns-3 prints for dense urban with line of sight", () => {
    const matrix = complexMatrix(7, 7);
    for (let row = 0, i = 0; row < 7; row++) {
      matrix.re[row * 7 + row] = 1;
      for (let column = 0; column < row; column++, i++) {
        matrix.re[row * 7 + column] = tr38811Correlations.denseUrban.S.lineOfSight[0][i];
      }
    }
    choleskyInPlace(matrix);
    // Its last two rows; order SF, K, DS, ASD, ASA, ZSD, ZSA.
    [0, 0, -0.242536, 0.672172, 0.642214, 0.27735].forEach((value, column) => {
      expect(matrix.re[35 + column]).toBeCloseTo(value, 5);
    });
    [-0.8, 0, -0.388057, -0.367926, 0.238537, 0, 0.130931].forEach((value, column) => {
      expect(matrix.re[42 + column]).toBeCloseTo(value, 5);
    });
  });

  it("has the line of sight as often as Table 6.6.1-1 says, and the means and deviations of Tables 6.7.2-1a and -2a", () => {
    const states = drawn(denseUrban, 50);
    const [seen, hidden] = [true, false].map((sees) => states.filter(({ isLineOfSight }) => isLineOfSight === sees));
    // 53.7 %; four standard deviations of 2000 draws.
    expect(Math.abs(seen.length / realisations - 0.537)).toBeLessThan(0.045);
    const expectations: [LargeScaleState[], (state: LargeScaleState) => number, number, number][] = [
      [seen, ({ delaySpread_s }) => Math.log10(delaySpread_s), -7.91, 0.62],
      [seen, ({ kFactor_dB }) => kFactor_dB, 7.4, 3],
      [seen, ({ shadowingGain_dB }) => shadowingGain_dB, 0, 3.1],
      [seen, ({ asd_deg }) => Math.log10(asd_deg), -2.31, 0.33],
      [seen, ({ zsd_deg }) => Math.log10(zsd_deg), -2.3, 0.46],
      [seen, ({ zsa_deg }) => Math.log10(zsa_deg), 1.43, 0.06],
      [seen, ({ xpr_dB }) => xpr_dB, 21.8, 5.7],
      [hidden, ({ delaySpread_s }) => Math.log10(delaySpread_s), -7.34, 0.51],
      [hidden, ({ shadowingGain_dB }) => shadowingGain_dB, 0, 10.6],
      [hidden, ({ xpr_dB }) => xpr_dB, 16.3, 11.5],
    ];
    for (const [group, value, mean, sigma] of expectations) {
      const found = moments(group.map(value));
      expect(Math.abs(found.mean - mean)).toBeLessThan((4 * sigma) / Math.sqrt(group.length));
      expect(Math.abs(found.sigma / sigma - 1)).toBeLessThan(4 / Math.sqrt(2 * group.length));
    }
    expect(seen.every(({ clutterLoss_dB }) => clutterLoss_dB === 0)).toBe(true);
    // Table 6.6.2-1.
    expect(hidden.every(({ clutterLoss_dB }) => clutterLoss_dB === 26.8)).toBe(true);
    expect(hidden.every(({ kFactor_dB }) => kFactor_dB === Number.NEGATIVE_INFINITY)).toBe(true);
  });

  it("limits spreads of arrival to 104 and 52 deg (TR 38.901, 7.5)", () => {
    const states = drawn({ ...denseUrban, environment: "urban" }, 10, 300);
    expect(Math.max(...states.map(({ asa_deg }) => asa_deg))).toBe(104);
    expect(Math.max(...states.map(({ zsa_deg }) => zsa_deg))).toBe(52);
  });

  it("has the tables' cross-correlations", () => {
    const seen = drawn(denseUrban, 80).filter(({ isLineOfSight }) => isLineOfSight);
    const columns = {
      SF: seen.map(({ shadowingGain_dB }) => shadowingGain_dB),
      K: seen.map(({ kFactor_dB }) => kFactor_dB),
      DS: seen.map(({ delaySpread_s }) => Math.log10(delaySpread_s)),
      ASD: seen.map(({ asd_deg }) => Math.log10(asd_deg)),
      ZSD: seen.map(({ zsd_deg }) => Math.log10(zsd_deg)),
    };
    // Table 6.7.2-1a.
    for (const [a, b, expected] of [
      ["DS", "SF", -0.4],
      ["DS", "K", -0.4],
      ["SF", "K", 0],
      ["ASD", "SF", -0.5],
      ["ASD", "DS", 0.4],
      ["ZSD", "ASD", 0.5],
      ["ZSD", "DS", -0.2],
    ] as const) {
      // Four standard deviations, (1 - rho^2) / sqrt(n).
      const margin = (4 * (1 - expected ** 2)) / Math.sqrt(seen.length);
      expect(Math.abs(correlation(columns[a], columns[b]) - expected)).toBeLessThan(margin);
    }
  });

  it("keeps shadow fading over the tables' distance and over the turn given", () => {
    // At 90 deg dense urban users have a line of sight with 98.1 %.
    const moved = (distance_m: number, turn_deg: number) => {
      const [before, after]: number[][] = [[], []];
      const state = emptyLargeScaleState();
      for (let number = 0; number < 1500; number++) {
        const parameters = make(denseUrban, number);
        parameters.at(0, 0, 90, state);
        const first = state.shadowingGain_dB;
        const wasSeen = state.isLineOfSight;
        parameters.at(distance_m, turn_deg, 90, state);
        if (!wasSeen || !state.isLineOfSight) continue;
        before.push(first);
        after.push(state.shadowingGain_dB);
      }
      return correlation(before, after);
    };
    // Table 6.7.2-1a: 37 m; exp(-1/2) = 0.6065, four standard deviations (1 - rho^2) / sqrt(1450) are 0.067.
    expect(Math.abs(moved(18.5, 0) - 0.6065)).toBeLessThan(0.067);
    expect(Math.abs(moved(0, 15) - 0.6065)).toBeLessThan(0.067);
  });

  it("keeps the state of sight for a while: it changes less often over short ways than over long ones", () => {
    const changes = (distance_m: number) => {
      let count = 0;
      const state = emptyLargeScaleState();
      for (let number = 0; number < 600; number++) {
        const parameters = make(denseUrban, number);
        parameters.at(0, 0, 50, state);
        const wasSeen = state.isLineOfSight;
        parameters.at(distance_m, 0, 50, state);
        if (state.isLineOfSight !== wasSeen) count++;
      }
      return count / 600;
    };
    // Near a median threshold the state differs with probability arccos(rho) / pi: 0.143 at rho 0.9, 0.5 without correlation.
    expect(Math.abs(changes(50 * -Math.log(0.9)) - 0.143)).toBeLessThan(0.06);
    expect(Math.abs(changes(1e6) - 0.497)).toBeLessThan(0.09);
  });

  it("goes between elevations without a step where it is asked to, and through the rows", () => {
    const linear = make({ ...denseUrban, elevationRule: "linear" }, 3);
    const nearest = make(denseUrban, 3);
    const [a, b] = [emptyLargeScaleState(), emptyLargeScaleState()];
    linear.at(5, 1, 60, a);
    nearest.at(5, 1, 60, b);
    expect(a).toEqual(b);
    linear.at(5, 1, 64.999999, a);
    linear.at(5, 1, 65.000001, b);
    expect(Math.abs(a.shadowingGain_dB - b.shadowingGain_dB)).toBeLessThan(1e-5);
    nearest.at(5, 1, 64.999999, a);
    nearest.at(5, 1, 65.000001, b);
    expect(Math.abs(a.shadowingGain_dB - b.shadowingGain_dB)).toBeGreaterThan(1e-3);
  });

  it("is a function of place, turn and elevation, one for each stream", () => {
    const [a, b] = [emptyLargeScaleState(), emptyLargeScaleState()];
    const parameters = make(denseUrban, 1);
    for (const distance_m of [0, 3, 10]) parameters.at(distance_m, 0.1, 40, a);
    make(denseUrban, 1).at(10, 0.1, 40, b);
    expect(a).toEqual(b);
    make(denseUrban, 2).at(10, 0.1, 40, b);
    expect(a).not.toEqual(b);
  });

  it("needs distances for rural surroundings, and says what stands in for rural Ka", () => {
    const rural: LargeScaleSettings = { ...denseUrban, environment: "rural", band: "Ka" };
    expect(() => make(rural, 0)).toThrow("correlationDistances_m");
    const parameters = make({ ...rural, correlationDistances_m: tr38811CorrelationDistances }, 0);
    expect(parameters.warnings(45).map(({ message }) => message)).toEqual([
      expect.stringContaining("one public source"),
    ]);
    expect(make(denseUrban, 0).warnings(45)).toEqual([]);
    expect(make(denseUrban, 0).warnings(5)).toHaveLength(1);
  });

  it("refuses distances and turns that are none", () => {
    expect(() => make({ ...denseUrban, losCorrelationDistance_m: 0 }, 0)).toThrow("losCorrelationDistance_m");
    expect(() => make({ ...denseUrban, turnDecorrelation_deg: Number.NaN }, 0)).toThrow("turnDecorrelation_deg");
    const state = emptyLargeScaleState();
    expect(() => make(denseUrban, 0).at(-1, 0, 40, state)).toThrow("distance_m");
    expect(() => make(denseUrban, 0).at(0, 0, 0, state)).toThrow("elevation_deg");
  });
});
