import { describe, expect, it } from "vitest";
import {
  allowedDifference,
  parseTolerance,
  type Tolerance,
  toleranceProblems,
} from "../../src/results/figure-tolerance.js";

function tolerances(...texts: string[]): Tolerance[] {
  return texts.map((text) => {
    const found = parseTolerance(text);
    if ("message" in found) throw new Error(found.message);
    return found;
  });
}

describe("a tolerance", () => {
  it.each([
    ["cn_dB=0.1 dB", "cn_dB", 12, 0.1],
    ["cn_dB=0.1dB", "cn_dB", -12, 0.1],
    ["*_dB*=0.2 dB", "eirp_dBW", 28, 0.2],
    ["latency*=5 %", "latencyMean_ms", 20, 1],
    ["throughput_Mbps=2 Mbps", "throughput_Mbps", 100, 2],
    ["gOverT_dBK=0.1 dB/K", "gOverT_dBK", 15, 0.1],
    ["packetLoss=0.001", "packetLoss", 0.5, 0.001],
    ["packetLoss=0.1 pp", "packetLoss", 0.5, 0.001],
    ["packetLoss=10 %rel", "packetLoss", 0.5, 0.05],
  ])("%s lets %s = %d move by %d", (text, figure, value, allowed) => {
    const given = tolerances(text);
    expect(toleranceProblems(given, [figure])).toEqual([]);
    expect(allowedDifference(given, figure, value)).toBeCloseTo(allowed, 12);
  });

  it("is what rounding does where none is given, and the last one where several fit", () => {
    expect(allowedDifference([], "cn_dB", 100)).toBeCloseTo(1.01e-7, 12);
    expect(allowedDifference(tolerances("*=1 %rel", "cn_dB=0.5 dB"), "cn_dB", 100)).toBe(0.5);
  });

  it.each([
    ["cn_dB=0.1", "expected dB, `%` or `%rel` for cn_dB, found no unit"],
    ["cn_dB=0.1 ms", "found ms"],
    ["packetLoss=1 %", "a bare number, `pp` (percentage points) or `%rel`"],
    ["cm_dB=0.1 dB", "no figure is named cm_dB"],
  ])("%s is refused", (text, message) => {
    const [problem] = toleranceProblems(tolerances(text), ["cn_dB", "packetLoss"]);
    expect(problem.message).toContain(message);
  });

  it("names the figure that was meant", () => {
    const [problem] = toleranceProblems(tolerances("cm_dB=0.1 dB"), ["cn_dB", "packetLoss"]);
    expect(problem.hint).toBe("did you mean cn_dB?");
  });

  it.each(["cn_dB", "cn_dB=", "cn_dB=-1 dB", "=1 dB", "cn_dB=1 dB dB"])("%s is none", (text) => {
    expect(parseTolerance(text)).toHaveProperty("message");
  });
});
