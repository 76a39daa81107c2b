import { checkWhole } from "./check-arguments.js";

/** A cyclic redundancy check in the terms of Williams' "Rocksoft" model; bits come first to last, MSB of a byte first. */
export interface CrcDefinition {
  readonly name: string;
  /** Bits of the check, 1 to 32. */
  readonly width: number;
  /** Generator without its leading term: bit i is the coefficient of D^i. */
  readonly polynomial: number;
  /** Register before the first bit, 0 if left out. */
  readonly initial?: number;
  /** Bytes enter least significant bit first; says nothing about arrays of bits, which enter in their order. */
  readonly reflectIn?: boolean;
  /** The register is read least significant bit first. */
  readonly reflectOut?: boolean;
  /** Exclusive-or on the result, 0 if left out. */
  readonly xorOut?: number;
}

/** A CRC with its table of 256 words: one step for 8 bits. */
export class Crc {
  readonly name: string;
  readonly width: number;
  readonly polynomial: number;
  readonly #initial: number;
  readonly #reflectIn: boolean;
  readonly #reflectOut: boolean;
  readonly #xorOut: number;
  /** Registers stand left-aligned in 32 bits, so that every width runs through the same loop. */
  readonly #table: Int32Array;

  /** @throws RangeError unless the width is 1 to 32 and every word fits it */
  constructor(definition: CrcDefinition) {
    const { name, width, polynomial, initial = 0, xorOut = 0 } = definition;
    checkWhole(`Crc ${name}`, "width", width, 1, 32);
    const largest = 2 ** width - 1;
    checkWhole(`Crc ${name}`, "polynomial", polynomial, 0, largest);
    checkWhole(`Crc ${name}`, "initial", initial, 0, largest);
    checkWhole(`Crc ${name}`, "xorOut", xorOut, 0, largest);
    this.name = name;
    this.width = width;
    this.polynomial = polynomial;
    this.#initial = initial << (32 - width);
    this.#reflectIn = definition.reflectIn ?? false;
    this.#reflectOut = definition.reflectOut ?? false;
    this.#xorOut = xorOut;
    this.#table = byteTable(polynomial << (32 - width));
  }

  /** Of bits start to end - 1 in the array's order, not checked for being 0 or 1. */
  ofBits(bits: Uint8Array, start = 0, end = bits.length): number {
    checkSpan(`Crc ${this.name}`, bits, start, end);
    const table = this.#table;
    let register = this.#initial;
    let i = start;
    for (const whole = end - ((end - start) & 7); i < whole; i += 8) {
      const byte =
        (bits[i] << 7) |
        (bits[i + 1] << 6) |
        (bits[i + 2] << 5) |
        (bits[i + 3] << 4) |
        (bits[i + 4] << 3) |
        (bits[i + 5] << 2) |
        (bits[i + 6] << 1) |
        bits[i + 7];
      register = (register << 8) ^ table[(register >>> 24) ^ byte];
    }
    const step = this.polynomial << (32 - this.width);
    for (; i < end; i++) register = (register << 1) ^ (((register >>> 31) ^ bits[i]) !== 0 ? step : 0);
    return this.#result(register);
  }

  /** Of whole bytes, most significant bit first, or least where the definition reflects its input. */
  ofBytes(bytes: Uint8Array): number {
    const table = this.#table;
    let register = this.#initial;
    for (let i = 0; i < bytes.length; i++) {
      const byte = this.#reflectIn ? reflected(bytes[i], 8) : bytes[i];
      register = (register << 8) ^ table[(register >>> 24) ^ byte];
    }
    return this.#result(register);
  }

  /** Writes the check of bits start to end - 1 behind them, coefficient of the highest power first. */
  append(bits: Uint8Array, start: number, end: number): void {
    const { width } = this;
    checkSpan(`Crc ${this.name}`, bits, start, end + width);
    const value = this.ofBits(bits, start, end);
    for (let i = 0; i < width; i++) bits[end + i] = (value >>> (this.#reflectOut ? i : width - 1 - i)) & 1;
  }

  /** Whether the last `width` of bits start to end - 1 are the check of those before; false where there are fewer. */
  holds(bits: Uint8Array, start = 0, end = bits.length): boolean {
    const { width } = this;
    const from = end - width;
    if (from < start) return false;
    const value = this.ofBits(bits, start, from);
    for (let i = 0; i < width; i++) {
      if (((value >>> (this.#reflectOut ? i : width - 1 - i)) & 1) !== bits[from + i]) return false;
    }
    return true;
  }

  toString(): string {
    return `CRC ${this.name}: ${this.width} bits, generator 0x${this.polynomial.toString(16)}`;
  }

  #result(register: number): number {
    const value = register >>> (32 - this.width);
    return ((this.#reflectOut ? reflected(value, this.width) : value) ^ this.#xorOut) >>> 0;
  }
}

/** Check of bits start to end - 1: `crc.ofBits(bits, start, end)`. */
export function crcBits(bits: Uint8Array, start: number, end: number, crc: Crc): number {
  return crc.ofBits(bits, start, end);
}

function byteTable(alignedPolynomial: number): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) => {
    let register = byte << 24;
    for (let bit = 0; bit < 8; bit++) register = (register << 1) ^ (register < 0 ? alignedPolynomial : 0);
    return register;
  });
}

function reflected(value: number, width: number): number {
  let mirror = 0;
  for (let i = 0; i < width; i++) mirror |= ((value >>> i) & 1) << (width - 1 - i);
  return mirror >>> 0;
}

function checkSpan(owner: string, bits: Uint8Array, start: number, end: number): void {
  if (!(Number.isInteger(start) && Number.isInteger(end) && start >= 0 && start <= end && end <= bits.length)) {
    throw new RangeError(`${owner}: bits: expected a span within ${bits.length} bits, found ${start} to ${end}`);
  }
}

/** Names of 5G NR's checks: TS 38.212, 5.1. */
export type NrCrcName = "24A" | "24B" | "24C" | "16" | "11" | "6";

/**
 * The cyclic redundancy checks of 5G NR: TS 38.212, 5.1. Registers start at 0.
 *
 * 24A and 16: transport blocks; 24B: code blocks; 24C: broadcast channel and downlink control (7.3.2's 24 ones in front
 * are bits like others here); 11 and 6: uplink control.
 */
export const nrCrc: Readonly<Record<NrCrcName, Crc>> = {
  "24A": new Crc({ name: "NR CRC24A", width: 24, polynomial: 0x864cfb }),
  "24B": new Crc({ name: "NR CRC24B", width: 24, polynomial: 0x800063 }),
  "24C": new Crc({ name: "NR CRC24C", width: 24, polynomial: 0xb2b117 }),
  "16": new Crc({ name: "NR CRC16", width: 16, polynomial: 0x1021 }),
  "11": new Crc({ name: "NR CRC11", width: 11, polynomial: 0x621 }),
  "6": new Crc({ name: "NR CRC6", width: 6, polynomial: 0x21 }),
};
