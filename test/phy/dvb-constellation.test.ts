import { describe, expect, it } from "vitest";
import { checkConstellation } from "../../src/phy/constellation.js";
import { dvbConstellation, dvbConstellationNames } from "../../src/phy/dvb-constellation.js";

function points(name: string) {
  const constellation = dvbConstellation(name);
  if (constellation === undefined) throw new Error(name);
  return constellation;
}

/** Radius over the innermost one and angle in degrees, 0 to 360, of a label written in bits. */
function place(name: string, label: string): readonly [number, number] {
  const { re, im } = points(name);
  const radii = Array.from(re, (real, i) => Math.hypot(real, im[i]));
  const at = Number.parseInt(label, 2);
  const angle_deg = (Math.atan2(im[at], re[at]) * 180) / Math.PI;
  return [radii[at] / Math.min(...radii), (angle_deg + 360) % 360];
}

describe("DVB constellations", () => {
  it("are 52 of unit mean power, from QPSK to 256APSK", () => {
    expect(dvbConstellationNames().length).toBe(52);
    for (const name of dvbConstellationNames()) {
      const constellation = points(name);
      checkConstellation(constellation);
      expect(constellation.name).toBe(name);
      const power = constellation.re.reduce((sum, real, i) => sum + real ** 2 + constellation.im[i] ** 2, 0);
      expect(power / constellation.re.length).toBeCloseTo(1, 12);
    }
    const counts = [2, 3, 4, 5, 6, 7, 8].map(
      (bits) => dvbConstellationNames().filter((name) => points(name).bitsPerSymbol === bits).length,
    );
    expect(counts).toEqual([1, 3, 24, 11, 5, 2, 6]);
  });

  it.each([
    // EN 302 307-1, figures 9 to 12, and tables 9 and 10.
    ["QPSK", "00", 1, 45],
    ["QPSK", "01", 1, 315],
    ["QPSK", "10", 1, 135],
    ["8PSK", "000", 1, 45],
    ["8PSK", "001", 1, 0],
    ["8PSK", "110", 1, 135],
    ["8PSK", "111", 1, 270],
    ["16APSK 3/4", "1100", 1, 45],
    ["16APSK 3/4", "1111", 1, 225],
    ["16APSK 3/4", "0000", 2.85, 45],
    ["16APSK 3/4", "0110", 2.85, 165],
    ["16APSK 9/10", "1001", 2.57, 285],
    ["32APSK 4/5", "10001", 1, 45],
    ["32APSK 4/5", "00001", 2.72, 75],
    ["32APSK 4/5", "11000", 4.87, 0],
    ["32APSK 4/5", "01101", 4.87, 90],
    ["32APSK 9/10", "11010", 4.3, 337.5],
    // EN 302 307-2, tables 10b to 15c.
    ["8APSK 26/45-L", "000", 1, 180],
    ["8APSK 26/45-L", "010", 6.39, 180 - 63.36],
    ["8APSK 26/45-L", "111", 8, 0],
    ["16APSK 7/9", "0000", 3.6, 45],
  ] as const)("%s has label %s at radius %f and angle %f", (name, label, radius, angle_deg) => {
    const [foundRadius, foundAngle_deg] = place(name, label);
    expect(foundRadius).toBeCloseTo(radius, 9);
    expect(foundAngle_deg).toBeCloseTo(angle_deg, 9);
  });

  it("have the points on each ring that their names say", () => {
    const onRings = (name: string) => {
      const { re, im } = points(name);
      const counts = new Map<string, number>();
      re.forEach((real, i) => {
        const radius = Math.hypot(real, im[i]).toFixed(9);
        counts.set(radius, (counts.get(radius) ?? 0) + 1);
      });
      return [...counts].sort().map(([, count]) => count);
    };
    expect(onRings("8APSK 5/9-L")).toEqual([2, 4, 2]);
    expect(onRings("16APSK 2/3")).toEqual([4, 12]);
    expect(onRings("16APSK 1/2-L")).toEqual([8, 8]);
    expect(onRings("32APSK 2/3-L")).toEqual([4, 12, 16]);
    expect(onRings("32APSK 11/15")).toEqual([4, 8, 4, 16]);
    expect(onRings("64APSK 32/45-L")).toEqual([16, 16, 16, 16]);
    expect(onRings("64APSK 4/5")).toEqual([8, 16, 20, 20]);
    expect(onRings("64APSK 11/15")).toEqual([4, 12, 20, 28]);
    expect(onRings("128APSK 7/9")).toEqual([16, 16, 16, 16, 16, 48]);
    expect(onRings("256APSK 3/4")).toEqual([32, 32, 32, 32, 32, 32, 32, 32]);
  });

  it("put every label on a point of its own, mirrored in both axes", () => {
    for (const name of dvbConstellationNames()) {
      const { re, im } = points(name);
      const has = (x: number, y: number) => re.some((real, i) => Math.hypot(real - x, im[i] - y) < 1e-9);
      let closest = Infinity;
      for (let a = 0; a < re.length; a++) {
        expect(has(-re[a], im[a]) && has(re[a], -im[a]), `${name} ${a}`).toBe(true);
        for (let b = 0; b < a; b++) closest = Math.min(closest, Math.hypot(re[a] - re[b], im[a] - im[b]));
      }
      // Two tables of 256 points have some that nearly fall together.
      const isShaped = name === "256APSK 2/3-L" || name === "256APSK 11/15-L";
      expect(closest, name).toBeGreaterThan(isShaped ? 1e-4 : 0.04);
    }
  });

  it("are undefined by another name", () => {
    expect(dvbConstellation("16APSK 1/2")).toBeUndefined();
    expect(dvbConstellation("")).toBeUndefined();
  });

  it("have the ring ratios of EN 302 307-2, tables 12 to 15c", () => {
    const ratios = (name: string) => {
      const { re, im } = points(name);
      const radii = Array.from(re, (real, i) => Math.hypot(real, im[i])).sort((a, b) => a - b);
      return [...new Set(radii.map((radius) => (radius / radii[0]).toFixed(6)))].map(Number);
    };
    expect(ratios("32APSK 7/9")).toEqual([1, 2.8, 3.08, 5.6]);
    expect(ratios("64APSK 5/6")).toEqual([1, 2.2, 3.5, 5]);
    expect(ratios("128APSK 3/4")).toEqual([1, 1.715, 2.118, 2.681, 2.75, 3.819]);
    expect(ratios("256APSK 29/45-L")).toEqual([1, 1.791, 2.405, 2.98, 3.569, 4.235, 5.078, 6.536]);
    expect(ratios("16APSK 7/15 short")).toEqual([1, 3.32]);
  });

  it("have the labels of a public modulator: sum of re (label + 1) + im (label + 1)^0.5 over all of them", () => {
    let sum = 0;
    for (const name of dvbConstellationNames()) {
      const { re, im } = points(name);
      re.forEach((real, label) => {
        sum += real * (label + 1) + im[label] * Math.sqrt(label + 1);
      });
    }
    expect(sum).toBeCloseTo(-7949.4642, 2);
  });
});
