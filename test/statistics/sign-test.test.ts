import { describe, expect, it } from "vitest";
import { signTestTail } from "../../src/statistics/sign-test.js";

describe("signTestTail", () => {
  it("is the upper tail of the binomial distribution of fair coins", () => {
    expect(signTestTail(0, 0)).toBe(1);
    expect(signTestTail(0, 10)).toBe(1);
    expect(signTestTail(9, 10)).toBe(11 / 1024);
    expect(signTestTail(10, 10)).toBe(1 / 1024);
    expect(signTestTail(5, 9)).toBeCloseTo(0.5, 15);
    // 1 + 32 + 496 of 2^32.
    expect(signTestTail(30, 32)).toBeCloseTo(529 / 2 ** 32, 18);
  });

  it("refuses counts that cannot be", () => {
    expect(() => signTestTail(3, 2)).toThrow("0 to 2 heads, found 3");
    expect(() => signTestTail(0.5, 2)).toThrow(RangeError);
    expect(() => signTestTail(0, Number.NaN)).toThrow(RangeError);
    expect(() => signTestTail(0, 1001)).toThrow("0 to 1000 trials");
  });
});
