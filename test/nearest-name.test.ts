import { describe, expect, it } from "vitest";
import { nearestName } from "../src/nearest-name.js";

describe("the nearest name", () => {
  it.each([
    ["carier", "carrier"],
    ["bandwith", "bandwidth"],
    ["acrrier", "carrier"],
    ["BANDWIDTH", "bandwidth"],
  ])("to %s is %s: letters missing, swapped or capital", (typed, meant) => {
    expect(nearestName(typed, ["bandwidth", "carrier", "payload"])).toBe(meant);
  });

  it("is none where more than a third of the letters are wrong", () => {
    expect(nearestName("payment", ["bandwidth", "carrier", "payload"])).toBeUndefined();
    expect(nearestName("x", [])).toBeUndefined();
  });

  it("is the nearer of two", () => {
    expect(nearestName("rain-hight", ["rain-rate", "rain-height"])).toBe("rain-height");
  });
});
