// W = H^H (H H^H + alpha I)^-1 of one group: X = W^H solves A X = H, A = H H^H + alpha I, by Cholesky's factors L L^H.
// All is written for numbers of type T, f32 or f64: a vector holds 16 / sizeof<T>() of them. Rows of the work buffers
// are padded with zeros: users to a multiple of 4, antennas to a multiple of 8.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function times<T>(a: v128, b: v128): v128 {
  return v128.mul<T>(a, b);
}

/** Stores the sums of the lanes of each of four vectors: four numbers. */
// @ts-ignore: decorator of AssemblyScript
@inline
function storeSums<T>(out: i32, a: v128, b: v128, c: v128, d: v128): void {
  if (sizeof<T>() == 4) {
    const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
    const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
    v128.store(out, f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7)));
  } else {
    v128.store(out, f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3)));
    v128.store(out, f64x2.add(v128.shuffle<f64>(c, d, 0, 2), v128.shuffle<f64>(c, d, 1, 3)), 16);
  }
}

/**
 * Sums of a conj(b) over rows of complex numbers: of row a and each of four rows b, `stride` bytes apart.
 *
 * @param bytes  of a row that count, a multiple of 16
 * @param out    four real parts; the imaginary parts are stored `outIm` bytes behind
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function rowProducts<T>(aRe: i32, aIm: i32, bRe: i32, bIm: i32, stride: i32, bytes: i32, out: i32, outIm: i32): void {
  let re0 = v128.splat<T>(0);
  let re1 = re0;
  let re2 = re0;
  let re3 = re0;
  let im0 = re0;
  let im1 = re0;
  let im2 = re0;
  let im3 = re0;
  for (let at = 0; at < bytes; at += 16) {
    const a = v128.load(aRe + at);
    const b = v128.load(aIm + at);
    let c = v128.load(bRe + at);
    let d = v128.load(bIm + at);
    re0 = v128.add<T>(re0, v128.add<T>(times<T>(a, c), times<T>(b, d)));
    im0 = v128.add<T>(im0, v128.sub<T>(times<T>(b, c), times<T>(a, d)));
    c = v128.load(bRe + stride + at);
    d = v128.load(bIm + stride + at);
    re1 = v128.add<T>(re1, v128.add<T>(times<T>(a, c), times<T>(b, d)));
    im1 = v128.add<T>(im1, v128.sub<T>(times<T>(b, c), times<T>(a, d)));
    c = v128.load(bRe + 2 * stride + at);
    d = v128.load(bIm + 2 * stride + at);
    re2 = v128.add<T>(re2, v128.add<T>(times<T>(a, c), times<T>(b, d)));
    im2 = v128.add<T>(im2, v128.sub<T>(times<T>(b, c), times<T>(a, d)));
    c = v128.load(bRe + 3 * stride + at);
    d = v128.load(bIm + 3 * stride + at);
    re3 = v128.add<T>(re3, v128.add<T>(times<T>(a, c), times<T>(b, d)));
    im3 = v128.add<T>(im3, v128.sub<T>(times<T>(b, c), times<T>(a, d)));
  }
  storeSums<T>(out, re0, re1, re2, re3);
  storeSums<T>(out + outIm, im0, im1, im2, im3);
}

/**
 * Sets the rows of L below the diagonal, and 1 / L on the diagonal, of a Hermitian matrix A.
 *
 * Column by column: the entries of a row from its diagonal on are 0 or belong to lanes that no one reads, so the sums
 * run over whole vectors.
 *
 * @param a      A without the regularisation, `[row][column]`, on and below the diagonal, then the imaginary parts
 * @param l      L, as A
 * @param eight  scratch of eight numbers
 * @returns whether every diagonal entry keeps more than the share `limit` of itself, and is within the type's range
 */
function factorise<T>(a: i32, l: i32, inverse: i32, eight: i32, users: i32, width: i32, alpha: T, limit: T): bool {
  const size = <i32>sizeof<T>();
  const stride = width * size;
  const plane = width * stride;
  // Powers beyond 2^-100 and 2^100 would leave float32's range on the way.
  const least = <T>(sizeof<T>() == 4 ? 7.888609052210118e-31 : 0);
  const most = <T>(sizeof<T>() == 4 ? 1.2676506002282294e30 : Infinity);
  memory.fill(l, 0, 2 * plane);
  for (let j = 0; j < users; j++) {
    const row = l + j * stride;
    const bytes = ((j + 3) & ~3) * size;
    let scale = <T>0;
    for (let tile = j & ~3; tile < users; tile += 4) {
      const rows = l + tile * stride;
      rowProducts<T>(row, row + plane, rows, rows + plane, stride, bytes, eight, 4 * size);
      const end = min(tile + 4, users);
      for (let i = max(tile, j); i < end; i++) {
        const entry = i * stride + j * size;
        const sum = eight + (i - tile) * size;
        if (i == j) {
          const power = load<T>(a + entry) + alpha;
          const pivot = power - load<T>(sum);
          if (!(pivot > limit * power && power > least && power < most)) return false;
          scale = <T>1 / sqrt<T>(pivot);
          store<T>(inverse + j * size, scale);
        } else {
          // The sum is that of row j and the conjugate of row i: L's entry takes its conjugate.
          store<T>(l + entry, (load<T>(a + entry) - load<T>(sum)) * scale);
          store<T>(l + plane + entry, (load<T>(a + plane + entry) + load<T>(sum + 4 * size)) * scale);
        }
      }
    }
  }
  return true;
}

/**
 * A row of a block, two vectors of real and two of imaginary parts: x = scale (x - l y) over so many rows y.
 *
 * @param l     addresses of the factors' parts, `step` bytes from one to the next
 * @param sign  -1 takes conj(l)
 */
function eliminate<T>(x: i32, y: i32, rows: i32, lRe: i32, lIm: i32, step: i32, sign: T, scale: T): void {
  let re0 = v128.load(x);
  let re1 = v128.load(x, 16);
  let im0 = v128.load(x, 32);
  let im1 = v128.load(x, 48);
  const flip = v128.splat<T>(sign);
  const end = y + (rows << 6);
  let at = 0;
  for (let from = y; from < end; from += 64) {
    const a = v128.load_splat<T>(lRe + at);
    const b = times<T>(v128.load_splat<T>(lIm + at), flip);
    at += step;
    const c0 = v128.load(from);
    const c1 = v128.load(from, 16);
    const d0 = v128.load(from, 32);
    const d1 = v128.load(from, 48);
    re0 = v128.sub<T>(re0, v128.sub<T>(times<T>(a, c0), times<T>(b, d0)));
    re1 = v128.sub<T>(re1, v128.sub<T>(times<T>(a, c1), times<T>(b, d1)));
    im0 = v128.sub<T>(im0, v128.add<T>(times<T>(a, d0), times<T>(b, c0)));
    im1 = v128.sub<T>(im1, v128.add<T>(times<T>(a, d1), times<T>(b, c1)));
  }
  const factor = v128.splat<T>(scale);
  v128.store(x, times<T>(re0, factor));
  v128.store(x, times<T>(re1, factor), 16);
  v128.store(x, times<T>(im0, factor), 32);
  v128.store(x, times<T>(im1, factor), 48);
}

/**
 * The least 1 / (A_kk (A^-1)_kk) of all rows k, from L^-1, a block of columns at a time.
 *
 * @param a    as for `factorise`; its diagonal alone is read
 * @param sum  32 bytes of scratch
 */
function leastShare<T>(a: i32, l: i32, inverse: i32, block: i32, sum: i32, users: i32, width: i32, alpha: T): T {
  const size = <i32>sizeof<T>();
  const columns = 32 / size;
  const stride = width * size;
  const plane = width * stride;
  const zero = v128.splat<T>(0);
  let largest = <T>1;
  for (let column = 0; column < users; column += columns) {
    const first = block + (column << 6);
    let sum0 = zero;
    let sum1 = zero;
    for (let i = column; i < users; i++) {
      const x = block + (i << 6);
      v128.store(x, zero);
      v128.store(x, zero, 16);
      v128.store(x, zero, 32);
      v128.store(x, zero, 48);
      if (i < column + columns) store<T>(x + (i - column) * size, <T>1);
      const row = l + i * stride + column * size;
      eliminate<T>(x, first, i - column, row, row + plane, size, <T>1, load<T>(inverse + i * size));
      const re0 = v128.load(x);
      const re1 = v128.load(x, 16);
      const im0 = v128.load(x, 32);
      const im1 = v128.load(x, 48);
      sum0 = v128.add<T>(sum0, v128.add<T>(times<T>(re0, re0), times<T>(im0, im0)));
      sum1 = v128.add<T>(sum1, v128.add<T>(times<T>(re1, re1), times<T>(im1, im1)));
    }
    v128.store(sum, sum0);
    v128.store(sum, sum1, 16);
    const end = min(column + columns, users);
    for (let k = column; k < end; k++) {
      const power = load<T>(a + k * stride + k * size) + alpha;
      largest = max<T>(largest, power * load<T>(sum + (k - column) * size));
    }
  }
  return <T>1 / largest;
}

/** Four rows of four float32 numbers to columns, of the block's rows 64 bytes apart to rows of `stride` bytes. */
// @ts-ignore: decorator of AssemblyScript
@inline
function transpose(from: i32, to: i32, stride: i32, sign: f32): void {
  const flip = f32x4.splat(sign);
  const a = f32x4.mul(v128.load(from), flip);
  const b = f32x4.mul(v128.load(from, 64), flip);
  const c = f32x4.mul(v128.load(from, 128), flip);
  const d = f32x4.mul(v128.load(from, 192), flip);
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(to, v128.shuffle<f32>(ab0, cd0, 0, 1, 4, 5));
  v128.store(to + stride, v128.shuffle<f32>(ab0, cd0, 2, 3, 6, 7));
  v128.store(to + 2 * stride, v128.shuffle<f32>(ab1, cd1, 0, 1, 4, 5));
  v128.store(to + 3 * stride, v128.shuffle<f32>(ab1, cd1, 2, 3, 6, 7));
}

/**
 * The block of antennas to W, conjugated: `[antenna][user]` float32.
 *
 * @param antennas  of the block that there are
 */
function writeBlock<T>(block: i32, wRe: i32, wIm: i32, users: i32, antennas: i32): void {
  const size = <i32>sizeof<T>();
  const stride = users << 2;
  const wholeUsers = users & ~3;
  const wholeAntennas = sizeof<T>() == 4 ? antennas & ~3 : 0;
  for (let antenna = 0; antenna < wholeAntennas; antenna += 4) {
    for (let user = 0; user < wholeUsers; user += 4) {
      const from = block + (user << 6) + (antenna << 2);
      const to = antenna * stride + (user << 2);
      transpose(from, wRe + to, stride, 1);
      transpose(from + 32, wIm + to, stride, -1);
    }
  }
  for (let antenna = 0; antenna < antennas; antenna++) {
    for (let user = antenna < wholeAntennas ? wholeUsers : 0; user < users; user++) {
      const from = block + (user << 6) + antenna * size;
      const to = antenna * stride + (user << 2);
      store<f32>(wRe + to, <f32>load<T>(from));
      store<f32>(wIm + to, <f32>-load<T>(from + 32));
    }
  }
}

/** So many float32 numbers to numbers of type T. */
// @ts-ignore: decorator of AssemblyScript
@inline
function copyRow<T>(to: i32, from: i32, count: i32): void {
  if (sizeof<T>() == 4) {
    memory.copy(to, from, count << 2);
  } else {
    for (let i = 0; i < count; i++) store<T>(to + i * <i32>sizeof<T>(), <T>load<f32>(from + (i << 2)));
  }
}

/** Bytes of scratch that `weightsSingle` works in; `weightsDouble` needs twice as many. */
export function scratchBytes(users: i32, antennas: i32): i32 {
  const width = (users + 3) & ~3;
  const length = (antennas + 7) & ~7;
  return 8 * width * length + 16 * width * width + 4 * width + 64 * width + 32;
}

// @ts-ignore: decorator of AssemblyScript
@inline
function weights<T>(
  hRe: i32,
  hIm: i32,
  wRe: i32,
  wIm: i32,
  users: i32,
  antennas: i32,
  alpha: T,
  limit: T,
  scratch: i32,
): T {
  const size = <i32>sizeof<T>();
  const width = (users + 3) & ~3;
  const stride = ((antennas + 7) & ~7) * size;
  const rowBytes = antennas << 2;
  const xRe = scratch;
  const xIm = xRe + width * stride;
  const gram = xIm + width * stride;
  const gramStride = width * size;
  const plane = width * gramStride;
  const l = gram + 2 * plane;
  const inverse = l + 2 * plane;
  const block = inverse + gramStride;
  const eight = block + (width << 6);

  for (let user = 0; user < users; user++) {
    copyRow<T>(xRe + user * stride, hRe + user * rowBytes, antennas);
    copyRow<T>(xIm + user * stride, hIm + user * rowBytes, antennas);
  }
  for (let i = 0; i < users; i++) {
    const row = i * stride;
    for (let j = 0; j <= i; j += 4) {
      const rows = j * stride;
      const entry = gram + i * gramStride + j * size;
      rowProducts<T>(xRe + row, xIm + row, xRe + rows, xIm + rows, stride, stride, entry, plane);
    }
  }
  if (!factorise<T>(gram, l, inverse, eight, users, width, alpha, limit)) return <T>0;
  const least = leastShare<T>(gram, l, inverse, block, eight, users, width, alpha);
  if (!(least > limit)) return <T>0;
  const columns = 32 / size;
  for (let antenna = 0; antenna < antennas; antenna += columns) {
    const column = antenna * size;
    for (let i = 0; i < users; i++) {
      const x = block + (i << 6);
      v128.store(x, v128.load(xRe + i * stride + column));
      v128.store(x, v128.load(xRe + i * stride + column, 16), 16);
      v128.store(x, v128.load(xIm + i * stride + column), 32);
      v128.store(x, v128.load(xIm + i * stride + column, 16), 48);
      const row = l + i * gramStride;
      eliminate<T>(x, block, i, row, row + plane, size, <T>1, load<T>(inverse + i * size));
    }
    for (let i = users - 1; i >= 0; i--) {
      const x = block + (i << 6);
      const below = l + (i + 1) * gramStride + i * size;
      const scale = load<T>(inverse + i * size);
      eliminate<T>(x, x + 64, users - 1 - i, below, below + plane, gramStride, <T>-1, scale);
    }
    const w = antenna * (users << 2);
    writeBlock<T>(block, wRe + w, wIm + w, users, min(columns, antennas - antenna));
  }
  return least;
}

/**
 * Weights of one group in float32, unless its matrix is too near a singular one.
 *
 * @param h        addresses of the group's channel, `[user][antenna]` float32
 * @param w        addresses of its weights, `[antenna][user]` float32
 * @param limit    least share of a user's power, beside the others, at which weights are made
 * @param scratch  of `scratchBytes`, a multiple of 16, of its own; zero at first
 * @returns the least share of a user; 0 where it is no more than the limit, and no weights are set
 */
export function weightsSingle(
  hRe: i32,
  hIm: i32,
  wRe: i32,
  wIm: i32,
  users: i32,
  antennas: i32,
  alpha: f32,
  limit: f32,
  scratch: i32,
): f32 {
  return weights<f32>(hRe, hIm, wRe, wIm, users, antennas, alpha, limit, scratch);
}

/** As `weightsSingle`, all but what goes in and out in float64. */
export function weightsDouble(
  hRe: i32,
  hIm: i32,
  wRe: i32,
  wIm: i32,
  users: i32,
  antennas: i32,
  alpha: f64,
  limit: f64,
  scratch: i32,
): f64 {
  return weights<f64>(hRe, hIm, wRe, wIm, users, antennas, alpha, limit, scratch);
}
