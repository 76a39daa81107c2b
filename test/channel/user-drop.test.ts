import { describe, expect, it } from "vitest";
import { beamReuses, hexagonalLattice } from "../../src/antenna/beam-lattice.js";
import { beamField } from "../../src/channel/beam-field.js";
import { beamSet } from "../../src/channel/beam-set.js";
import { dropUsers } from "../../src/channel/user-drop.js";
import { RandomStream } from "../../src/random/random-stream.js";

const spacing = 0.0958;

function drop(innerTiers: number, offset_dB: number, pattern: Parameters<typeof beamField>[0]) {
  const beams = beamSet({
    frame: { altitude_m: 600e3 },
    lattice: hexagonalLattice(innerTiers + 1, spacing),
    reuse: beamReuses[0],
    innerTiers,
    litTiers: innerTiers,
    powerOffsets: [{ beam: 0, offset_dB }],
  });
  return {
    beams,
    users: dropUsers(beams, beamField(pattern, 20e9, beams), 400, 30, new RandomStream(1, "test.users")),
  };
}

const array = {
  kind: "planarArray",
  rows: 16,
  columns: 16,
  rowSpacing: 0.5,
  columnSpacing: 0.5,
  elementGain_dBi: 4.97,
  elementExponent: 1,
  taper: "uniform",
  loss_dB: 0,
  scanLimit_deg: 60,
} as const;
const aperture = { kind: "circularAperture", diameter_m: 0.14, efficiency: 0.645 } as const;

describe("users dropped under beams", () => {
  it.each([
    ["an array", array],
    ["an aperture", aperture],
  ])("stay in the cell of a single beam of %s, and out of its side lobes elsewhere", (_name, pattern) => {
    const { users } = drop(0, 0, pattern);
    for (let user = 0; user < users.length; user++) {
      // A corner of a hexagon lies 1 / sqrt(3) of the spacing from its centre.
      expect(Math.hypot(users.u[user], users.v[user])).toBeLessThan((1.02 * spacing) / Math.sqrt(3));
      // -4.3 dB at a corner where the contours of -3 dB meet at half the spacing.
      expect(users.wanted[user]).toBeGreaterThan(0.3);
    }
  });

  it("fill the cell: the mean square distance from its centre is 5/36 of the spacing squared", () => {
    const { users } = drop(0, 0, aperture);
    let sum = 0;
    for (let user = 0; user < users.length; user++) sum += users.u[user] ** 2 + users.v[user] ** 2;
    // Of a regular hexagon between opposite sides of length d: 5/36 d^2; four standard deviations of 400 users are 12 %.
    expect(Math.abs(sum / users.length / ((5 / 36) * spacing ** 2) - 1)).toBeLessThan(0.12);
  });
});
