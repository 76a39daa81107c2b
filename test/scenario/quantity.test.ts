import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Dimension, dimensions, parseQuantity, quantityText } from "../../src/scenario/quantity.js";

function resolved(text: string, dimension: Dimension): number {
  const result = parseQuantity(text, dimension);
  if (!("value" in result)) throw new Error(result.message);
  return result.value;
}

describe("a quantity with its unit", () => {
  it("is the very number that JavaScript reads from its power of ten", () => {
    expect(resolved("19.7 GHz", "frequency_Hz")).toBe(19.7e9);
    expect(resolved("1.1 GHz", "frequency_Hz")).toBe(1.1e9);
    expect(resolved("0.1 ms", "time_s")).toBe(1e-4);
    expect(resolved("600 km", "length_m")).toBe(600e3);
    expect(resolved("2.5e-3 GHz", "frequency_Hz")).toBe(2.5e6);
    expect(resolved("1500 B", "size_bit")).toBe(12_000);
    expect(resolved("-31.62 dB/K", "gOverT_dBK")).toBe(-31.62);
    expect(resolved("35deg", "angle_deg")).toBe(35);
  });

  it("takes powers in watts to decibels", () => {
    // 1 W is 0 dBW, 1 mW is 0 dBm is -30 dBW, 2 W is 3.0103 dBW.
    expect(resolved("1 W", "power_dBW")).toBe(0);
    expect(resolved("1 mW", "power_dBW")).toBe(-30);
    expect(resolved("0 dBm", "power_dBW")).toBe(-30);
    expect(resolved("2 W", "power_dBW")).toBeCloseTo(3.0103, 4);
    expect(resolved("15 degC", "temperature_K")).toBe(288.15);
  });

  it("never guesses a unit, and names the one that was meant", () => {
    expect(parseQuantity("19.7", "frequency_Hz")).toMatchObject({ message: expect.stringContaining("without a unit") });
    expect(parseQuantity("19.7 ghz", "frequency_Hz")).toMatchObject({ hint: "did you mean 19.7 GHz?" });
    expect(parseQuantity("20 dBm", "frequency_Hz")).toMatchObject({ message: expect.stringContaining("GHz") });
    for (const text of [
      "",
      "GHz",
      "NaN GHz",
      "Infinity GHz",
      "1e400 GHz",
      "1,5 GHz",
      "0x10 GHz",
      "-3 W W",
      "1_000 Hz",
    ]) {
      expect(parseQuantity(text, "frequency_Hz"), text).toHaveProperty("message");
    }
    expect(parseQuantity("0 W", "power_dBW")).toHaveProperty("message");
    expect(parseQuantity("-1 W", "power_dBW")).toHaveProperty("message");
    expect(parseQuantity("1 toString", "frequency_Hz")).toHaveProperty("message");
  });

  it("comes with a hint where a number is written as no program reads it", () => {
    expect(parseQuantity("19,7 GHz", "frequency_Hz")).toMatchObject({ hint: "write a decimal point, not a comma" });
    expect(parseQuantity("\u22123 dB", "ratio_dB")).toMatchObject({ hint: "write the minus as a hyphen" });
  });

  it("is short, so that reading it costs no time that grows with its square", () => {
    for (const text of [`${"1".repeat(1_000_000)} a\nb`, `1${" ".repeat(1_000_000)}\nb`, `${"9".repeat(101)} GHz`]) {
      expect(parseQuantity(text, "frequency_Hz")).toHaveProperty("message");
    }
  });

  it("is shown in the unit that a person would choose", () => {
    expect(quantityText(1000, "frequency_Hz")).toBe("1 kHz");
    expect(quantityText(350e9, "frequency_Hz")).toBe("350 GHz");
    expect(quantityText(0, "angle_deg")).toBe("0 deg");
  });

  it("means the same in every unit of its kind", () => {
    const linear = (Object.keys(dimensions) as Dimension[]).filter(
      (dimension) => !["power_dBW", "level_dBm", "temperature_K"].includes(dimension),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...linear),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true, noDefaultInfinity: true }),
        (dimension, value) => {
          expect(resolved(quantityText(value, dimension), dimension) / value).toBeCloseTo(1, 9);
        },
      ),
    );
  });
});
