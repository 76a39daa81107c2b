import { describe, expect, it } from "vitest";
import { type TrackState, UserTrack } from "../../src/channel/user-track.js";
import { speedOfLight_ms } from "../../src/physics.js";

const state: TrackState = { distance_m: 0, turn_deg: 0, elevation_deg: 0, azimuth_deg: 0 };

/** A satellite that rises in the south-west, passes overhead at 80 deg in the north-west and sets in the north-east. */
const sky = {
  step_s: 1,
  elevation_deg: Float64Array.from({ length: 301 }, (_, i) => 80 - 70 * Math.abs(i / 150 - 1)),
  azimuth_deg: Float64Array.from({ length: 301 }, (_, i) => (225 + 180 * (i / 300)) % 360),
};

describe("a user under a satellite that passes", () => {
  it("counts the turn of the direction along the pass: straight over the zenith it is the sum of the elevations' changes", () => {
    const over = {
      step_s: 2,
      elevation_deg: Float64Array.of(10, 50, 90, 50, 10),
      azimuth_deg: Float64Array.of(30, 30, 30, 210, 210),
    };
    const track = new UserTrack(over, 0, 0);
    track.at(8, state);
    expect(state.turn_deg).toBeCloseTo(160, 9);
    track.at(3, state);
    expect(state.turn_deg).toBeCloseTo(60, 9);
    expect(state.elevation_deg).toBeCloseTo(70, 9);
    expect(track.mostTurnRate_degs).toBeCloseTo(20, 9);
  });

  it("takes azimuths the short way round north", () => {
    const track = new UserTrack(
      { step_s: 1, elevation_deg: Float64Array.of(40, 40), azimuth_deg: Float64Array.of(350, 20) },
      0,
      0,
    );
    track.at(0.5, state);
    expect(((state.azimuth_deg % 360) + 360) % 360).toBeCloseTo(5, 9);
  });

  it.each([
    [0, 90, 1],
    [180, 90, -1],
    [0, 0.1, 1],
  ])(
    "drives %s deg towards a satellite in the north: its phase turns with v cos(elevation) / wavelength",
    (heading_deg, _, sign) => {
      const still = {
        step_s: 10,
        elevation_deg: new Float64Array(7).fill(60),
        azimuth_deg: new Float64Array(7).fill(0),
      };
      const turns = new UserTrack(still, 20, heading_deg).approach_turns(42.5, 2e9);
      expect(turns).toBeCloseTo((sign * 42.5 * 20 * Math.cos(Math.PI / 3) * 2e9) / speedOfLight_ms, 6);
    },
  );

  it("has a Doppler shift without jumps: the turns' rate is continuous over the steps", () => {
    const track = new UserTrack(sky, 30, 70);
    const h_s = 1e-3;
    const rate_Hz = (time_s: number) =>
      (track.approach_turns(time_s + h_s, 2e9) - track.approach_turns(time_s - h_s, 2e9)) / (2 * h_s);
    for (let step = 1; step < 300; step++) {
      expect(Math.abs(rate_Hz(step + 0.01) - rate_Hz(step - 0.01))).toBeLessThan(0.25);
    }
  });

  it("finds the time at which a stretch begins", () => {
    const track = new UserTrack(sky, 10, 0);
    for (const value of [0.3, 1, 7, 25.5, 90, 200]) {
      const time_s = track.timeOf(value, 30, 15);
      track.at(time_s, state);
      expect(state.distance_m / 30 + state.turn_deg / 15).toBeCloseTo(value, 9);
    }
    expect(new UserTrack(sky, 0, 0).timeOf(1e6, 30, 15)).toBe(300);
  });

  it("refuses directions that do not belong together", () => {
    expect(
      () => new UserTrack({ step_s: 1, elevation_deg: new Float64Array(3), azimuth_deg: new Float64Array(2) }, 0, 0),
    ).toThrow(RangeError);
  });
});
