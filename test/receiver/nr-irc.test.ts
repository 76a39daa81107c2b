import { describe, expect, it } from "vitest";
import { type ComplexMatrix, choleskyInPlace, choleskySolve, complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";
import type { GridChannel } from "../../src/receiver/grid-channel.js";
import { InterferenceWhitening } from "../../src/receiver/interference-whitening.js";
import type { NrFrontEndSettings } from "../../src/receiver/nr-front-end.js";
import { amplitudeOf, decoder, frontEnd, link, rayleigh, shared, transmitter } from "./nr-link-fixture.js";

/** A channel that keeps its last gain of each pair. */
function remembered(channel: GridChannel) {
  const size = channel.receivePorts * channel.transmitPorts;
  const last = { re: new Float64Array(size), im: new Float64Array(size) };
  return {
    last,
    channel: {
      ...channel,
      at(times_s: Float64Array, out: { readonly re: Float32Array; readonly im: Float32Array }) {
        channel.at(times_s, out);
        for (let pair = 0; pair < size; pair++) {
          last.re[pair] = out.re[(pair * out.re.length) / size];
          last.im[pair] = out.im[(pair * out.re.length) / size];
        }
      },
    },
  };
}

/** h_0^H (I + sum over the other columns of h h^H)^-1 h_0. */
function outputSinr(columns: readonly { re: Float64Array; im: Float64Array }[], amplitudes: readonly number[]): number {
  const rows = columns[0].re.length;
  const r = complexMatrix(rows, rows);
  for (let i = 0; i < rows; i++) {
    r.re[i * rows + i] = 1;
    columns.forEach(({ re, im }, c) => {
      if (c === 0) return;
      for (let j = 0; j < rows; j++) {
        r.re[i * rows + j] += amplitudes[c] ** 2 * (re[i] * re[j] + im[i] * im[j]);
        r.im[i * rows + j] += amplitudes[c] ** 2 * (im[i] * re[j] - re[i] * im[j]);
      }
    });
  }
  choleskyInPlace(r);
  const x: ComplexMatrix = complexMatrix(rows, 1);
  x.re.set(columns[0].re);
  x.im.set(columns[0].im);
  choleskySolve(r, x);
  return x.re.reduce((sum, re, i) => sum + columns[0].re[i] * re + columns[0].im[i] * x.im[i], 0) * amplitudes[0] ** 2;
}

/**
 * Loss in dB of the SINR behind the receiver, by the EVM, to theory: the mean over slots of fading channels in which theory gives
 * 3 dB or more (below, where the wanted signal fades or stands where the interferer does, the EVM of an equaliser that is not
 * biased says little).
 */
function lossToTheory_dB(settings: Partial<NrFrontEndSettings>, slots: number, interfererDecoded = false): number {
  const wanted = remembered(rayleigh(2, 1, "irc-wanted", true));
  const strong = remembered(rayleigh(2, 1, "irc-strong", true));
  const amplitudes = [amplitudeOf(12), amplitudeOf(20)];
  const port = (ports: readonly number[], scramblingIdentity: number) =>
    shared({ dmrs: { ...shared().settings.dmrs, ports, scramblingIdentity } });
  const of = link({
    transmitters: [
      transmitter({ sharedChannel: port([0], 7), channel: wanted.channel, amplitude: amplitudes[0] }),
      transmitter({
        name: "interferer",
        sharedChannel: interfererDecoded ? port([1], 7) : port([0], 99),
        channel: strong.channel,
        amplitude: amplitudes[1],
        isDecoded: interfererDecoded,
      }),
    ],
    frontEnd: { ...frontEnd, ...settings },
    decoder: { ...decoder, iterations: 1 },
  });
  let [ratio, counted] = [0, 0];
  for (let slot = 0; slot < slots; slot++) {
    const [{ evm }] = of.send(slot, 0);
    const sinr = outputSinr([wanted.last, strong.last], amplitudes);
    if (sinr < 2) continue;
    ratio += evm ** 2 * sinr;
    counted++;
  }
  expect(counted).toBeGreaterThan(0.7 * slots);
  return 10 * Math.log10(ratio / counted);
}

const estimated: Partial<NrFrontEndSettings> = {
  interference: { kind: "covariance", source: "estimated", groupBlocks: 5 },
};

describe("interference rejection with two antennas and one interferer 20 dB above the noise", () => {
  it("reaches h^H R^-1 h with the covariance known", () => {
    const known = { interference: { kind: "covariance", source: "known", groupBlocks: 10 } } as const;
    // 60 slots of 1440 symbols: 0.02 dB.
    expect(Math.abs(lossToTheory_dB(known, 60))).toBeLessThan(0.1);
  });

  it("reaches it where the interferer is one of the detected layers", () => {
    expect(Math.abs(lossToTheory_dB({}, 60, true))).toBeLessThan(0.1);
  });

  it("loses less than 0.3 dB with covariance and channel estimated: two groups of 5 blocks and two DM-RS symbols", () => {
    expect(lossToTheory_dB(estimated, 150)).toBeLessThan(0.2);
    const all = { ...estimated, estimation: { kind: "estimatedWiener", delayProfile: "rectangular" } } as const;
    expect(lossToTheory_dB(all, 150)).toBeLessThan(0.3);
  });

  it("is what the interferer would take otherwise: more than 5 dB", () => {
    expect(lossToTheory_dB({ noise: "estimated" }, 60)).toBeGreaterThan(5);
  });

  it("refuses groups with too few pilots for the branches", () => {
    expect(() =>
      link({
        transmitters: [transmitter({ channel: rayleigh(8, 1, "few"), amplitude: 1 })],
        frontEnd: { ...frontEnd, interference: { kind: "covariance", source: "estimated", groupBlocks: 1 } },
      }),
    ).toThrow(/groupBlocks: expected groups with at least 16/);
  });
});

describe("whitening by an estimated covariance", () => {
  // Reed, Mallett and Brennan (1974): the SINR of the filter is (n + 2 - K) / (n + 1) of the best, on the mean.
  it("promises the SINR that it keeps, with the correction", () => {
    const stream = new RandomStream(4, "whitening.test");
    const [K, n, draws] = [2, 12, 4000];
    const gaussian = () => stream.gaussian() * Math.SQRT1_2;
    let [promised, kept] = [0, 0];
    for (let draw = 0; draw < draws; draw++) {
      const covariance = { groups: 1, re: new Float64Array(K * K), im: new Float64Array(K * K) };
      for (let sample = 0; sample < n; sample++) {
        const v = Array.from({ length: K }, () => [gaussian(), gaussian()]);
        for (let a = 0; a < K; a++) {
          for (let b = 0; b < K; b++) {
            covariance.re[a * K + b] += (v[a][0] * v[b][0] + v[a][1] * v[b][1]) / n;
            covariance.im[a * K + b] += (v[a][1] * v[b][0] - v[a][0] * v[b][1]) / n;
          }
        }
      }
      const block = {
        receive: K,
        layers: 1,
        elements: 1,
        yRe: new Float32Array(K),
        yIm: new Float32Array(K),
        hRe: Float32Array.of(1, 0),
        hIm: new Float32Array(K),
        noiseVariance: 1,
        errorVariance: new Float64Array(1),
      };
      const whitening = new InterferenceWhitening(K, 1, Int32Array.of(0), { isLoaded: false });
      whitening.whiten(covariance, Float64Array.of(n), block, Float64Array.of(0));
      promised += block.hRe.reduce((sum, re, i) => sum + re * re + block.hIm[i] ** 2, 0) / block.noiseVariance / draws;
      // True noise is white of unit variance: SINR of w = R^-1 h is |w^H h|^2 / |w|^2.
      const matrix = { rows: K, columns: K, re: covariance.re, im: covariance.im };
      choleskyInPlace(matrix);
      const w = complexMatrix(K, 1);
      w.re[0] = 1;
      choleskySolve(matrix, w);
      kept += (w.re[0] ** 2 + w.im[0] ** 2) / w.re.reduce((sum, re, i) => sum + re * re + w.im[i] ** 2, 0) / draws;
    }
    expect(kept).toBeCloseTo((n + 2 - K) / (n + 1), 2);
    expect(promised / kept).toBeGreaterThan(0.97);
    expect(promised / kept).toBeLessThan(1.03);
  });
});
