/**
 * A square matrix of circulants over GF(2), each a polynomial modulo x^Z + 1 with Z a power of two from 32: entry x^s is
 * the circulant whose row i has its one in column (i + s) mod Z.
 *
 * Modulo x^Z + 1 = (x + 1)^Z a polynomial has an inverse exactly when it has an odd number of terms, and then
 * a^-1 = a^(Z - 1), since a^Z = a(x^Z) = a(1) = 1.
 */
export class CirculantMatrix {
  readonly order: number;
  readonly size: number;
  /** Entries row by row, Z / 32 words each. */
  readonly #words: Uint32Array;
  #turned: Uint32Array | undefined;

  private constructor(order: number, size: number, words: Uint32Array) {
    this.order = order;
    this.size = size;
    this.#words = words;
  }

  /** @throws RangeError unless the size is a power of two from 32 */
  static zero(order: number, size: number): CirculantMatrix {
    if (!(size >= 32 && Number.isInteger(Math.log2(size)))) {
      throw new RangeError(`CirculantMatrix: size: expected a power of two from 32, found ${size}`);
    }
    return new CirculantMatrix(order, size, new Uint32Array((order * order * size) / 32));
  }

  /** Adds x^shift to an entry. */
  toggle(row: number, column: number, shift: number): void {
    this.#entry(row, column)[shift >>> 5] ^= 1 << (shift & 31);
  }

  plus(other: CirculantMatrix): CirculantMatrix {
    return new CirculantMatrix(
      this.order,
      this.size,
      this.#words.map((word, index) => word ^ other.#words[index]),
    );
  }

  times(other: CirculantMatrix): CirculantMatrix {
    const product = CirculantMatrix.zero(this.order, this.size);
    for (let row = 0; row < this.order; row++) {
      for (let column = 0; column < this.order; column++) {
        const sum = product.#entry(row, column);
        for (let k = 0; k < this.order; k++) addProduct(sum, this.#entry(row, k), other.#entry(k, column));
      }
    }
    return product;
  }

  /** @throws RangeError where the matrix has none */
  inverse(): CirculantMatrix {
    const { order, size } = this;
    const left = new CirculantMatrix(order, size, this.#words.slice());
    const right = CirculantMatrix.zero(order, size);
    for (let i = 0; i < order; i++) right.toggle(i, i, 0);
    for (let column = 0; column < order; column++) {
      let pivot = column;
      while (pivot < order && !isOdd(left.#entry(pivot, column))) pivot++;
      if (pivot === order) throw new RangeError("CirculantMatrix: expected a matrix with an inverse");
      left.#swapRows(pivot, column);
      right.#swapRows(pivot, column);
      const factor = inverseOf(left.#entry(column, column));
      left.#scaleRow(column, factor);
      right.#scaleRow(column, factor);
      for (let row = 0; row < order; row++) {
        if (row === column) continue;
        const times = left.#entry(row, column).slice();
        left.#addRow(row, column, times);
        right.#addRow(row, column, times);
      }
    }
    return right;
  }

  /**
   * out = this times a vector of bits: order Z^2 / 64 words for random bits.
   * @param bits   order * Z bits, one an element
   * @param out    receives as many from `start` on
   */
  multiply(bits: Uint8Array, out: Uint8Array, start: number): void {
    const { order, size } = this;
    const words = size / 32;
    this.#turned ??= this.#allTurns();
    const turned = this.#turned;
    const sums = new Uint32Array(order * words);
    for (let k = 0; k < order; k++) {
      for (let j = 0; j < size; j++) {
        if (bits[k * size + j] === 0) continue;
        // Column j of circulant a has its ones in rows j - s: the reversed polynomial turned by j.
        const [offset, shift] = [j >>> 5, j & 31];
        for (let row = 0; row < order; row++) {
          const from = ((row * order + k) * 32 + shift) * 2 * words + words - offset;
          const to = row * words;
          for (let w = 0; w < words; w++) sums[to + w] ^= turned[from + w];
        }
      }
    }
    for (let i = 0; i < order * size; i++) out[start + i] = (sums[i >>> 5] >>> (i & 31)) & 1;
  }

  /** Of each entry its reversed polynomial turned by 0 to 31, each standing twice. */
  #allTurns(): Uint32Array {
    const { order, size } = this;
    const words = size / 32;
    const turned = new Uint32Array(order * order * 32 * 2 * words);
    for (let entry = 0; entry < order * order; entry++) {
      const terms = this.#words.subarray(entry * words, (entry + 1) * words);
      for (let s = 0; s < size; s++) {
        if (((terms[s >>> 5] >>> (s & 31)) & 1) === 0) continue;
        for (let shift = 0; shift < 32; shift++) {
          const place = (2 * size - s + shift) % size;
          const start = (entry * 32 + shift) * 2 * words + (place >>> 5);
          turned[start] |= 1 << (place & 31);
          turned[start + words] |= 1 << (place & 31);
        }
      }
    }
    return turned;
  }

  #entry(row: number, column: number): Uint32Array {
    const words = this.size / 32;
    const start = (row * this.order + column) * words;
    return this.#words.subarray(start, start + words);
  }

  #swapRows(a: number, b: number): void {
    if (a === b) return;
    for (let column = 0; column < this.order; column++) {
      const kept = this.#entry(a, column).slice();
      this.#entry(a, column).set(this.#entry(b, column));
      this.#entry(b, column).set(kept);
    }
  }

  #scaleRow(row: number, factor: Uint32Array): void {
    for (let column = 0; column < this.order; column++) {
      const entry = this.#entry(row, column);
      const product = new Uint32Array(entry.length);
      addProduct(product, entry, factor);
      entry.set(product);
    }
  }

  #addRow(row: number, other: number, times: Uint32Array): void {
    for (let column = 0; column < this.order; column++) {
      addProduct(this.#entry(row, column), this.#entry(other, column), times);
    }
  }
}

/** sum += a b modulo x^Z + 1. */
function addProduct(sum: Uint32Array, a: Uint32Array, b: Uint32Array): void {
  const words = sum.length;
  for (let s = 0; s < 32 * words; s++) {
    if (((a[s >>> 5] >>> (s & 31)) & 1) === 0) continue;
    const [offset, shift] = [s >>> 5, s & 31];
    for (let w = 0; w < words; w++) {
      const high = b[w];
      const low = b[w === 0 ? words - 1 : w - 1];
      sum[(w + offset) % words] ^= shift === 0 ? high : (high << shift) | (low >>> (32 - shift));
    }
  }
}

function isOdd(polynomial: Uint32Array): boolean {
  let folded = 0;
  for (const word of polynomial) folded ^= word;
  for (let shift = 16; shift >= 1; shift >>= 1) folded ^= folded >>> shift;
  return (folded & 1) === 1;
}

/** a^(Z - 1): the product of a^(2^i), i from 0 while 2^i < Z. */
function inverseOf(a: Uint32Array): Uint32Array {
  const size = 32 * a.length;
  let result = new Uint32Array(a.length);
  result[0] = 1;
  let power = a.slice();
  for (let exponent = 1; exponent < size; exponent *= 2) {
    const product = new Uint32Array(a.length);
    addProduct(product, result, power);
    result = product;
    const square = new Uint32Array(a.length);
    for (let s = 0; s < size; s++) {
      // Squares double the exponents: (a + b)^2 = a^2 + b^2.
      if ((power[s >>> 5] >>> (s & 31)) & 1) square[((2 * s) % size) >>> 5] ^= 1 << (((2 * s) % size) & 31);
    }
    power = square;
  }
  return result;
}
