import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Crc, type CrcDefinition, crcBits, nrCrc } from "../../src/fec/crc.js";

const digits = Uint8Array.from("123456789", (digit) => digit.charCodeAt(0));

/** Most significant bit of each byte first. */
function bitsOf(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: bytes.length * 8 }, (_, i) => (bytes[i >> 3] >> (7 - (i & 7))) & 1);
}

/** Width, generator, initial register, reflection, final exclusive-or, and the check value of "123456789". */
type Entry = readonly [string, number, number, number, boolean, number, number];

/** Greg Cook's Catalogue of parametrised CRC algorithms, as two programs quote it (uCRC_t; an Erlang crc library). */
const catalogue: readonly Entry[] = [
  ["CRC-3/ROHC", 3, 0x3, 0x7, true, 0x0, 0x6],
  ["CRC-3/GSM", 3, 0x3, 0x0, false, 0x7, 0x4],
  ["CRC-5/USB", 5, 0x05, 0x1f, true, 0x1f, 0x19],
  ["CRC-6/GSM", 6, 0x2f, 0x0, false, 0x3f, 0x13],
  ["CRC-8/DVB-S2", 8, 0xd5, 0x0, false, 0x0, 0xbc],
  ["CRC-10/CDMA2000", 10, 0x3d9, 0x3ff, false, 0x0, 0x233],
  ["CRC-11/UMTS", 11, 0x307, 0x0, false, 0x0, 0x061],
  ["CRC-14/DARC", 14, 0x805, 0x0, true, 0x0, 0x82d],
  ["CRC-15/MPT1327", 15, 0x6815, 0x0, false, 0x1, 0x2566],
  ["CRC-16/XMODEM", 16, 0x1021, 0x0, false, 0x0, 0x31c3],
  ["CRC-16/CCITT-FALSE", 16, 0x1021, 0xffff, false, 0x0, 0x29b1],
  ["CRC-16/MODBUS", 16, 0x8005, 0xffff, true, 0x0, 0x4b37],
  ["CRC-16/X-25", 16, 0x1021, 0xffff, true, 0xffff, 0x906e],
  ["CRC-17/CAN-FD", 17, 0x1685b, 0x0, false, 0x0, 0x4f03],
  ["CRC-21/CAN-FD", 21, 0x102899, 0x0, false, 0x0, 0xed841],
  ["CRC-24/BLE", 24, 0x65b, 0x555555, true, 0x0, 0xc25a56],
  ["CRC-24/OPENPGP", 24, 0x864cfb, 0xb704ce, false, 0x0, 0x21cf02],
  ["CRC-30/CDMA", 30, 0x2030b9c7, 0x3fffffff, false, 0x3fffffff, 0x4c34abf],
  ["CRC-31/PHILIPS", 31, 0x4c11db7, 0x7fffffff, false, 0x7fffffff, 0xce9e46c],
  ["CRC-32", 32, 0x4c11db7, 0xffffffff, true, 0xffffffff, 0xcbf43926],
  ["CRC-32/BZIP2", 32, 0x4c11db7, 0xffffffff, false, 0xffffffff, 0xfc891918],
  ["CRC-32/MPEG-2", 32, 0x4c11db7, 0xffffffff, false, 0x0, 0x376e6e7],
  ["CRC-32C", 32, 0x1edc6f41, 0xffffffff, true, 0xffffffff, 0xe3069283],
  ["CRC-32Q", 32, 0x814141ab, 0x0, false, 0x0, 0x3010bf7f],
];

function definition([name, width, polynomial, initial, reflect, xorOut]: Entry): CrcDefinition {
  return { name, width, polynomial, initial, reflectIn: reflect, reflectOut: reflect, xorOut };
}

/** Remainder of message D^width by long division, bit by bit: TS 38.212, 5.1. */
function remainder(bits: readonly number[], width: number, polynomial: number): number[] {
  const rest = [...bits, ...new Array<number>(width).fill(0)];
  for (let i = 0; i < bits.length; i++) {
    if (rest[i] === 0) continue;
    rest[i] = 0;
    for (let k = 1; k <= width; k++) rest[i + k] ^= Math.floor(polynomial / 2 ** (width - k)) % 2;
  }
  return rest.slice(bits.length);
}

describe("check values of the CRC catalogue", () => {
  for (const entry of catalogue) {
    it(`${entry[0]} of 123456789 is 0x${entry[6].toString(16)}`, () => {
      expect(new Crc(definition(entry)).ofBytes(digits)).toBe(entry[6]);
    });
  }

  it("a result alone may be reflected, as CRC-12/UMTS does", () => {
    const crc = new Crc({ name: "CRC-12/UMTS", width: 12, polynomial: 0x80f, reflectOut: true });
    expect(crc.ofBytes(digits)).toBe(0xdaf);
  });

  it("NR's CRC24A and CRC24B are LTE's, and CRC16 is XMODEM's", () => {
    expect(nrCrc["24A"].ofBits(bitsOf(digits))).toBe(0xcde703);
    expect(nrCrc["24B"].ofBits(bitsOf(digits))).toBe(0x23ef52);
    expect(nrCrc["16"].ofBits(bitsOf(digits))).toBe(0x31c3);
  });
});

describe("NR's generators", () => {
  it("have the exponents of TS 38.212, 5.1", () => {
    const exponents = {
      "24A": [24, 23, 18, 17, 14, 11, 10, 7, 6, 5, 4, 3, 1, 0],
      "24B": [24, 23, 6, 5, 1, 0],
      "24C": [24, 23, 21, 20, 17, 15, 13, 12, 8, 4, 2, 1, 0],
      "16": [16, 12, 5, 0],
      "11": [11, 10, 9, 5, 0],
      "6": [6, 5, 0],
    } as const;
    for (const name of ["24A", "24B", "24C", "16", "11", "6"] as const) {
      const [width, ...lower] = exponents[name];
      expect(nrCrc[name].width).toBe(width);
      expect(nrCrc[name].polynomial).toBe(lower.reduce((sum: number, exponent) => sum + 2 ** exponent, 0));
    }
  });
});

describe("a CRC of bits", () => {
  const anyCrc = fc
    .integer({ min: 1, max: 32 })
    .chain((width) =>
      fc.record({ width: fc.constant(width), polynomial: fc.integer({ min: 1, max: 2 ** width - 1 }) }),
    );
  const anyBits = fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 90 });

  it("is the remainder of long division, for every width and length", () => {
    fc.assert(
      fc.property(anyCrc, anyBits, ({ width, polynomial }, bits) => {
        const value = new Crc({ name: "any", width, polynomial }).ofBits(Uint8Array.from(bits));
        const expected = remainder(bits, width, polynomial).reduce((sum, bit) => sum * 2 + bit, 0);
        expect(value).toBe(expected);
      }),
      { seed: 1 },
    );
  });

  it("appended to its bits holds, and any burst no longer than its width breaks it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(["24A", "24B", "24C", "16", "11", "6"] as const)),
        fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 30, maxLength: 90 }),
        fc.nat(1000),
        fc.nat(2 ** 22),
        (name, bits, place, pattern) => {
          const crc = nrCrc[name];
          const frame = new Uint8Array(bits.length + crc.width);
          frame.set(bits);
          crc.append(frame, 0, bits.length);
          expect(crc.holds(frame)).toBe(true);
          expect(crc.ofBits(frame)).toBe(0);
          const start = place % (frame.length - crc.width + 1);
          const burst = (pattern % 2 ** crc.width) | 1;
          for (let i = 0; i < crc.width; i++) frame[start + i] ^= (burst >> i) & 1;
          expect(crc.holds(frame)).toBe(false);
        },
      ),
      { seed: 2 },
    );
  });

  it("with a reflected result is appended so that it holds", () => {
    const crc = new Crc(definition(["CRC-16/X-25", 16, 0x1021, 0xffff, true, 0xffff, 0]));
    const frame = new Uint8Array(60);
    frame.fill(1, 5, 20);
    crc.append(frame, 0, 44);
    expect(crc.holds(frame)).toBe(true);
    frame[59] ^= 1;
    expect(crc.holds(frame)).toBe(false);
  });

  it("of a span is that of a copy of the span", () => {
    const bits = bitsOf(digits);
    expect(crcBits(bits, 5, 47, nrCrc["11"])).toBe(nrCrc["11"].ofBits(bits.slice(5, 47)));
    expect(nrCrc["24C"].ofBits(bits, 7, 7)).toBe(0);
  });

  it("of fewer bits than its width does not hold", () => {
    expect(nrCrc["24A"].holds(new Uint8Array(23))).toBe(false);
    expect(nrCrc["6"].holds(new Uint8Array(20), 15, 20)).toBe(false);
  });
});

describe("what cannot be", () => {
  it("is refused by the name of its argument", () => {
    expect(() => new Crc({ name: "x", width: 33, polynomial: 1 })).toThrow(/Crc x: width: .* 1 to 32, found 33/);
    expect(() => new Crc({ name: "x", width: Number.NaN, polynomial: 1 })).toThrow(/width/);
    expect(() => new Crc({ name: "x", width: 8, polynomial: 256 })).toThrow(/polynomial: .* 0 to 255, found 256/);
    expect(() => new Crc({ name: "x", width: 8, polynomial: 7, initial: -1 })).toThrow(/initial/);
    expect(() => nrCrc["6"].ofBits(new Uint8Array(8), 3, 9)).toThrow(
      /bits: expected a span within 8 bits, found 3 to 9/,
    );
    expect(() => nrCrc["6"].append(new Uint8Array(8), 0, 3)).toThrow(/bits: expected a span within 8 bits/);
    expect(() => nrCrc["6"].ofBits(new Uint8Array(8), Number.NaN, 4)).toThrow(/bits/);
  });
});
