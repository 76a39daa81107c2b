import { describe, expect, it } from "vitest";
import { dvbBasebandScrambling } from "../../src/fec/dvb-baseband-scrambler.js";

describe("baseband scrambling", () => {
  it("starts with the bits of EN 302 307-1, figure 5, which are those of DVB's packet scrambling", () => {
    // 03 F6 08 34 30 B8 A3 93, as several public test suites of EN 302 307, EN 300 421 and EN 300 744 have it.
    const bits = Array.from(dvbBasebandScrambling(64)).join("");
    expect(BigInt(`0b${bits}`).toString(16).padStart(16, "0")).toBe("03f6083430b8a393");
  });

  it("repeats after 2^15 - 1 bits with 2^14 ones among them, as a maximum-length sequence does", () => {
    const period = 2 ** 15 - 1;
    const sequence = dvbBasebandScrambling(2 * period);
    expect(sequence.subarray(0, period)).toEqual(sequence.subarray(period));
    expect(sequence.subarray(0, period).reduce((sum, bit) => sum + bit, 0)).toBe(2 ** 14);
  });

  it("meets b(i) = b(i - 14) + b(i - 15)", () => {
    const sequence = dvbBasebandScrambling(1000);
    for (let i = 15; i < 1000; i++) expect(sequence[i]).toBe(sequence[i - 14] ^ sequence[i - 15]);
  });
});
