// Sum of the table's information over a block: place in the table from the float32's own bits, linear in between.
// The table's layout is that of information-table.ts: entries from 2^-12, 64 an octave.

const indexShift: i32 = 17;
const tableOffset: i32 = (127 - 12) << 6;
const tableMinimum: f32 = 0.000244140625;
/** The largest float32 below 2^16. */
const largestSinr: f32 = 65535.99609375;

/** Elements whose information a float32 lane adds before the sum goes on in float64. */
const stretch: i32 = 64;

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Information of four SINRs; NaN where one is NaN, and of no meaning where one is negative. */
// @ts-ignore: decorator of AssemblyScript
@inline
function information(value: v128, table: i32): v128 {
  const place = f32x4.pmin(f32x4.splat(largestSinr), f32x4.pmax(f32x4.splat(tableMinimum), value));
  const offset = i32x4.shl(i32x4.sub(i32x4.shr_u(place, indexShift), i32x4.splat(tableOffset)), 2);
  // Entry and next entry of each lane, two lanes a vector, then entries and next entries apart.
  let low = v128.load64_zero(table + i32x4.extract_lane(offset, 0));
  low = v128.load64_lane(table + i32x4.extract_lane(offset, 1), low, 1);
  let high = v128.load64_zero(table + i32x4.extract_lane(offset, 2));
  high = v128.load64_lane(table + i32x4.extract_lane(offset, 3), high, 1);
  const entry = v128.shuffle<f32>(low, high, 0, 2, 4, 6);
  const next = v128.shuffle<f32>(low, high, 1, 3, 5, 7);
  const part = v128.and(place, i32x4.splat((1 << indexShift) - 1));
  const fraction = f32x4.mul(f32x4.convert_i32x4_s(part), f32x4.splat(0.00000762939453125));
  const inside = f32x4.add(entry, f32x4.mul(fraction, f32x4.sub(next, entry)));
  // Proportional to the SINR below the table; a NaN stays one.
  return f32x4.mul(inside, f32x4.min(f32x4.splat(1), f32x4.mul(value, f32x4.splat(4096))));
}

/** @returns the sum over `elements` >= 1, NaN where a SINR is negative or NaN */
export function informationSum(sinr: i32, elements: i32, table: i32): f64 {
  const end = sinr + (elements << 2);
  const fullEnd = sinr + ((elements & ~3) << 2);
  let least = f32x4.splat(0);
  let sum: f64 = 0;
  let at = sinr;
  while (at < fullEnd) {
    const stop = min<i32>(fullEnd, at + (stretch << 2));
    let lanes = f32x4.splat(0);
    for (; at < stop; at += 16) {
      const value = v128.load(at);
      least = f32x4.min(least, value);
      lanes = f32x4.add(lanes, information(value, table));
    }
    sum += <f64>(f32x4.extract_lane(lanes, 0) + f32x4.extract_lane(lanes, 1));
    sum += <f64>(f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3));
  }
  for (; at < end; at += 4) {
    const value = v128.load32_splat(at);
    least = f32x4.min(least, value);
    sum += <f64>f32x4.extract_lane(information(value, table), 0);
  }
  return v128.any_true(f32x4.lt(least, f32x4.splat(0))) ? NaN : sum;
}
