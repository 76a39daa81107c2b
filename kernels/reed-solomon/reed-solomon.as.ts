// Reed-Solomon codec over GF(2^m), m <= 8. The reference form says what is computed (reed-solomon-reference.ts).
//
// A vector times a constant is two look-ups of 16 products, by the lower and by the upper half of a byte. Division by
// the generator keeps up to 32 parity symbols in two vectors; the syndromes follow from its remainder.

let bits: i32 = 0;
let symbols: i32 = 0;
let parity: i32 = 0;
let words: i32 = 0;
let firstRoot: i32 = 0;
let order: i32 = 0;
/** Bytes of a vector of parity symbols: whole vectors. */
let rowBytes: usize = 0;

let symbolArea: usize = 0;
let erasedArea: usize = 0;
let correctedArea: usize = 0;
let llrArea: usize = 0;
let bitArea: usize = 0;
/** Powers of beta: `exp` of logarithms and their sums; 0 for any sum with the logarithm of 0, which is 512. */
let expArea: usize = 0;
let logArea: usize = 0;
/** [element][half][16] */
let productArea: usize = 0;
/** Element for a symbol sent, and back. */
let elementArea: usize = 0;
let sentArea: usize = 0;
/** Generator without its first coefficient times each element, [element][row]. */
let generatorArea: usize = 0;
/** What a parity symbol adds to the syndromes, [symbol][half][16][row]. */
let syndromeTable: usize = 0;
/** beta^(-k l) for lane l, [k][16]: terms of a locator at the first 16 places. */
let placeArea: usize = 0;
/** beta^(-16 k): the way to the next 16 places. */
let stepArea: usize = 0;

let wordArea: usize = 0;
let registerArea: usize = 0;
let syndromeArea: usize = 0;
let syndromeLogArea: usize = 0;
let locatorArea: usize = 0;
let nextArea: usize = 0;
let previousArea: usize = 0;
let termArea: usize = 0;
let evaluatorArea: usize = 0;
let erasureList: usize = 0;
let placeList: usize = 0;

let erasures: i32 = 0;
let locator: usize = 0;

@inline
function aligned(address: usize): usize {
  return (address + 63) & ~63;
}

/** Lays out memory; gives its end. */
export function prepare(symbolBits: i32, wordSymbols: i32, paritySymbols: i32, wordCount: i32, root: i32): i32 {
  bits = symbolBits;
  symbols = wordSymbols;
  parity = paritySymbols;
  words = wordCount;
  firstRoot = root;
  order = (1 << symbolBits) - 1;
  const vectors = (paritySymbols + 15) >> 4;
  rowBytes = <usize>(max(vectors, 2) << 4);
  const all = <usize>(wordSymbols * wordCount);
  const terms = <usize>(paritySymbols + 2);
  symbolArea = aligned(__heap_base);
  erasedArea = aligned(symbolArea + all + 32);
  correctedArea = aligned(erasedArea + all + 32);
  llrArea = aligned(correctedArea + (wordCount << 1));
  bitArea = aligned(llrArea + (all * symbolBits << 2) + 128);
  expArea = aligned(bitArea + all * symbolBits + 32);
  logArea = aligned(expArea + 1025);
  productArea = aligned(logArea + 512);
  elementArea = aligned(productArea + 256 * 32);
  sentArea = aligned(elementArea + 256);
  generatorArea = aligned(sentArea + 256);
  syndromeTable = aligned(generatorArea + 256 * rowBytes);
  placeArea = aligned(syndromeTable + <usize>(paritySymbols << 5) * rowBytes);
  stepArea = aligned(placeArea + (terms << 4));
  wordArea = aligned(stepArea + terms);
  registerArea = aligned(wordArea + wordSymbols + rowBytes);
  syndromeArea = aligned(registerArea + rowBytes + 64);
  syndromeLogArea = aligned(syndromeArea + rowBytes);
  locatorArea = aligned(syndromeLogArea + (rowBytes << 1));
  nextArea = aligned(locatorArea + rowBytes + 64);
  // Room in front, into which the shifts reach.
  previousArea = aligned(nextArea + rowBytes + 64) + rowBytes + 64;
  termArea = aligned(previousArea + rowBytes + 64);
  evaluatorArea = aligned(termArea + (terms << 4));
  erasureList = aligned(evaluatorArea + terms);
  placeList = aligned(erasureList + 256);
  return <i32>aligned(placeList + 512);
}

export function symbolAddress(): i32 {
  return <i32>symbolArea;
}
export function erasedAddress(): i32 {
  return <i32>erasedArea;
}
export function correctedAddress(): i32 {
  return <i32>correctedArea;
}
export function llrAddress(): i32 {
  return <i32>llrArea;
}
export function bitAddress(): i32 {
  return <i32>bitArea;
}
export function expAddress(): i32 {
  return <i32>expArea;
}
export function logAddress(): i32 {
  return <i32>logArea;
}
export function elementAddress(): i32 {
  return <i32>elementArea;
}
export function sentAddress(): i32 {
  return <i32>sentArea;
}

@inline
function log(a: i32): i32 {
  return load<u16>(logArea + (a << 1));
}
@inline
function exp(power: i32): i32 {
  return load<u8>(expArea + power);
}
@inline
function product(a: i32, b: i32): i32 {
  return exp(log(a) + log(b));
}
/** beta^power for a power not below 0. */
@inline
function betaTo(power: i32): i32 {
  return exp(power % order);
}

/** Elements times a constant. */
@inline
function scaled(a: v128, products: usize): v128 {
  const nibble: v128 = i8x16.splat(15);
  const low = i8x16.swizzle(v128.load(products), v128.and(a, nibble));
  const high = i8x16.swizzle(v128.load(products, 16), v128.and(i16x8.shr_u(a, 4), nibble));
  return v128.xor(low, high);
}

@inline
function productsOf(element: i32): usize {
  return productArea + (<usize>element << 5);
}

/**
 * Tables from `exp` and `log`, once they are written.
 * @param generator  address of its coefficients without the first, `parity` of them
 */
export function makeTables(generator: usize): void {
  for (let element = 0; element <= order; element++) {
    const at = productsOf(element);
    for (let i = 0; i < 16; i++) {
      store<u8>(at + i, i <= order ? product(element, i) : 0);
      store<u8>(at + i + 16, i << 4 <= order ? product(element, i << 4) : 0);
    }
    const row = generatorArea + <usize>element * rowBytes;
    for (let i = 0; i < parity; i++) store<u8>(row + i, product(element, load<u8>(generator + i)));
  }
  for (let i = 0; i < parity; i++) {
    // Parity symbol i stands at power parity - 1 - i.
    const power = parity - 1 - i;
    for (let j = 0; j < parity; j++) {
      const factor = betaTo((firstRoot + j) * power);
      for (let half = 0; half < 2; half++) {
        for (let nibble = 0; nibble < 16; nibble++) {
          const row = syndromeTable + <usize>((i << 5) + (half << 4) + nibble) * rowBytes;
          store<u8>(row + j, load<u8>(productsOf(factor) + (half << 4) + nibble));
        }
      }
    }
  }
  for (let k = 0; k < parity + 2; k++) {
    for (let lane = 0; lane < 16; lane++) {
      store<u8>(placeArea + (k << 4) + lane, betaTo(order - ((k * lane) % order)));
    }
    store<u8>(stepArea + k, betaTo(order - ((k * 16) % order)));
  }
}

/** Word w of the frame as elements of the field. */
function takeWord(w: i32): void {
  let from = symbolArea + w;
  for (let i = 0; i < symbols; i++) {
    store<u8>(wordArea + i, load<u8>(elementArea + load<u8>(from)));
    from += words;
  }
}

/** Remainder of the word's information, times x^parity, by the generator, into the register. */
function divide(): void {
  const end = wordArea + symbols - parity;
  if (rowBytes == 32) {
    const zero: v128 = i64x2.splat(0);
    let a = zero;
    let b = zero;
    for (let at = wordArea; at < end; at++) {
      const row = generatorArea + (<usize>(load<u8>(at) ^ i8x16.extract_lane_u(a, 0)) << 5);
      a = v128.xor(i8x16.shuffle(a, b, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), v128.load(row));
      b = v128.xor(i8x16.shuffle(b, zero, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16), v128.load(row, 16));
    }
    v128.store(registerArea, a);
    v128.store(registerArea, b, 16);
    return;
  }
  // A register of any length moves along memory.
  memory.fill(registerArea, 0, rowBytes + 64);
  for (let at = wordArea; at < end; at++) {
    const row = generatorArea + (load<u8>(at) ^ load<u8>(registerArea)) * rowBytes;
    for (let i: usize = 0; i < rowBytes; i += 16) {
      v128.store(registerArea + i, v128.xor(v128.load(registerArea + i, 1), v128.load(row + i)));
    }
  }
}

export function encode(): void {
  for (let w = 0; w < words; w++) {
    takeWord(w);
    divide();
    let to = symbolArea + (symbols - parity) * words + w;
    for (let i = 0; i < parity; i++) {
      store<u8>(to, load<u8>(sentArea + load<u8>(registerArea + i)));
      to += words;
    }
  }
}

/** Syndromes of the word; false where all are 0. */
function findSyndromes(): bool {
  divide();
  let wrong: v128 = i64x2.splat(0);
  const received = wordArea + symbols - parity;
  for (let i = 0; i < parity; i += 16) {
    const remainder = v128.xor(v128.load(registerArea + i), v128.load(received + i));
    v128.store(registerArea + i, remainder);
    if (i + 16 > parity) {
      // Behind the word stands what is none of it.
      for (let j = parity; j < i + 16; j++) store<u8>(registerArea + j, 0);
    }
    wrong = v128.or(wrong, v128.load(registerArea + i));
  }
  if (!v128.any_true(wrong)) return false;
  for (let row: usize = 0; row < rowBytes; row += 16) {
    let sum: v128 = i64x2.splat(0);
    let table = syndromeTable + row;
    for (let i = 0; i < parity; i++) {
      const symbol = load<u8>(registerArea + i);
      sum = v128.xor(sum, v128.load(table + (symbol & 15) * rowBytes));
      sum = v128.xor(sum, v128.load(table + (16 + (symbol >> 4)) * rowBytes));
      table += rowBytes << 5;
    }
    v128.store(syndromeArea + row, sum);
  }
  for (let j = 0; j < parity; j++) store<u16>(syndromeLogArea + (j << 1), log(load<u8>(syndromeArea + j)));
  return true;
}

/** Powers of the erased symbols of word w, into the list. */
function findErasures(w: i32): void {
  erasures = 0;
  let at = erasedArea + w;
  for (let i = 0; i < symbols; i++) {
    if (load<u8>(at) != 0) store<u8>(erasureList + erasures++, symbols - 1 - i);
    at += words;
  }
}

/** Berlekamp-Massey, from the erasures' locator; gives the degree, -1 where the parity does not allow it. */
function findLocator(): i32 {
  memory.fill(locatorArea, 0, rowBytes + 64);
  memory.fill(nextArea, 0, rowBytes + 64);
  memory.fill(previousArea - rowBytes - 64, 0, 2 * rowBytes + 128);
  locator = locatorArea;
  let next = nextArea;
  store<u8>(locator, 1);
  for (let i = 0; i < erasures; i++) {
    const power = <i32>load<u8>(erasureList + i);
    for (let j = i + 1; j > 0; j--) {
      const shifted = exp(log(load<u8>(locator + j - 1)) + power);
      store<u8>(locator + j, load<u8>(locator + j) ^ shifted);
    }
  }
  memory.copy(previousArea, locator, rowBytes + 32);
  let previous = previousArea;
  let degree = erasures;
  for (let step = erasures + 1; step <= parity; step++) {
    let discrepancy = 0;
    const logs = syndromeLogArea + ((step - 1) << 1);
    for (let j = 0; j <= degree; j++) {
      discrepancy ^= exp(log(load<u8>(locator + j)) + <i32>load<u16>(logs - (j << 1)));
    }
    previous--;
    if (discrepancy == 0) continue;
    const isLonger = 2 * degree <= step + erasures - 1;
    const newDegree = isLonger ? step + erasures - degree : degree;
    const products = productsOf(discrepancy);
    for (let i = 0; i <= newDegree; i += 16) {
      v128.store(next + i, v128.xor(v128.load(locator + i), scaled(v128.load(previous + i), products)));
    }
    if (isLonger) {
      const inverse = productsOf(exp(order - log(discrepancy)));
      for (let i = 0; i <= degree; i += 16) v128.store(previousArea + i, scaled(v128.load(locator + i), inverse));
      previous = previousArea;
      degree = newDegree;
    }
    const old = locator;
    locator = next;
    next = old;
  }
  if (2 * degree > parity + erasures || load<u8>(locator + degree) == 0) return -1;
  return degree;
}

/** Chien search, 16 places at a time; gives how many places of the word were found, into the list. */
function findPlaces(degree: i32): i32 {
  for (let k = 1; k <= degree; k++) {
    v128.store(termArea + (k << 4), scaled(v128.load(placeArea + (k << 4)), productsOf(load<u8>(locator + k))));
  }
  const one = i8x16.splat(load<u8>(locator));
  let found = 0;
  for (let first = 0; first < symbols && found < degree; first += 16) {
    let sum = one;
    for (let k = 1; k <= degree; k++) {
      const term = v128.load(termArea + (k << 4));
      sum = v128.xor(sum, term);
      v128.store(termArea + (k << 4), scaled(term, productsOf(load<u8>(stepArea + k))));
    }
    let mask = i8x16.bitmask(i8x16.eq(sum, i64x2.splat(0)));
    if (first + 16 > symbols) mask &= (1 << (symbols - first)) - 1;
    while (mask != 0) {
      store<u8>(placeList + found++, first + ctz(mask));
      mask &= mask - 1;
    }
  }
  return found;
}

/** A polynomial's terms from `from` on, every `stride`-th, at beta^power; `power` below the field's order. */
@inline
function valueAt(coefficients: usize, from: i32, count: i32, stride: i32, power: i32): i32 {
  let sum = 0;
  let exponent = 0;
  for (let i = from; i < count; i += stride) {
    sum ^= exp(log(load<u8>(coefficients + i)) + exponent);
    exponent += power;
    if (exponent >= order) exponent -= order;
  }
  return sum;
}

/** Forney: changes the word at the places found; gives how many symbols it changed. */
function changeWord(degree: i32): i32 {
  for (let i = 0; i < degree; i++) {
    let sum = 0;
    for (let j = 0; j <= i; j++) {
      sum ^= exp(log(load<u8>(locator + j)) + <i32>load<u16>(syndromeLogArea + ((i - j) << 1)));
    }
    store<u8>(evaluatorArea + i, sum);
  }
  let changed = 0;
  for (let n = 0; n < degree; n++) {
    const place = <i32>load<u8>(placeList + n);
    const inverse = place == 0 ? 0 : order - place;
    const numerator = valueAt(evaluatorArea, 0, degree, 1, inverse);
    if (numerator == 0) continue;
    const square = 2 * inverse >= order ? 2 * inverse - order : 2 * inverse;
    const derivative = valueAt(locator, 1, degree + 1, 2, square);
    // X^(1 - b) Omega(1/X) / Lambda'(1/X), the derivative's terms being X^-(j - 1) of the odd j.
    const power = place + inverse * firstRoot + log(numerator) + order - log(derivative);
    const at = wordArea + symbols - 1 - place;
    store<u8>(at, load<u8>(at) ^ betaTo(power));
    changed++;
  }
  return changed;
}

/** Gives symbols changed, -1 where the word is refused. */
function correctWord(w: i32): i32 {
  takeWord(w);
  findErasures(w);
  if (erasures > parity) return -1;
  if (!findSyndromes()) return 0;
  const degree = findLocator();
  if (degree < 0 || findPlaces(degree) != degree) return -1;
  const changed = changeWord(degree);
  for (let n = 0; n < degree; n++) {
    const i = symbols - 1 - <i32>load<u8>(placeList + n);
    store<u8>(symbolArea + i * words + w, load<u8>(sentArea + load<u8>(wordArea + i)));
  }
  return changed;
}

/** Gives the number of words refused. */
export function correct(): i32 {
  let refused = 0;
  for (let w = 0; w < words; w++) {
    const changed = correctWord(w);
    store<i16>(correctedArea + (w << 1), <i16>changed);
    if (changed < 0) refused++;
  }
  return refused;
}

/** Bytes of ones where an LLR is negative, or small. */
@inline
function packed(a: v128, b: v128, c: v128, d: v128): v128 {
  return i8x16.narrow_i16x8_s(i16x8.narrow_i32x4_s(a, b), i16x8.narrow_i32x4_s(c, d));
}

/** A bit a byte, the first of each eight the highest. */
@inline
function eights(a: v128): i32 {
  return i8x16.bitmask(i8x16.shuffle(a, a, 7, 6, 5, 4, 3, 2, 1, 0, 15, 14, 13, 12, 11, 10, 9, 8));
}

/** Hard decision; gives 0, or 1 where an LLR is not finite. */
export function receive(threshold: f32): i32 {
  const count = symbols * words * bits;
  const zero: v128 = f32x4.splat(0);
  const least = f32x4.splat(threshold);
  let wrong: v128 = zero;
  memory.fill(llrArea + (count << 2), 0, 64);
  for (let i = 0; i < count; i += 4) {
    const x = v128.load(llrArea + (i << 2));
    wrong = v128.or(wrong, f32x4.ne(f32x4.sub(x, x), zero));
  }
  if (v128.any_true(wrong)) return 1;
  if (bits != 8) {
    receiveAnyWidth(threshold);
    return 0;
  }
  for (let i = 0; i < count; i += 16) {
    const at = llrArea + (i << 2);
    const a = v128.load(at);
    const b = v128.load(at, 16);
    const c = v128.load(at, 32);
    const d = v128.load(at, 48);
    const negative = packed(f32x4.lt(a, zero), f32x4.lt(b, zero), f32x4.lt(c, zero), f32x4.lt(d, zero));
    store<u16>(symbolArea + (i >> 3), eights(negative));
  }
  if (threshold < 0) {
    memory.fill(erasedArea, 0, symbols * words);
    return 0;
  }
  for (let i = 0; i < count; i += 16) {
    const at = llrArea + (i << 2);
    const small = packed(
      f32x4.le(f32x4.abs(v128.load(at)), least), f32x4.le(f32x4.abs(v128.load(at, 16)), least),
      f32x4.le(f32x4.abs(v128.load(at, 32)), least), f32x4.le(f32x4.abs(v128.load(at, 48)), least),
    );
    const mask = i8x16.bitmask(small);
    store<u8>(erasedArea + (i >> 3), (mask & 255) != 0 ? 1 : 0);
    store<u8>(erasedArea + (i >> 3), mask >> 8 != 0 ? 1 : 0, 1);
  }
  return 0;
}

function receiveAnyWidth(threshold: f32): void {
  let at = llrArea;
  for (let i = 0; i < symbols * words; i++) {
    let symbol = 0;
    let isErased = 0;
    for (let bit = 0; bit < bits; bit++) {
      const llr = load<f32>(at);
      symbol = (symbol << 1) | (llr < 0 ? 1 : 0);
      if (abs(llr) <= threshold) isErased = 1;
      at += 4;
    }
    store<u8>(symbolArea + i, symbol);
    store<u8>(erasedArea + i, isErased);
  }
}

/** The first symbols as bits. */
export function information(count: i32): void {
  if (bits != 8) {
    for (let i = 0; i < count; i++) {
      store<u8>(bitArea + i, (<i32>load<u8>(symbolArea + i / bits) >> (bits - 1 - (i % bits))) & 1);
    }
    return;
  }
  const places = i8x16(-128, 64, 32, 16, 8, 4, 2, 1, -128, 64, 32, 16, 8, 4, 2, 1);
  const one: v128 = i8x16.splat(1);
  for (let i = 0; i < count; i += 16) {
    const two = i16x8.splat(load<i16>(symbolArea + (i >> 3)));
    const spread = i8x16.shuffle(two, two, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1);
    v128.store(bitArea + i, v128.and(i8x16.eq(v128.and(spread, places), places), one));
  }
}
