// Bits to points by table; plain WebAssembly, a symbol at a time.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/**
 * Times this, the eight bytes of 0 or 1 that a word holds stand in its upper byte, the first the most significant: byte
 * i at bit 8 i comes by the bit 9 (7 - i) of the factor to 63 - i, and no two products share a place.
 */
const pack: u64 = 0x8040201008040201;

/**
 * @param bits   `count` times `bitsPerSymbol` bytes of 0 or 1, and 8 more that may be read
 * @param table  of each label, the real and the imaginary part
 */
export function mapSymbols(bits: i32, count: i32, bitsPerSymbol: i32, table: i32, re: i32, im: i32): void {
  const end = count << 2;
  if (bitsPerSymbol <= 8) {
    const shift = 64 - bitsPerSymbol;
    for (let i = 0; i < end; i += 4) {
      const point = table + ((<i32>((load<u64>(bits) * pack) >> shift)) << 3);
      store<f32>(re + i, load<f32>(point));
      store<f32>(im + i, load<f32>(point, 4));
      bits += bitsPerSymbol;
    }
    return;
  }
  const shift = 72 - bitsPerSymbol;
  for (let i = 0; i < end; i += 4) {
    const upper = <i32>((load<u64>(bits) * pack) >> 56) << (bitsPerSymbol - 8);
    const label = upper | <i32>((load<u64>(bits, 8) * pack) >> shift);
    const point = table + (label << 3);
    store<f32>(re + i, load<f32>(point));
    store<f32>(im + i, load<f32>(point, 4));
    bits += bitsPerSymbol;
  }
}
