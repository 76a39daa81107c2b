import { describe, expect, it } from "vitest";
import { dvbConstellation } from "../../src/phy/dvb-constellation.js";
import { PhaseScore } from "../../src/phy/phase-score.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { amplify, gaussianDistortionRatio, salehTube } from "../../src/rf/amplifier.js";
import { impairedSinr, impairmentRatios } from "../../src/rf/impairment-ratio.js";
import type { ModemImpairments } from "../../src/rf/modem-impairments.js";
import { dvbLink, fromdB, indB, mask, variances } from "../receiver/dvb-link.js";

const symbolRate_Hz = 10e6;

/** A DVB link's waveform as the budget sees it: every 41st symbol a pilot. */
function singleCarrier(constellation: string, snr: number) {
  const points = dvbConstellation(constellation)!;
  const pilots = 36 / 1476;
  const phaseInformation = 2 * snr * pilots + (1 - pilots) * new PhaseScore(points, snr).information;
  return { kind: "single-carrier", symbolRate_Hz, points, phaseInformation } as const;
}

const rapp = { kind: "rapp", smoothness: 2 } as const;

describe("impairments as ratios in a budget", () => {
  // A converter of 4 bits has another gain and more distortion at the pilots' one ring than at the data: 0.2 dB, and the
  // receiver, which sees its noise in the pilots, takes it for 0.5 dB more than it is.
  it.each<readonly [string, string, number, ModemImpairments, number]>([
    ["I/Q imbalance", "16APSK 3/4", 25, { iqImbalance: { gain_dB: 0.5, phase_deg: 2 } }, 0.15],
    [
      "quantisation of 4 bits",
      "16APSK 3/4",
      20,
      { quantiser: { bits: 4, crestFactor_dB: 9 }, frequencyOffset_Hz: 3000 },
      0.3,
    ],
    [
      "quantisation of 6 bits",
      "64APSK 4/5",
      25,
      { quantiser: { bits: 6, crestFactor_dB: 11 }, frequencyOffset_Hz: 3000 },
      0.15,
    ],
    ["a solid-state amplifier", "16APSK 3/4", 25, { amplifier: { model: rapp, inputBackOff_dB: 1 } }, 0.15],
    ["a tube", "32APSK 4/5", 25, { amplifier: { model: salehTube, inputBackOff_dB: 12 } }, 0.2],
    ["phase noise", "QPSK 9/10", 6.3, { phaseNoise: mask }, 0.1],
    ["phase noise", "16APSK 9/10", 13, { phaseNoise: mask }, 0.1],
    ["phase noise", "32APSK 9/10", 18, { phaseNoise: mask }, 0.2],
    ["phase noise", "8PSK 9/10", 25, { phaseNoise: mask }, 0.7],
    [
      "all together",
      "16APSK 5/6",
      16,
      {
        phaseNoise: mask,
        frequencyOffset_Hz: 1000,
        iqImbalance: { gain_dB: 0.5, phase_deg: 2 },
        quantiser: { bits: 5, crestFactor_dB: 10 },
        amplifier: { model: rapp, inputBackOff_dB: 3 },
      },
      0.25,
    ],
  ])("foretell what the bit-true link measures: %s, %s at %d dB", (_, name, snr_dB, impairments, within_dB) => {
    const snr = fromdB(snr_dB);
    const ratios = impairmentRatios(
      impairments,
      singleCarrier(name.split("/")[0].startsWith("QPSK") ? "QPSK" : constellationOf(name), snr),
      snr,
    );
    const expected_dB = indB(impairedSinr(snr, ratios));
    const link = dvbLink(name, { estimation: "pilots", impairments });
    const { error, estimated } = variances(link, 1 / snr, 10);
    expect(Math.abs(-indB(error) - expected_dB)).toBeLessThan(within_dB);
    // And what the receiver takes for it.
    expect(Math.abs(indB(estimated / error))).toBeLessThan(impairments.quantiser?.bits === 4 ? 0.6 : 0.4);
  });

  it("list each impairment by name, and none that leaves nothing", () => {
    const snr = fromdB(10);
    const impairments = { iqImbalance: { gain_dB: 1, phase_deg: 0 }, frequencyOffset_Hz: 500 };
    const ratios = impairmentRatios(impairments, singleCarrier("QPSK", snr), snr);
    expect(ratios.map(({ name }) => name)).toEqual(["I/Q imbalance"]);
    expect(ratios[0].ratio_dB).toBeCloseTo(24.81, 1);
    expect(impairmentRatios({}, singleCarrier("QPSK", snr), snr)).toEqual([]);
    // PSK has one ring: nothing for an amplifier to squeeze.
    expect(
      impairmentRatios({ amplifier: { model: salehTube, inputBackOff_dB: 0 } }, singleCarrier("QPSK", snr), snr),
    ).toEqual([]);
  });
});

describe("impairments of OFDM", () => {
  const ofdm = { kind: "ofdm", subcarrierSpacing_Hz: 120e3, bandwidth_Hz: 100e6, sampleRate_Hz: 100e6 } as const;
  const of = (impairments: ModemImpairments) => impairmentRatios(impairments, ofdm, Infinity)[0].ratio_dB;

  it("lose 0.1 of a spacing's offset to 14.7 dB between subcarriers, as a transform shows", () => {
    const found = of({ frequencyOffset_Hz: 12e3 });
    // 256 subcarriers of random signs, turned by 0.1 of a spacing: wanted sinc, the rest between them.
    const size = 256;
    const wanted = (Math.sin(Math.PI * 0.1) / (size * Math.sin((Math.PI * 0.1) / size))) ** 2;
    expect(found).toBeCloseTo(indB(wanted / (1 - wanted)), 2);
  });

  it("keep phase noise between subcarriers that a transform of drawn phases has", () => {
    // White phase noise of -100 dBc/Hz over 100 MHz: 2 L B / 2, but for the mean over a symbol, 1 / (number of samples).
    const flat = [
      { offset_Hz: 1, level_dBcHz: -100 },
      { offset_Hz: 50e6, level_dBcHz: -100 },
    ];
    expect(of({ phaseNoise: flat })).toBeCloseTo(-indB(1e-10 * 100e6), 1);
  });

  it("lose to an amplifier what a Gaussian signal loses", () => {
    const stream = new RandomStream(4, "test.amplifier", 0);
    const out = { amplitude: 0, phase_rad: 0 };
    for (const [model, backOff_dB] of [
      [rapp, 3],
      [salehTube, 8],
    ] as const) {
      const drive = fromdB(-backOff_dB) ** 0.5;
      let [re, im, power, input] = [0, 0, 0, 0];
      for (let n = 0; n < 200_000; n++) {
        const r = Math.sqrt(stream.exponential(1));
        amplify(model, drive * r, out);
        re += r * out.amplitude * Math.cos(out.phase_rad);
        im += r * out.amplitude * Math.sin(out.phase_rad);
        power += out.amplitude ** 2;
        input += r * r;
      }
      const wanted = (re * re + im * im) / input;
      // The rare clipped samples carry the distortion: 0.1 dB at 200,000 of all.
      expect(Math.abs(indB(gaussianDistortionRatio(model, backOff_dB) / (wanted / (power - wanted))))).toBeLessThan(
        0.2,
      );
    }
  });

  it("clip: a limiter's Gaussian has the gain 1 - exp(-A^2) + sqrt(pi) A erfc(A) / 2", () => {
    // Rapp of p = 60 is all but a soft limiter at A over the rms (H. Rowe, Bell Syst. Tech. J. 61, 1982).
    const a = 10 ** (6 / 20);
    const erfc = 0.00477; // erfc(1.9953), Abramowitz and Stegun, table 7.1
    const gain = 1 - Math.exp(-a * a) + (Math.sqrt(Math.PI) * a * erfc) / 2;
    const power = 1 - Math.exp(-a * a);
    const found = gaussianDistortionRatio({ kind: "rapp", smoothness: 60 }, 6);
    expect(indB(found)).toBeCloseTo(indB(gain ** 2 / (power - gain ** 2)), 0);
  });
});

function constellationOf(modcod: string): string {
  return modcod.startsWith("8PSK") ? "8PSK" : modcod;
}
