import { describe, expect, it } from "vitest";
import type { Constellation } from "../../src/phy/constellation.js";
import { dvbConstellation, dvbConstellationNames } from "../../src/phy/dvb-constellation.js";
import { dvbModcodCodes } from "../../src/phy/dvb-modcod-code.js";
import { wilsonEstimate } from "../../src/statistics/wilson.js";
import { gaussianTail } from "../phy/gaussian-tail.js";
import { dvbLink, fromdB, type LinkOptions, pathChannel } from "./dvb-link.js";

/**
 * Bit error rate when each symbol is taken for the nearest point, in white noise: the plane is cut into cells of a tenth of the
 * noise's deviation, each belongs to its nearest point, and every point's density is summed over them.
 */
function nearestPointErrorRate({ re, im, bitsPerSymbol }: Constellation, snr: number): number {
  const deviation = Math.sqrt(1 / (2 * snr));
  const cell = deviation / 10;
  const reach = 5 * deviation;
  const most = Math.max(...Array.from(re, (x, k) => Math.max(Math.abs(x), Math.abs(im[k])))) + reach;
  const side = Math.ceil((2 * most) / cell);
  const at = (index: number) => (index + 0.5) * cell - most;
  const nearest = new Uint16Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      let least = Infinity;
      for (let k = 0; k < re.length; k++) {
        const distance = (at(column) - re[k]) ** 2 + (at(row) - im[k]) ** 2;
        if (distance < least) [least, nearest[row * side + column]] = [distance, k];
      }
    }
  }
  const weights = Array.from({ length: re.length }, (_, x) => x.toString(2).replaceAll("0", "").length);
  const index = (x: number) => Math.max(0, Math.min(side - 1, Math.floor((x + most) / cell)));
  let [errors, total] = [0, 0];
  for (let k = 0; k < re.length; k++) {
    for (let row = index(im[k] - reach); row <= index(im[k] + reach); row++) {
      const across = Math.exp(-snr * (at(row) - im[k]) ** 2);
      for (let column = index(re[k] - reach); column <= index(re[k] + reach); column++) {
        const p = across * Math.exp(-snr * (at(column) - re[k]) ** 2);
        total += p;
        errors += p * weights[k ^ nearest[row * side + column]];
      }
    }
  }
  return errors / total / bitsPerSymbol;
}

/** Coded bits that the link gets wrong before its decoder, over those sent: a FECFRAME each (128APSK pads its own). */
function codedErrorRate(name: string, snr: number, frames: number, options: LinkOptions = {}) {
  const link = dvbLink(name, options);
  const bits = name.endsWith(" short") ? 16_200 : name.startsWith("128APSK") ? 64_890 : 64_800;
  let errors = 0;
  for (let frame = 0; frame < frames; frame++) errors += link.send(0, frame, frame, 1 / snr).codedBitErrors;
  return wilsonEstimate(errors, frames * bits, 0.999);
}

/** Es/N0 at which some per cent of the bits are wrong. */
const levels_dB: Readonly<Record<number, number>> = { 2: 5, 3: 9, 4: 12, 5: 14.5, 6: 16.5, 7: 19, 8: 21 };

describe("bits before the decoder", () => {
  const modcods = dvbConstellationNames().flatMap((constellation) =>
    dvbModcodCodes.filter((modcod) => modcod.constellation === constellation).slice(0, 1),
  );

  it("are tried in every constellation that a MODCOD has", () => {
    const used = new Set(dvbModcodCodes.map(({ constellation }) => constellation));
    expect(new Set(modcods.map(({ constellation }) => constellation))).toEqual(used);
  });

  it.each(modcods.map(({ name, constellation }) => [name, constellation]))(
    "of %s are wrong as often as the nearest point is",
    (name, constellation) => {
      const points = dvbConstellation(constellation)!;
      const snr = fromdB(levels_dB[points.bitsPerSymbol]);
      const expected = nearestPointErrorRate(points, snr);
      // Padding of 128APSK, 90 bits a frame, is sent and counted too.
      const { low, high } = codedErrorRate(name, snr, name.endsWith(" short") ? 8 : 2);
      expect(expected).toBeGreaterThan(low);
      expect(expected).toBeLessThan(high);
      expect(high - low).toBeLessThan(0.2 * expected);
    },
  );

  it("of QPSK in white noise are wrong with probability Q(sqrt(Es/N0)), estimated or known, with no loss of more than 0.1 dB", () => {
    const snr = fromdB(4);
    const { low, high } = codedErrorRate("QPSK 1/2", snr, 6);
    const expected = gaussianTail(Math.sqrt(snr));
    expect(low).toBeLessThan(expected);
    expect(high).toBeGreaterThan(expected);
    const estimated = codedErrorRate("QPSK 1/2", snr, 6, { estimation: "pilots" });
    expect(estimated.high).toBeGreaterThan(expected);
    expect(estimated.low).toBeLessThan(gaussianTail(Math.sqrt(snr * fromdB(-0.1))));
  });

  it("of QPSK in Rayleigh fading are wrong with probability (1 - sqrt(g / (1 + g))) / 2, g = Eb/N0", () => {
    // Powers at the quantiles of the exponential distribution, one a frame, so that their mean is the integral.
    const frames = 128;
    const channel = pathChannel([
      {
        delay_s: 0,
        gain: (time_s) => {
          const frame = Math.floor(time_s + 1e-9);
          const amplitude = Math.sqrt(-Math.log(1 - (frame + 0.5) / frames));
          return [amplitude * Math.cos(frame), amplitude * Math.sin(frame)];
        },
      },
    ]);
    const g = fromdB(7);
    const expected = (1 - Math.sqrt(g / (1 + g))) / 2;
    for (const estimation of ["perfect", "pilots"] as const) {
      const { value, low, high } = codedErrorRate("QPSK 1/2 short", 2 * g, frames, { channel, estimation });
      if (estimation === "perfect") {
        expect(low).toBeLessThan(expected);
        expect(high).toBeGreaterThan(expected);
      }
      expect(value / expected).toBeLessThan(1.02);
    }
  });

  it.each(["BPSK 1/3 medium", "BPSK-S 11/45 short", "BPSK 4/15 short", "QPSK 2/9"])(
    "of %s are wrong as often as its energy says, each symbol of BPSK-S sent twice",
    (name) => {
      const snr = fromdB(name === "QPSK 2/9" ? 3 : -2);
      const perBit = name === "QPSK 2/9" ? snr / 2 : name.startsWith("BPSK-S") ? 2 * snr : snr;
      const bits = {
        "BPSK 1/3 medium": 30_780,
        "BPSK-S 11/45 short": 15_390,
        "BPSK 4/15 short": 14_976,
        "QPSK 2/9": 61_560,
      };
      const link = dvbLink(name);
      const frames = 5;
      let errors = 0;
      for (let frame = 0; frame < frames; frame++) errors += link.send(0, frame, 0, 1 / snr).codedBitErrors;
      const { low, high } = wilsonEstimate(errors, frames * bits[name as keyof typeof bits], 0.999);
      const expected = gaussianTail(Math.sqrt(2 * perBit));
      expect(low).toBeLessThan(expected);
      expect(high).toBeGreaterThan(expected);
    },
  );
});
