import { expect, it } from "vitest";
import { pathResponse } from "../../kernels/path-response/path-response.js";
import { FrequencyResponse } from "../../src/channel/frequency-response.js";
import { type MultipathChannel, pathState, seriesByMoments } from "../../src/channel/multipath-channel.js";
import { scaledTaps } from "../../src/channel/tap-profile.js";
import { ntnTdlProfiles } from "../../src/channel/tapped-delay-line.data.js";
import { TappedDelayLine } from "../../src/channel/tapped-delay-line.js";
import { complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";

function identity(ports: number) {
  const matrix = complexMatrix(ports, ports);
  for (let port = 0; port < ports; port++) matrix.re[port * (ports + 1)] = 1;
  return matrix;
}

/** 2 x 3 ports, four taps. */
function tapped(): TappedDelayLine {
  const taps = scaledTaps(ntnTdlProfiles["ntn-tdl-d"], { delaySpread_s: 123e-9 });
  const ports = { receive: identity(2), transmit: identity(3) };
  return new TappedDelayLine(
    { taps, maximumDoppler_Hz: 300, lineOfSightDoppler_Hz: 100, ports },
    new RandomStream(5, "x"),
  );
}

it("is the sum over the paths at every symbol and subcarrier, in either form of the kernel", () => {
  const channel = tapped();
  const grid = { subcarriers: 601, spacing_Hz: 15e3, first_Hz: -300 * 15e3 };
  const times_s = Float64Array.from({ length: 3 }, (_, symbol) => symbol / 14e3);
  const size = 2 * 3 * 3 * 601;
  const state = pathState(channel);
  for (const response of [new FrequencyResponse(channel, grid), new FrequencyResponse(channel, grid, pathResponse)]) {
    const out = { re: new Float32Array(size), im: new Float32Array(size) };
    response.at(times_s, out);
    let worst = 0;
    for (let symbol = 0; symbol < 3; symbol++) {
      channel.at(times_s[symbol], state);
      for (let pair = 0; pair < 6; pair++) {
        for (let k = 0; k < 601; k += 7) {
          let [re, im] = [0, 0];
          for (let path = 0; path < channel.pathCount; path++) {
            const angle = -2 * Math.PI * (k - 300) * 15e3 * state.excessDelay_s[path];
            const [gRe, gIm] = [state.gainRe[path * 6 + pair], state.gainIm[path * 6 + pair]];
            re += gRe * Math.cos(angle) - gIm * Math.sin(angle);
            im += gRe * Math.sin(angle) + gIm * Math.cos(angle);
          }
          const at = (pair * 3 + symbol) * 601 + k;
          worst = Math.max(worst, Math.abs(out.re[at] - re), Math.abs(out.im[at] - im));
        }
      }
    }
    expect(worst).toBeLessThan(5e-6);
  }
});

it("has nulls every 1 / delay of two equal paths, half way between its peaks of 2", () => {
  const two: MultipathChannel = {
    pathCount: 2,
    receivePorts: 1,
    transmitPorts: 1,
    maximumDoppler_Hz: 0,
    at(_time_s, out) {
      out.excessDelay_s.set([0, 1e-6]);
      out.gainRe.set([1, 1]);
      out.gainIm.set([0, 0]);
    },
    series(time_s, out) {
      seriesByMoments(this, time_s, out);
    },
  };
  const out = { re: new Float32Array(5), im: new Float32Array(5) };
  new FrequencyResponse(two, { subcarriers: 5, spacing_Hz: 250e3, first_Hz: 0 }).at(new Float64Array(1), out);
  // |1 + exp(-j pi k / 2)|
  [2, Math.SQRT2, 0, Math.SQRT2, 2].forEach((size, k) => {
    expect(Math.hypot(out.re[k], out.im[k])).toBeCloseTo(size, 5);
  });
});

it("refuses too little room and a grid that is none", () => {
  const channel = tapped();
  const response = new FrequencyResponse(channel, { subcarriers: 4, spacing_Hz: 1, first_Hz: 0 });
  const out = { re: new Float32Array(4), im: new Float32Array(4) };
  expect(() => response.at(new Float64Array(1), out)).toThrow("room for 24 gains");
  expect(() => new FrequencyResponse(channel, { subcarriers: 4, spacing_Hz: 0, first_Hz: 0 })).toThrow("spacing_Hz");
  expect(() => new FrequencyResponse(channel, { subcarriers: 4, spacing_Hz: 1, first_Hz: Number.NaN })).toThrow(
    "first_Hz",
  );
});
