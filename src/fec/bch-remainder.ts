/**
 * Remainders of binary polynomials modulo a generator, a byte of the dividend at a time by a table.
 *
 * Bits are one an element, the highest power first. Work: a table row of `degree / 32` words a byte.
 */
export class BchRemainder {
  /** Of the generator. */
  readonly degree: number;
  /** Remainder of the last `divide`: its highest power in bit 31 of the first word; the bits behind the last are 0. */
  readonly words: Int32Array;
  /** Remainder of byte * x^degree, for each byte, laid out as `words`. */
  readonly #table: Int32Array;

  /** @param generator  coefficients, the highest power first */
  constructor(generator: Uint8Array) {
    this.degree = generator.length - 1;
    const size = Math.max(1, Math.ceil(this.degree / 32));
    this.words = new Int32Array(size);
    this.#table = new Int32Array(256 * size);
    // The generator without its highest power, shifted to the left end.
    const tail = new Int32Array(size);
    for (let i = 0; i < this.degree; i++) if (generator[i + 1]) tail[i >> 5] |= 1 << (31 - (i & 31));
    const row = new Int32Array(size);
    for (let byte = 0; byte < 256; byte++) {
      row.fill(0);
      row[0] = byte << 24;
      for (let bit = 0; bit < 8; bit++) {
        const isSet = row[0] < 0;
        for (let w = 0; w < size; w++) row[w] = (row[w] << 1) | (w + 1 < size ? row[w + 1] >>> 31 : 0);
        if (isSet) for (let w = 0; w < size; w++) row[w] ^= tail[w];
      }
      this.#table.set(row, byte * size);
    }
  }

  /**
   * Remainder of dividend * x^degree, into `words`.
   * @param dividend  its first `length` elements are the bits
   * @returns whether it is 0
   */
  divide(dividend: Uint8Array, length: number): boolean {
    return this.words.length === 6 ? this.#divideSixWords(dividend, length) : this.#divide(dividend, length);
  }

  #divide(dividend: Uint8Array, length: number): boolean {
    const { words } = this;
    const table = this.#table;
    const size = words.length;
    words.fill(0);
    const last = size - 1;
    // Zeros in front change nothing, so the first byte may be a short one.
    let next = length % 8;
    let byte = 0;
    for (let i = 0; i < next; i++) byte = (byte << 1) | dividend[i];
    if (next > 0) for (let w = 0; w < size; w++) words[w] = table[byte * size + w];
    while (next < length) {
      byte = packedByte(dividend, next);
      next += 8;
      let row = ((words[0] >>> 24) ^ byte) * size;
      for (let w = 0; w < last; w++) words[w] = ((words[w] << 8) | (words[w + 1] >>> 24)) ^ table[row++];
      words[last] = (words[last] << 8) ^ table[row];
    }
    let any = 0;
    for (let w = 0; w < size; w++) any |= words[w];
    return any === 0;
  }

  /** The same with the remainder in local variables: degrees 161 to 192, which all codes of DVB but three have. */
  #divideSixWords(dividend: Uint8Array, length: number): boolean {
    const { words } = this;
    const table = this.#table;
    let next = length % 8;
    let byte = 0;
    for (let i = 0; i < next; i++) byte = (byte << 1) | dividend[i];
    let row = byte * 6;
    let r0 = table[row];
    let r1 = table[row + 1];
    let r2 = table[row + 2];
    let r3 = table[row + 3];
    let r4 = table[row + 4];
    let r5 = table[row + 5];
    while (next < length) {
      byte = packedByte(dividend, next);
      next += 8;
      row = ((r0 >>> 24) ^ byte) * 6;
      r0 = ((r0 << 8) | (r1 >>> 24)) ^ table[row];
      r1 = ((r1 << 8) | (r2 >>> 24)) ^ table[row + 1];
      r2 = ((r2 << 8) | (r3 >>> 24)) ^ table[row + 2];
      r3 = ((r3 << 8) | (r4 >>> 24)) ^ table[row + 3];
      r4 = ((r4 << 8) | (r5 >>> 24)) ^ table[row + 4];
      r5 = (r5 << 8) ^ table[row + 5];
    }
    words[0] = r0;
    words[1] = r1;
    words[2] = r2;
    words[3] = r3;
    words[4] = r4;
    words[5] = r5;
    return (r0 | r1 | r2 | r3 | r4 | r5) === 0;
  }
}

/** Eight bits from `start` on, the first the most significant. */
function packedByte(bits: Uint8Array, start: number): number {
  return (
    (bits[start] << 7) |
    (bits[start + 1] << 6) |
    (bits[start + 2] << 5) |
    (bits[start + 3] << 4) |
    (bits[start + 4] << 3) |
    (bits[start + 5] << 2) |
    (bits[start + 6] << 1) |
    bits[start + 7]
  );
}
