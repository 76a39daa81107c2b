import { describe, expect, it } from "vitest";
import { raisedCosinePulse } from "../../src/channel/symbol-taps.js";
import { dvbLink, fromdB, indB, mask, pathChannel, variances } from "./dvb-link.js";

const symbolRate_Hz = 10e6;
const rollOff = 0.2;
const echo = { delay_s: 2.3 / symbolRate_Hz, re: 0.35, im: -0.25 };
const main = Math.sqrt(1 - echo.re ** 2 - echo.im ** 2);
const channel = pathChannel([
  { delay_s: 0, gain: () => [main, 0] },
  { delay_s: echo.delay_s, gain: () => [echo.re, echo.im] },
]);

/** Folded spectrum |H|^2 of a frame's channel at one sample a symbol, from the pulse itself, at many frequencies. */
function foldedPowers(): number[] {
  const taps = Array.from({ length: 129 }, (_, i) => {
    const q = raisedCosinePulse(i - 64 - echo.delay_s * symbolRate_Hz, rollOff);
    return { re: (i === 64 ? main : 0) + echo.re * q, im: echo.im * q };
  });
  return Array.from({ length: 2048 }, (_, f) => {
    let [re, im] = [0, 0];
    taps.forEach((tap, k) => {
      const angle = (-2 * Math.PI * f * (k - 64)) / 2048;
      re += tap.re * Math.cos(angle) - tap.im * Math.sin(angle);
      im += tap.re * Math.sin(angle) + tap.im * Math.cos(angle);
    });
    return re * re + im * im;
  });
}

describe("DVB frames over two paths", () => {
  const powers = foldedPowers();
  const noise = fromdB(-10);
  // J. Proakis, "Digital Communications", 10.2: the infinite linear MMSE equaliser, unbiased.
  const error = powers.reduce((sum, power) => sum + noise / (power + noise), 0) / powers.length;
  const sinr = 1 / error - 1;
  const matchedFilterBound = powers.reduce((sum, power) => sum + power, 0) / powers.length / noise;

  it("have the SINR of the infinite linear MMSE equaliser, below the matched-filter bound", () => {
    const found = variances(dvbLink("QPSK 3/4", { channel, rollOff }), noise, 10);
    expect(indB(1 / found.error / sinr)).toBeCloseTo(0, 1);
    expect(indB(1 / found.error)).toBeLessThan(indB(matchedFilterBound) - 0.5);
    expect(found.estimated / found.error).toBeCloseTo(1, 1);
  });

  it("lose little more where the phase has to be estimated behind the equaliser", () => {
    const impairments = { phaseNoise: mask, frequencyOffset_Hz: 500 };
    const found = variances(dvbLink("QPSK 3/4", { channel, rollOff, impairments, estimation: "pilots" }), noise, 10);
    expect(indB(1 / found.error / sinr)).toBeGreaterThan(-0.3);
    expect(Math.abs(indB(found.estimated / found.error))).toBeLessThan(0.15);
  });

  it("that turn against each other keep it", () => {
    const turning = pathChannel(
      [
        { delay_s: 0, gain: () => [main, 0] },
        {
          delay_s: echo.delay_s,
          gain: (time_s) => {
            const [c, s] = [Math.cos(2 * Math.PI * 100 * time_s), Math.sin(2 * Math.PI * 100 * time_s)];
            return [echo.re * c - echo.im * s, echo.re * s + echo.im * c];
          },
        },
      ],
      100,
    );
    const found = variances(dvbLink("QPSK 3/4", { channel: turning, rollOff }), noise, 10);
    // Turning the echo shifts the notches, not their depths.
    expect(Math.abs(indB(1 / found.error / sinr))).toBeLessThan(0.15);
  });

  it("between several ports are refused", () => {
    const wide = { ...channel, receivePorts: 2 };
    expect(() => dvbLink("QPSK 3/4", { channel: wide })).toThrow("between single ports, found 2 and 1");
  });
});
