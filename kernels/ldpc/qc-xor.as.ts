// Quasi-cyclic matrix over GF(2) times bits, one bit a byte.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Puts each column of Z bits twice in a row, so that a rotated column is read without a wrap. */
export function doubleColumns(input: i32, count: i32, z: i32, buffers: i32, stride: i32): void {
  for (let c: i32 = 0; c < count; c++) {
    for (let i: i32 = 0; i < z; i += 16) v128.store(buffers + i, v128.load(input + i));
    // What the chunks above wrote behind the first Z bytes is written over here; behind 2 Z nobody looks.
    for (let i: i32 = 0; i < z; i += 16) v128.store(buffers + z + i, v128.load(input + i));
    input += z;
    buffers += stride;
  }
}

/**
 * Sums of rotated columns, row after row. A row's last chunk runs over into the next row, which is written afterwards.
 *
 * @param table  of each row: edges, edges without their first bit, then the address of each edge's first bit, those
 *               without their first bit at the end
 */
export function sumRows(table: i32, rows: i32, z: i32, output: i32): void {
  for (let r: i32 = 0; r < rows; r++) {
    const edges = load<i32>(table);
    const lacking = load<i32>(table, 4);
    const first = table + 8;
    table = first + 4 * edges;
    let i: i32 = 0;
    for (; i + 64 <= z; i += 64) {
      let a = i8x16.splat(0), b = a, c = a, d = a;
      for (let t: i32 = first; t < table; t += 4) {
        const from = load<i32>(t) + i;
        a = v128.xor(a, v128.load(from));
        b = v128.xor(b, v128.load(from, 16));
        c = v128.xor(c, v128.load(from, 32));
        d = v128.xor(d, v128.load(from, 48));
      }
      v128.store(output + i, a);
      v128.store(output + i, b, 16);
      v128.store(output + i, c, 32);
      v128.store(output + i, d, 48);
    }
    for (; i < z; i += 16) {
      let a = i8x16.splat(0);
      for (let t: i32 = first; t < table; t += 4) a = v128.xor(a, v128.load(load<i32>(t) + i));
      v128.store(output + i, a);
    }
    for (let t: i32 = table - 4 * lacking; t < table; t += 4) {
      store<u8>(output, load<u8>(output) ^ load<u8>(load<i32>(t)));
    }
    output += z;
  }
}

/** to = to + from. */
export function addBits(to: i32, from: i32, length: i32): void {
  for (let i: i32 = 0; i < length; i += 16) v128.store(to + i, v128.xor(v128.load(to + i), v128.load(from + i)));
}
