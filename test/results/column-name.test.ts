import { describe, expect, it } from "vitest";
import { columnNamed } from "../../src/results/column-name.js";

const names = ["point", "orbit_fixed_elevation_deg", "throughput_Mbps", "throughput_Mbps_low", "throughput_Mbps_high"];
const axes = [{ path: "orbit.fixed.elevation", column: "orbit_fixed_elevation_deg", unit: "deg" }];

describe("a column's name", () => {
  it("is its own, or the scenario path of an axis", () => {
    expect(columnNamed("throughput_Mbps_low", names, axes, "--y")).toBe("throughput_Mbps_low");
    expect(columnNamed("orbit.fixed.elevation", names, axes, "--x")).toBe("orbit_fixed_elevation_deg");
  });

  it.each([
    ["throughput_Mpbs", "did you mean throughput_Mbps?"],
    ["throughput", "did you mean throughput_Mbps?"],
    ["orbit.fixed.elevation_deg", "did you mean orbit_fixed_elevation_deg?"],
  ])("that is none, %s, gets the nearest", (name, hint) => {
    expect(() => columnNamed(name, names, axes, "--y")).toThrow(`--y: expected a column, found ${name}; ${hint}`);
  });

  it("that is near to none gets them all, the ends of intervals left out", () => {
    expect(() => columnNamed("weather", names, axes, "--y")).toThrow(
      /found weather; columns: point, orbit_fixed_elevation_deg, throughput_Mbps$/,
    );
  });
});
