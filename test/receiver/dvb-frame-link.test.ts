import { describe, expect, it } from "vitest";
import { dvbModcodCodes } from "../../src/phy/dvb-modcod-code.js";
import { vlSnrModcods } from "../../src/phy/dvb-vl-snr-frame.js";
import { salehTube } from "../../src/rf/amplifier.js";
import { decoder, dvbLink, fromdB, indB, mask, pathChannel, variances } from "./dvb-link.js";

const everything = {
  phaseNoise: mask,
  frequencyOffset_Hz: 1500,
  dopplerRate_Hzs: 300,
  iqImbalance: { gain_dB: 0.3, phase_deg: 1 },
  quantiser: { bits: 6, crestFactor_dB: 12 },
  amplifier: { model: salehTube, inputBackOff_dB: 12 },
};

describe("a DVB frame's fate", () => {
  it("is the same whatever was sent before it, and another one in another replication", () => {
    const options = { estimation: "pilots", impairments: everything, decoder } as const;
    const names = ["QPSK 3/4 short", "16APSK 3/4 short"];
    const sequence = (order: readonly (readonly [number, number])[], replication = 0) => {
      const link = dvbLink(names, { ...options, replication });
      return Object.fromEntries(
        order.map(([modcod, frame]) => [`${modcod}.${frame}`, { ...link.send(modcod, frame, 0, fromdB(-9)) }]),
      );
    };
    const fates = sequence([
      [0, 0],
      [0, 1],
      [1, 2],
      [1, 3],
    ]);
    expect(
      sequence([
        [1, 3],
        [0, 1],
        [1, 2],
        [0, 0],
      ]),
    ).toEqual(fates);
    expect(sequence([[0, 1]])["0.1"]).toEqual(fates["0.1"]);
    expect(sequence([[0, 1]], 1)["0.1"].errorVariance).not.toBe(fates["0.1"].errorVariance);
  });

  it("agrees between the reference kernels and SIMD", () => {
    const fate = (backend: "reference" | "simd") =>
      dvbLink("8PSK 3/4 short", { estimation: "pilots", impairments: everything, backend }).send(0, 5, 0, fromdB(-10));
    const [reference, simd] = [{ ...fate("reference") }, { ...fate("simd") }];
    expect(simd.errorVariance / reference.errorVariance).toBeCloseTo(1, 5);
    expect(simd.codedBitErrors).toBe(reference.codedBitErrors);
  });

  it.each([...dvbModcodCodes, ...vlSnrModcods].map(({ name }) => name))(
    "of %s is to arrive at Es/N0 = 35 dB",
    (name) => {
      const link = dvbLink(name, { estimation: "pilots", impairments: { frequencyOffset_Hz: 1000 }, decoder });
      const { isLost, bitErrors, codedBitErrors, errorVariance } = link.send(0, 0, 0, fromdB(-35));
      expect({ isLost, bitErrors }).toEqual({ isLost: false, bitErrors: 0 });
      // Some points of 256APSK are so near each other that even this noise mixes them up.
      if (!name.startsWith("256APSK")) expect(codedBitErrors).toBe(0);
      expect(Math.abs(indB(errorVariance) + 35 + (name.startsWith("BPSK-S") ? indB(2) : 0))).toBeLessThan(0.4);
    },
  );

  it("is loss where the noise is too strong, and the decoder knows it", () => {
    const link = dvbLink("QPSK 3/4 short", { estimation: "pilots", decoder });
    for (let frame = 0; frame < 4; frame++) {
      const { isLost, isUndetected, bitErrors } = link.send(0, frame, 0, fromdB(-2));
      expect({ isLost, isUndetected }).toEqual({ isLost: true, isUndetected: false });
      expect(bitErrors).toBeGreaterThan(100);
    }
    expect(() => link.send(1, 0, 0, 1)).toThrow("expected a MODCOD from 0 to 0, found 1");
  });

  it("is seen in a snapshot: symbols about their points, the carrier followed, LLRs of 0 above those of 1", () => {
    const link = dvbLink("QPSK 1/2", {
      estimation: "pilots",
      impairments: { phaseNoise: mask, frequencyOffset_Hz: 500 },
    });
    expect(() => link.snapshot()).toThrow("expected a frame to have been sent");
    const { errorVariance } = link.send(0, 0, 0, fromdB(-6));
    const { name, constellation, evm, channel, llrs, stages } = link.snapshot();
    expect(name).toBe("QPSK 1/2");
    expect(evm).toBeCloseTo(Math.sqrt(errorVariance), 12);
    expect(stages?.[0].sinr_dB).toBeCloseTo(6, 0);
    expect(constellation.re.length).toBeGreaterThan(1000);
    let square = 0;
    channel?.at.forEach((_, i) => {
      square += (channel.estimateRe[i] - channel.truthRe[i]) ** 2 + (channel.estimateIm[i] - channel.truthIm[i]) ** 2;
    });
    expect(square / channel!.at.length).toBeLessThan(0.01);
    const sum = (counts: Uint32Array) => counts.reduce((total, count) => total + count, 0);
    expect(sum(llrs.zeros) + sum(llrs.ones)).toBe(64_800);
    const mean = (counts: Uint32Array) =>
      counts.reduce((total, count, i) => total + (count * (llrs.edges[i] + llrs.edges[i + 1])) / 2, 0) / sum(counts);
    expect(mean(llrs.zeros)).toBeGreaterThan(3);
    expect(mean(llrs.ones)).toBeLessThan(-3);
  });
});

describe("a receiver of DVB frames that estimates", () => {
  // 22 pilot blocks of 36, a header of 90 and the next frame's start, 26: 908 known symbols.
  it.each([
    ["QPSK 1/2", 1],
    ["8PSK 3/4", 8],
    ["16APSK 3/4", 10.2],
    ["64APSK 4/5", 16],
  ])("loses less than 0.1 dB to a still channel with %s at %d dB, and knows its noise to 1.5 %%", (name, esN0_dB) => {
    const noise = fromdB(-esN0_dB);
    const { error, estimated } = variances(dvbLink(name, { estimation: "pilots" }), noise, 40);
    expect(indB(error / noise)).toBeGreaterThan(-0.03);
    expect(indB(error / noise)).toBeLessThan(0.1);
    // 908 or fewer known symbols a frame: 3.4 to 5 % a frame, 0.8 % over 40 frames.
    expect(Math.abs(estimated / error - 1)).toBeLessThan(0.025);
  });

  it("finds a frequency offset of a third of what pilots can tell, and more than that it cannot", () => {
    const noise = fromdB(-8);
    const at = (frequencyOffset_Hz: number) =>
      variances(dvbLink("8PSK 2/3", { estimation: "pilots", impairments: { frequencyOffset_Hz } }), noise, 4).error;
    const still = at(0);
    expect(at(1100) / still).toBeCloseTo(1, 1);
    expect(at(-3000) / still).toBeCloseTo(1, 1);
    // Half a turn from pilots to pilots: 10 MHz / 2952 = 3388 Hz.
    expect(at(5000) / still).toBeGreaterThan(3);
  });

  it("follows a Doppler rate of 5 kHz/s over 33 ms", () => {
    const noise = fromdB(-8);
    const at = (dopplerRate_Hzs: number) =>
      variances(
        dvbLink("QPSK 3/4", { estimation: "pilots", symbolRate_Hz: 1e6, impairments: { dopplerRate_Hzs } }),
        noise,
        4,
      ).error;
    expect(indB(at(2000) / at(0))).toBeLessThan(0.15);
  });

  it("follows fading of 50 Hz at 10 Mbaud within 0.3 dB of one that knows it", () => {
    const channel = pathChannel(
      [
        {
          delay_s: 0,
          gain: (time_s) => [
            0.9 + 0.4 * Math.cos(2 * Math.PI * 50 * time_s + 1),
            0.4 * Math.sin(2 * Math.PI * 37 * time_s),
          ],
        },
      ],
      50,
    );
    const errors = (["perfect", "pilots"] as const).map(
      (estimation) => variances(dvbLink("8PSK 3/4", { estimation, channel }), fromdB(-12), 12).error,
    );
    expect(indB(errors[1] / errors[0])).toBeLessThan(0.3);
  });

  it("follows the phase noise of H.8 at 10 Mbaud: 0.2 dB at the thresholds of QPSK to 16APSK, unknown offset included", () => {
    for (const [name, esN0_dB] of [
      ["QPSK 3/4", 3.9],
      ["8PSK 5/6", 9.3],
      ["16APSK 5/6", 11.5],
    ] as const) {
      const noise = fromdB(-esN0_dB);
      const impairments = { phaseNoise: mask, frequencyOffset_Hz: 1000 };
      const { error, estimated } = variances(dvbLink(name, { estimation: "pilots", impairments }), noise, 16);
      expect(indB(error / noise)).toBeLessThan(0.2);
      expect(Math.abs(indB(estimated / error))).toBeLessThan(0.15);
    }
  });

  it("without pilots follows the phase from the header through the data where their SNR allows", () => {
    const noise = fromdB(-14);
    const impairments = { phaseNoise: mask };
    const { error } = variances(dvbLink("8PSK 9/10", { estimation: "pilots", pilots: false, impairments }), noise, 4);
    expect(indB(error / noise)).toBeLessThan(0.5);
  });
});
