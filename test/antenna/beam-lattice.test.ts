import { describe, expect, it } from "vitest";
import { beamColour, beamReuses, beamSpacing, hexagonalLattice } from "../../src/antenna/beam-lattice.js";

describe("hexagonal lattice of beams", () => {
  it("has the 19, 61 and 127 beams of TR 38.821, Tables 6.1.1.1-4 and -6", () => {
    expect([2, 4, 6].map((tiers) => hexagonalLattice(tiers, 0.01).length)).toEqual([19, 61, 127]);
  });

  it("has the spacings that TR 38.821, Table 6.1.1.1-4 prints", () => {
    // 3 dB beamwidths of Tables 6.1.1.1-1 and -2, spacings as printed.
    const printed = [
      [0.4011, 0.0061],
      [0.7353, 0.0111],
      [0.1765, 0.0027],
      [0.4412, 0.0067],
      [4.4127, 0.0667],
      [8.832, 0.1334],
      [1.7647, 0.0267],
    ];
    for (const [width_deg, spacing] of printed) expect(Math.abs(beamSpacing(width_deg) - spacing)).toBeLessThan(6e-5);
  });

  it("puts six neighbours one spacing from every inner beam", () => {
    const beams = hexagonalLattice(3, 0.02, { u: 0.1, v: -0.05 });
    for (const beam of beams.filter(({ tier }) => tier < 3)) {
      const near = beams.filter(({ u, v }) => Math.hypot(u - beam.u, v - beam.v) < 0.021);
      expect(near).toHaveLength(7);
    }
    expect(beams[0]).toMatchObject({ u: 0.1, v: -0.05, tier: 0 });
  });

  it.each(beamReuses)("reuse $name keeps beams of a colour sqrt(colours) spacings apart", (reuse) => {
    const beams = hexagonalLattice(6, 0.01);
    const colours = beams.map((beam) => beamColour(beam, reuse));
    const count = reuse.frequencies * reuse.polarisations;
    expect(new Set(colours.map(({ frequency, polarisation }) => `${frequency}/${polarisation}`)).size).toBe(count);
    let least = Number.POSITIVE_INFINITY;
    for (let a = 0; a < beams.length; a++) {
      for (let b = 0; b < a; b++) {
        const isSame =
          colours[a].frequency === colours[b].frequency && colours[a].polarisation === colours[b].polarisation;
        if (isSame) least = Math.min(least, Math.hypot(beams[a].u - beams[b].u, beams[a].v - beams[b].v));
      }
    }
    expect(least / 0.01).toBeCloseTo(Math.sqrt(count), 10);
  });

  it("refuses what is no lattice, and beams that look away from the Earth", () => {
    expect(() => hexagonalLattice(1.5, 0.1)).toThrow("tiers");
    expect(() => hexagonalLattice(2, Number.NaN)).toThrow("spacing");
    expect(() => hexagonalLattice(6, 0.2)).toThrow("looks away from the Earth");
    expect(() => beamSpacing(0)).toThrow("beamwidth");
  });
});
