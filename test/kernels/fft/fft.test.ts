import FFT from "fft.js";
import { describe, expect, it } from "vitest";
import { type Fft, fft } from "../../../kernels/fft/fft.js";
import { fftSimd } from "../../../kernels/fft/fft-simd.js";
import { symmetricNumbers } from "../../../kernels/parity-input.js";

const forms = [
  ["reference", fft],
  ["simd", fftSimd],
] as const;

/** Sums of the definition, in float64. */
function direct(re: Float32Array, im: Float32Array, sign: number): { re: Float64Array; im: Float64Array } {
  const size = re.length;
  const out = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < size; k++) {
    for (let n = 0; n < size; n++) {
      const angle = (sign * 2 * Math.PI * ((k * n) % size)) / size;
      out.re[k] += re[n] * Math.cos(angle) - im[n] * Math.sin(angle);
      out.im[k] += re[n] * Math.sin(angle) + im[n] * Math.cos(angle);
    }
  }
  return out;
}

function fill(made: Fft): void {
  made.re.set(symmetricNumbers(made.re.length, 1, 1));
  made.im.set(symmetricNumbers(made.im.length, 2, 1));
}

function energy({ re, im }: { re: Float32Array; im: Float32Array }): number {
  return re.reduce((sum, value) => sum + value ** 2, 0) + im.reduce((sum, value) => sum + value ** 2, 0);
}

// Every size up to 60, the blocks of DFT-s-OFDM, OFDM sizes, powers of one radix.
const small = [1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, 24, 25, 27, 30, 32, 36, 40, 45, 48, 50, 54, 60];
const larger = [64, 72, 75, 81, 96, 108, 120, 125, 128, 135, 144, 180, 192, 225, 240, 243, 256, 300, 600, 625, 972];
const ofdm = [512, 1024, 1536, 2048];

describe.each(forms)("the Fourier transform, %s", (_, form) => {
  it.each([...small, ...larger, ...ofdm])("of %i numbers is the sum of its definition, both ways", (size) => {
    const made = form({ size, batch: 2 });
    fill(made);
    const sent = [made.re.slice(size), made.im.slice(size)] as const;
    for (const [transform, sign, scale] of [
      [made.forward, -1, 1],
      [made.inverse, 1, 1 / size],
    ] as const) {
      made.re.set(sent[0], size);
      made.im.set(sent[1], size);
      const expected = direct(...sent, sign);
      transform();
      let error = 0;
      for (let k = 0; k < size; k++) {
        error = Math.max(error, Math.abs(made.re[size + k] - scale * expected.re[k]) / scale);
        error = Math.max(error, Math.abs(made.im[size + k] - scale * expected.im[k]) / scale);
      }
      // A sum's root mean square is sqrt(2 / 3 size); float32 leaves some units of 2^-24 of it.
      expect(error).toBeLessThan(1.5e-6 * Math.sqrt(size));
    }
  });

  it.each([1, 12, 600, 4096, 3072, 3276 - 276, 15_552, 32_768])("keeps the energy of %i numbers (Parseval)", (size) => {
    const made = form({ size, batch: 1 });
    fill(made);
    const before = energy(made);
    made.forward();
    expect(energy(made) / size / before).toBeCloseTo(1, 5);
    made.inverse();
    expect(energy(made) / before).toBeCloseTo(1, 5);
  });

  it("turns an impulse into a constant, and one frequency into an impulse", () => {
    const made = form({ size: 300, batch: 3 });
    made.re[300] = 1;
    for (let n = 0; n < 300; n++) {
      made.re[600 + n] = Math.cos((2 * Math.PI * 7 * n) / 300);
      made.im[600 + n] = Math.sin((2 * Math.PI * 7 * n) / 300);
    }
    made.forward();
    for (let k = 0; k < 300; k++) {
      expect([made.re[k], made.im[k]].map(Math.abs)).toEqual([0, 0]);
      expect(made.re[300 + k]).toBeCloseTo(1, 6);
      expect(made.im[300 + k]).toBeCloseTo(0, 6);
      expect(made.re[600 + k] / 300).toBeCloseTo(k === 7 ? 1 : 0, 6);
      expect(made.im[600 + k] / 300).toBeCloseTo(0, 6);
    }
  });

  it("undoes itself, and leaves transforms beyond the count as they are", () => {
    const made = form({ size: 60, batch: 5 });
    fill(made);
    const sent = made.re.slice();
    made.forward(3);
    expect(made.re.slice(180)).toEqual(sent.slice(180));
    expect(made.re.slice(0, 180)).not.toEqual(sent.slice(0, 180));
    made.inverse(3);
    for (let n = 0; n < 300; n++) expect(made.re[n]).toBeCloseTo(sent[n], 6);
  });

  it("refuses sizes with other factors and counts that are not there", () => {
    for (const size of [0, 7, 11, 14, 1.5, 2 ** 21, Number.NaN, -4]) {
      expect(() => form({ size })).toThrow(`fft: size: expected 2^a 3^b 5^c from 1 to 1048576, found ${size}`);
    }
    expect(() => form({ size: 4, batch: -1 })).toThrow("fft: batch: expected a whole number from 0");
    expect(() => form({ size: 4, batch: 2 }).forward(3)).toThrow("fft: count: expected a whole number from 0 to 2");
    expect(() => form({ size: 4, batch: 2 }).inverse(0.5)).toThrow("fft: count");
  });
});

describe.each(forms)("beside fft.js, %s", (_, form) => {
  // Another implementation, float64: float32's rounding grows with the root of the number of radix stages.
  it.each([4096, 65_536])("%i numbers come out alike", (size) => {
    const made = form({ size });
    fill(made);
    const data = new Float64Array(2 * size);
    for (let n = 0; n < size; n++) {
      data[2 * n] = made.re[n];
      data[2 * n + 1] = made.im[n];
    }
    const other = new Float64Array(2 * size);
    new FFT(size).transform(other, data);
    made.forward();
    let [error, power] = [0, 0];
    for (let k = 0; k < size; k++) {
      error += (made.re[k] - other[2 * k]) ** 2 + (made.im[k] - other[2 * k + 1]) ** 2;
      power += other[2 * k] ** 2 + other[2 * k + 1] ** 2;
    }
    expect(Math.sqrt(error / power)).toBeLessThan(1e-6);
  });
});
