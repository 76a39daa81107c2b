import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tr38821StudyCases } from "../../src/budget/tr38821.data.js";
import { closedFormBudget, tr38821LinkBudget } from "../../src/budget/tr38821.js";

describe("the study cases of 3GPP TR 38.821", () => {
  // Table 6.1.3.3-1, as printed with one decimal.
  it.each([
    [6, "DL", 8.5],
    [6, "UL", 18.4],
    [9, "DL", 6.6],
    [9, "UL", 2.8],
  ] as const)("case %d %s has the printed C/N of %d dB", (studyCase, direction, cn_dB) => {
    expect(Math.abs(tr38821LinkBudget(studyCase, direction).cn_dB - cn_dB)).toBeLessThanOrEqual(0.11);
  });

  it("are 30: ten each of GEO, LEO-600 and LEO-1200, three in five with a VSAT (Table 6.1.1.1-9)", () => {
    const count = (test: (studyCase: (typeof tr38821StudyCases)[number]) => boolean) =>
      tr38821StudyCases.filter(test).length;
    expect(tr38821StudyCases).toHaveLength(30);
    for (const orbit of ["GEO", "LEO-600", "LEO-1200"]) expect(count((each) => each.orbit === orbit)).toBe(10);
    expect(count(({ terminal, band }) => terminal === "vsat" && band === "Ka")).toBe(18);
    expect(count(({ terminal, band }) => terminal === "handheld" && band === "S")).toBe(12);
    expect(count(({ polarisationReuse, reuse }) => polarisationReuse && reuse === 2)).toBe(6);
  });

  it("keep the downlink C/N under frequency reuse, since the EIRP density is fixed", () => {
    for (const [one, three] of [
      [1, 2],
      [6, 7],
      [9, 10],
      [29, 30],
    ]) {
      expect(tr38821LinkBudget(three, "DL").cn_dB).toBeCloseTo(tr38821LinkBudget(one, "DL").cn_dB, 10);
    }
  });

  it("gain 10 log10(3) dB in the Ka-band uplink under reuse 3, nothing in the 360 kHz of the S band", () => {
    const gain_dB = (one: number, three: number) =>
      tr38821LinkBudget(three, "UL").cn_dB - tr38821LinkBudget(one, "UL").cn_dB;
    expect(gain_dB(6, 7)).toBeCloseTo(10 * Math.log10(3), 10);
    expect(gain_dB(6, 8)).toBeCloseTo(10 * Math.log10(2), 10);
    expect(gain_dB(9, 10)).toBe(0);
  });

  it("see their satellites at 30 deg, a GEO at 12.5 deg (set 1) or 20 deg (set 2)", () => {
    const elevations = [1, 4, 6, 14, 16, 20, 30].map((each) => tr38821LinkBudget(each, "DL").elevation_deg);
    expect(elevations).toEqual([12.5, 12.5, 30, 30, 20, 20, 30]);
  });

  it.each([0, 31, 1.5, Number.NaN])("have no number %d", (studyCase) => {
    expect(() => tr38821LinkBudget(studyCase, "DL")).toThrow("expected a study case from 1 to 30");
  });
});

describe("the closed-form C/N", () => {
  const link = {
    carrier_Hz: 20e9,
    altitude_m: 600e3,
    elevation_deg: 30,
    eirp_dBW: 30.02,
    gOverT_dBK: 15.86,
    bandwidth_Hz: 400e6,
    gas_dB: 0.5,
    shadowing_dB: 0,
    scintillation_dB: 0.3,
    polarisation_dB: 0,
  };

  it("falls dB for dB with every loss and rises with EIRP and G/T", () => {
    const { cn_dB } = closedFormBudget(link);
    fc.assert(
      fc.property(
        fc.constantFrom("gas_dB", "shadowing_dB", "scintillation_dB", "polarisation_dB", "eirp_dBW", "gOverT_dBK"),
        fc.double({ min: 0, max: 30, noNaN: true }),
        (term, change_dB) => {
          const sign = term === "eirp_dBW" || term === "gOverT_dBK" ? 1 : -1;
          const changed = closedFormBudget({ ...link, [term]: link[term] + change_dB });
          expect(changed.cn_dB - cn_dB).toBeCloseTo(sign * change_dB, 9);
        },
      ),
      { seed: 1 },
    );
  });

  it.each([0, -1, Number.NaN, Infinity])("refuses a bandwidth of %d Hz", (bandwidth_Hz) => {
    expect(() => closedFormBudget({ ...link, bandwidth_Hz })).toThrow("expected a bandwidth above 0 Hz");
  });
});
