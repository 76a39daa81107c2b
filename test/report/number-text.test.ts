import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fixedText,
  intervalTexts,
  plainText,
  quantityText,
  significantText,
  typographic,
} from "../../src/report/number-text.js";

describe("numbers as texts", () => {
  it("have the decimals of their unit", () => {
    expect(quantityText(12.345, "dB")).toBe("12.35");
    expect(quantityText(-0.001, "dB")).toBe("0.00");
    expect(quantityText(318.44, "K")).toBe("318.4");
    expect(quantityText(274.126, "Mbps")).toBe("274.1");
    expect(quantityText(100, "Mbps")).toBe("100");
    expect(quantityText(0.000123456, "")).toBe("1.235e-4");
  });

  it("say so where there is none", () => {
    expect(quantityText(Number.NaN, "dB")).toBe("-");
    expect(quantityText(Number.POSITIVE_INFINITY, "dB")).toBe("inf");
    expect(significantText(Number.NEGATIVE_INFINITY, 3)).toBe("-inf");
    expect(plainText(Number.NaN)).toBe("-");
  });

  it("show as many digits of a value as its interval supports", () => {
    expect(intervalTexts(99.8712, 99.7512, 99.9912)).toEqual({ value: "99.87", low: "99.75", high: "99.99" });
    expect(intervalTexts(24.86, 23.93, 25.79)).toEqual({ value: "24.86", low: "23.93", high: "25.79" });
    expect(intervalTexts(1234.56, 1200, 1269)).toEqual({ value: "1235", low: "1200", high: "1269" });
    expect(intervalTexts(3.1e-5, 2.2e-5, 4e-5)).toEqual({ value: "3.10e-5", low: "2.20e-5", high: "4.00e-5" });
    expect(intervalTexts(5, 5, 5).value).toBe("5");
    expect(intervalTexts(5, Number.NaN, Number.NaN)).toEqual({ value: "5", low: "-", high: "-" });
  });

  it("are never further from the value than half of the last digit shown", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (value, decimals) => {
          expect(Math.abs(Number(fixedText(value, decimals)) - value)).toBeLessThanOrEqual(0.5000001 * 10 ** -decimals);
        },
      ),
    );
    fc.assert(
      fc.property(fc.double({ min: 1e-12, max: 1e12, noNaN: true }), (value) => {
        expect(Math.abs(Number(significantText(value, 4)) / value - 1)).toBeLessThanOrEqual(5.01e-4);
      }),
    );
  });

  it("are printed with a true minus sign and powers of ten", () => {
    expect(typographic("-1.50")).toBe("−1.50");
    expect(typographic("3.98e-4")).toBe("3.98 × 10⁻⁴");
    expect(typographic("1.2e+10")).toBe("1.2 × 10¹⁰");
    expect(typographic("-")).toBe("–");
    expect(typographic("inf")).toBe("∞");
  });
});
