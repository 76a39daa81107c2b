import { describe, expect, it } from "vitest";
import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { dvbBasebandScrambling } from "../../src/fec/dvb-baseband-scrambler.js";
import type { DvbModulation } from "../../src/fec/dvb-bit-interleaver.js";
import { dvbFecFrames } from "../../src/fec/dvb-fec-frame.js";
import { dvbFrame_bit } from "../../src/fec/dvb-ldpc.js";
import { dvbS2Code } from "../../src/fec/dvb-s2.js";
import { RandomStream } from "../../src/random/random-stream.js";

const settings: LdpcSettings = {
  arithmetic: "int8",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 10,
  stop: "parity",
};

function randomBits(stream: RandomStream, length: number): Uint8Array {
  return Uint8Array.from({ length }, () => (stream.uniform() < 0.5 ? 1 : 0));
}

function llrsOf(bits: Uint8Array, magnitude = 6): Float32Array {
  return Float32Array.from(bits, (bit) => (bit === 0 ? magnitude : -magnitude));
}

describe("DVB-S2 chain", () => {
  it("gives back what it encoded, without noise, with every code of S2 and S2X and every VL-SNR mode", () => {
    const stream = new RandomStream(1, "test.dvb-s2");
    for (const { frame, rate, standard, outerCode } of dvbFecFrames) {
      const code = dvbS2Code({ family: "dvb-s2", standard, frame, rate, outerCode: outerCode !== undefined });
      const information = randomBits(stream, code.informationBits);
      const coded = new Uint8Array(code.codedBits);
      code.encode(information, coded);
      const decoder = code.decoder({ ...settings, iterations: 40 });
      const decided = new Uint8Array(code.informationBits);
      expect(decoder.decode(llrsOf(coded), decided), code.name).toBe(true);
      expect(decided, code.name).toEqual(information);
    }
  });

  it("sends the information bits first, then the outer code's parity, then the inner one's", () => {
    const code = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "1/2", outerCode: true });
    expect([code.informationBits, code.codedBits]).toEqual([7_032, 16_200]);
    const information = randomBits(new RandomStream(2, "test.dvb-s2"), 7_032);
    const coded = new Uint8Array(16_200);
    code.encode(information, coded);
    expect(coded.subarray(0, 7_032)).toEqual(information);
    const inner = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "1/2", outerCode: false });
    expect(inner.informationBits).toBe(7_200);
    const again = new Uint8Array(16_200);
    inner.encode(coded.slice(0, 7_200), again);
    expect(again).toEqual(coded);
  });

  it("leaves p_0, p_P, p_2P, ... and the shortened zeros out in the VL-SNR modes", () => {
    const xs = 560;
    const stream = new RandomStream(3, "test.dvb-s2");
    const sent = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "1/5 VL-SNR SF2", outerCode: false });
    const whole = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "1/4", outerCode: false });
    const information = randomBits(stream, sent.informationBits);
    expect(sent.informationBits).toBe(3_240 - xs);
    const coded = new Uint8Array(sent.codedBits);
    sent.encode(information, coded);
    const padded = new Uint8Array(3_240);
    padded.set(information, xs);
    const word = new Uint8Array(16_200);
    whole.encode(padded, word);
    const punctured = new Set(Array.from({ length: 250 }, (_, i) => 3_240 + 30 * i));
    expect(coded).toEqual(word.filter((_, i) => i >= xs && !punctured.has(i)));
  });

  it("scrambles a BBFRAME before it is encoded", () => {
    const code = dvbS2Code({
      family: "dvb-s2",
      frame: "short",
      rate: "8/9",
      outerCode: true,
      basebandScrambling: true,
    });
    const coded = new Uint8Array(code.codedBits);
    code.encode(new Uint8Array(code.informationBits), coded);
    expect(coded.subarray(0, code.informationBits)).toEqual(dvbBasebandScrambling(code.informationBits));
    const decided = new Uint8Array(code.informationBits).fill(1);
    expect(code.decoder(settings).decode(llrsOf(coded), decided)).toBe(true);
    expect(decided).toEqual(new Uint8Array(code.informationBits));
  });

  it.each([
    ["normal", "3/5", "8PSK", 64_800],
    ["short", "3/5", "8PSK", 16_200],
    ["normal", "25/36", "16APSK", 64_800],
    ["short", "2/3", "32APSK", 16_200],
    ["normal", "5/6", "64APSK", 64_800],
    ["normal", "135/180", "128APSK", 64_890],
    ["normal", "124/180", "256APSK", 64_800],
  ] as const)("interleaves and back: %s %s for %s", (frame, rate, bitInterleaver, codedBits) => {
    const spec = { family: "dvb-s2", frame, rate, outerCode: true, basebandScrambling: true } as const;
    const code = dvbS2Code({ ...spec, bitInterleaver });
    expect(code.codedBits).toBe(codedBits);
    const information = randomBits(new RandomStream(4, "test.dvb-s2"), code.informationBits);
    const coded = new Uint8Array(codedBits);
    code.encode(information, coded);
    const plain = new Uint8Array(dvbFrame_bit[frame]);
    dvbS2Code({ ...spec, bitInterleaver: "QPSK" }).encode(information, plain);
    expect(coded).not.toEqual(plain);
    const decided = new Uint8Array(code.informationBits);
    expect(code.decoder(settings).decode(llrsOf(coded), decided)).toBe(true);
    expect(decided).toEqual(information);
  });

  it("mends with the outer code what the inner one leaves", () => {
    const spec = { family: "dvb-s2", frame: "short", rate: "8/9" } as const;
    const stream = new RandomStream(5, "test.dvb-s2");
    const code = dvbS2Code({ ...spec, outerCode: true });
    const information = randomBits(stream, code.informationBits);
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    // One iteration with hard errors in the information bits only, certain of themselves.
    const llrs = llrsOf(coded, 1);
    for (let i = 0; i < 5; i++) llrs[i * 2_000 + 7] *= -40;
    const once: LdpcSettings = { ...settings, arithmetic: "float32", checkRule: { kind: "minSum" }, iterations: 1 };
    const decided = new Uint8Array(code.informationBits);
    const inner = dvbS2Code({ ...spec, outerCode: false });
    const innerDecided = new Uint8Array(inner.informationBits);
    expect(inner.decoder(once).decode(llrs, innerDecided)).toBe(false);
    expect(code.decoder(once).decode(llrs, decided)).toBe(true);
    expect(decided).toEqual(information);
  });

  it("decodes 1/2 through noise of Eb/N0 = 1.5 dB, and does not accept what is noise alone", () => {
    const stream = new RandomStream(6, "test.dvb-s2");
    const code = dvbS2Code({ family: "dvb-s2", frame: "normal", rate: "1/2", outerCode: true });
    const information = randomBits(stream, code.informationBits);
    const coded = new Uint8Array(code.codedBits);
    code.encode(information, coded);
    const variance = 1 / (2 * (code.informationBits / code.codedBits) * 10 ** 0.15);
    const llrs = Float32Array.from(
      coded,
      (bit) => (2 * (1 - 2 * bit + Math.sqrt(variance) * stream.gaussian())) / variance,
    );
    const checkRule = { kind: "normalisedMinSum", factor: 0.8125 } as const;
    const decoder = code.decoder({ ...settings, arithmetic: "int16", checkRule, iterations: 50 });
    const decided = new Uint8Array(code.informationBits);
    expect(decoder.decode(llrs, decided)).toBe(true);
    expect(decided).toEqual(information);
    expect(decoder.iterations).toBeLessThan(40);
    const noise = Float32Array.from(coded, () => stream.gaussian());
    expect(decoder.decode(noise, decided)).toBe(false);
    expect(decoder.decode(llrs, decided)).toBe(true);
  });

  it("decides all-zero LLRs without accepting them where nothing is certain, and takes the largest ones", () => {
    const code = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "2/3", outerCode: true });
    const decided = new Uint8Array(code.informationBits);
    const decoder = code.decoder(settings);
    expect(decoder.decode(new Float32Array(16_200).fill(3e38), decided)).toBe(true);
    expect(decided.every((bit) => bit === 0)).toBe(true);
    decoder.decode(new Float32Array(16_200), decided);
    expect(decided.every((bit) => bit === 0 || bit === 1)).toBe(true);
  });

  it("hands on what the decoder does in each iteration", () => {
    const code = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "8/9", outerCode: true });
    const coded = new Uint8Array(code.codedBits);
    code.encode(new Uint8Array(code.informationBits), coded);
    const seen: number[] = [];
    const decoder = code.decoder(
      { ...settings, backend: "reference", stop: "none", iterations: 2 },
      { onIteration: ({ iteration, posteriors }) => seen.push(iteration, posteriors.length) },
    );
    decoder.decode(llrsOf(coded), new Uint8Array(code.informationBits));
    expect(seen).toEqual([1, 16_200, 2, 16_200]);
  });

  it("names itself as a legend does", () => {
    const spec = { family: "dvb-s2", frame: "normal", rate: "1/2" } as const;
    expect(dvbS2Code({ ...spec, outerCode: false }).name).toBe("DVB-S2 normal 1/2 (LDPC only)");
    const full = dvbS2Code({
      ...spec,
      rate: "116/180",
      outerCode: true,
      bitInterleaver: "256APSK",
      basebandScrambling: true,
    });
    expect(full.name).toBe("DVB-S2X normal 116/180 (LDPC+BCH), interleaved for 256APSK, scrambled");
  });

  it("refuses wrong lengths, LLRs that are no numbers, and codes that do not exist, by name", () => {
    const code = dvbS2Code({ family: "dvb-s2", frame: "short", rate: "8/9", outerCode: true });
    const llrs = new Float32Array(16_200);
    llrs[77] = Number.NaN;
    const decoder = code.decoder(settings);
    const decided = new Uint8Array(14_232);
    expect(() => decoder.decode(llrs, decided)).toThrow("llrs: expected finite LLRs, found NaN at index 77");
    llrs[77] = Number.POSITIVE_INFINITY;
    expect(() => decoder.decode(llrs, decided)).toThrow("found Infinity at index 77");
    expect(() => decoder.decode(new Float32Array(16_199), decided)).toThrow("llrs: expected 16200 elements");
    expect(() => decoder.decode(new Float32Array(16_200), new Uint8Array(1))).toThrow("information: expected 14232");
    expect(() => code.encode(new Uint8Array(1), new Uint8Array(16_200))).toThrow("information: expected 14232");
    expect(() => code.encode(decided, new Uint8Array(1))).toThrow("coded: expected 16200");
    expect(() => dvbS2Code({ family: "dvb-s2", frame: "short", rate: "9/10", outerCode: true })).toThrow(/8\/9/);
    expect(() => dvbS2Code({ family: "dvb-s2", frame: "medium", rate: "1/3", outerCode: true })).toThrow("VL-SNR");
    const wrong: DvbModulation = "64APSK";
    expect(() =>
      dvbS2Code({ family: "dvb-s2", frame: "normal", rate: "1/4", outerCode: true, bitInterleaver: wrong }),
    ).toThrow("expected one that 64APSK has in the normal frame (128/180, 132/180, 7/9, 4/5, 5/6), found 1/4");
  });
});
