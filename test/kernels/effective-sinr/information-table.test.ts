import { expect, it } from "vitest";
import { bicmInformation } from "../../../kernels/effective-sinr/bicm-information.js";
import { informationMapping } from "../../../kernels/effective-sinr/information-mapping.js";
import { informationSinr, informationTable } from "../../../kernels/effective-sinr/information-table.js";

const tables = new Map([2, 4, 6, 8, 10].map((bits) => [bits, informationTable(bits)]));

it.each([2, 4, 6, 8, 10])("the table of %d bits a symbol is within 3e-5 bits of the integral", (bits) => {
  const sinrs = Array.from({ length: 60 }, (_, i) => 10 ** (-4.5 + i * 0.157));
  const mapping = informationMapping({ blocks: sinrs.length, elements: 1 }, tables.get(bits)!);
  mapping.sinr.set(sinrs);
  mapping.map();
  for (const [i, sinr] of sinrs.entries()) {
    expect(Math.abs(mapping.mapped[i] - bicmInformation(bits, Math.fround(sinr)).capacity)).toBeLessThan(3e-5);
  }
});

it.each([2, 4, 6, 8, 10])("the way back from information to SINR undoes the table of %d bits", (bits) => {
  for (const sinr of [1e-5, 0.01, 0.5, 1, 3, 9]) {
    const mapping = informationMapping({ blocks: 1, elements: 1 }, tables.get(bits)!);
    mapping.sinr[0] = sinr;
    mapping.map();
    expect(informationSinr(tables.get(bits)!, mapping.mapped[0]) / sinr).toBeCloseTo(1, 4);
  }
});

it("information beyond the modulation's own has no SINR", () => {
  expect(() => informationSinr(tables.get(2)!, 2.1)).toThrow("expected information from 0 to 2, found 2.1");
  expect(() => informationSinr(tables.get(2)!, Number.NaN)).toThrow(RangeError);
});
