// W = H^H (H H^H + alpha I)^-1 of one group: X = W^H solves (H H^H + alpha I) X = H, by Cholesky's factors L L^H.
// Rows of all work buffers are padded with zeros: users to a multiple of 4, antennas to a multiple of 8.

/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}

/** Sums of the lanes of each of four vectors. */
// @ts-ignore: decorator of AssemblyScript
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

/**
 * Sums of a conj(b) over rows of complex numbers: of row a and each of four rows b, `stride` bytes apart.
 *
 * @param bytes  of a row that count, a multiple of 16
 * @param out    four real parts; the imaginary parts are stored `outIm` bytes behind
 */
// @ts-ignore: decorator of AssemblyScript
@inline
function rowProducts(aRe: i32, aIm: i32, bRe: i32, bIm: i32, stride: i32, bytes: i32, out: i32, outIm: i32): void {
  let re0 = f32x4.splat(0);
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
    re0 = f32x4.add(re0, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
    im0 = f32x4.add(im0, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
    c = v128.load(bRe + stride + at);
    d = v128.load(bIm + stride + at);
    re1 = f32x4.add(re1, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
    im1 = f32x4.add(im1, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
    c = v128.load(bRe + 2 * stride + at);
    d = v128.load(bIm + 2 * stride + at);
    re2 = f32x4.add(re2, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
    im2 = f32x4.add(im2, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
    c = v128.load(bRe + 3 * stride + at);
    d = v128.load(bIm + 3 * stride + at);
    re3 = f32x4.add(re3, f32x4.add(f32x4.mul(a, c), f32x4.mul(b, d)));
    im3 = f32x4.add(im3, f32x4.sub(f32x4.mul(b, c), f32x4.mul(a, d)));
  }
  v128.store(out, sums(re0, re1, re2, re3));
  v128.store(out + outIm, sums(im0, im1, im2, im3));
}

/**
 * Sets the rows of L below the diagonal, and 1 / L on the diagonal, of a Hermitian matrix A.
 *
 * Column by column: the entries of a row from its diagonal on are 0 or belong to lanes that no one reads, so the sums
 * run over whole vectors.
 *
 * @param aRe    A without the regularisation, `[row][column]`, on and below the diagonal; `plane` bytes to imaginary parts
 * @param l      L, as A
 * @param four   32 bytes of scratch
 * @returns whether every diagonal entry keeps more than the share `limit` of itself, and is within float32's range
 */
function factorise(a: i32, l: i32, inverse: i32, four: i32, users: i32, width: i32, alpha: f32, limit: f32): bool {
  const stride = width << 2;
  const plane = width * stride;
  memory.fill(l, 0, 2 * plane);
  for (let j = 0; j < users; j++) {
    const row = l + j * stride;
    const bytes = ((j + 3) & ~3) << 2;
    let scale: f32 = 0;
    for (let tile = j & ~3; tile < users; tile += 4) {
      const rows = l + tile * stride;
      rowProducts(row, row + plane, rows, rows + plane, stride, bytes, four, 16);
      const end = min(tile + 4, users);
      for (let i = max(tile, j); i < end; i++) {
        const entry = i * stride + (j << 2);
        const sum = four + ((i - tile) << 2);
        if (i == j) {
          const power = load<f32>(a + entry) + alpha;
          const pivot = power - load<f32>(sum);
          // Powers beyond these bounds, 2^-100 and 2^100, would leave float32's range on the way.
          if (!(pivot > limit * power && power > 7.888609052210118e-31 && power < 1.2676506002282294e30)) return false;
          scale = <f32>1 / sqrt<f32>(pivot);
          store<f32>(inverse + (j << 2), scale);
        } else {
          // The sum is that of row j and the conjugate of row i: L's entry takes its conjugate.
          store<f32>(l + entry, (load<f32>(a + entry) - load<f32>(sum)) * scale);
          store<f32>(l + plane + entry, (load<f32>(a + plane + entry) + load<f32>(sum, 16)) * scale);
        }
      }
    }
  }
  return true;
}

/**
 * A row of a block, 8 complex numbers: x = scale (x - l y) over so many rows y from the address on.
 *
 * @param l     addresses of the factors' parts, `step` bytes from one to the next
 * @param sign  -1 takes conj(l)
 */
function eliminate(x: i32, y: i32, rows: i32, lRe: i32, lIm: i32, step: i32, sign: f32, scale: f32): void {
  let re0 = v128.load(x);
  let re1 = v128.load(x, 16);
  let im0 = v128.load(x, 32);
  let im1 = v128.load(x, 48);
  const flip = f32x4.splat(sign);
  const end = y + (rows << 6);
  let at = 0;
  for (let from = y; from < end; from += 64) {
    const a = v128.load32_splat(lRe + at);
    const b = f32x4.mul(v128.load32_splat(lIm + at), flip);
    at += step;
    const c0 = v128.load(from);
    const c1 = v128.load(from, 16);
    const d0 = v128.load(from, 32);
    const d1 = v128.load(from, 48);
    re0 = f32x4.sub(re0, f32x4.sub(f32x4.mul(a, c0), f32x4.mul(b, d0)));
    re1 = f32x4.sub(re1, f32x4.sub(f32x4.mul(a, c1), f32x4.mul(b, d1)));
    im0 = f32x4.sub(im0, f32x4.add(f32x4.mul(a, d0), f32x4.mul(b, c0)));
    im1 = f32x4.sub(im1, f32x4.add(f32x4.mul(a, d1), f32x4.mul(b, c1)));
  }
  const factor = f32x4.splat(scale);
  v128.store(x, f32x4.mul(re0, factor));
  v128.store(x, f32x4.mul(re1, factor), 16);
  v128.store(x, f32x4.mul(im0, factor), 32);
  v128.store(x, f32x4.mul(im1, factor), 48);
}

/**
 * The least 1 / (A_kk (A^-1)_kk) of all rows k, from L^-1, eight columns at a time.
 *
 * @param a    as for `factorise`; its diagonal alone is read
 * @param sum  32 bytes of scratch
 */
function leastShare(a: i32, l: i32, inverse: i32, block: i32, sum: i32, users: i32, width: i32, alpha: f32): f32 {
  const stride = width << 2;
  const plane = width * stride;
  const zero = f32x4.splat(0);
  let largest: f32 = 1;
  for (let column = 0; column < users; column += 8) {
    const first = block + (column << 6);
    let sum0 = zero;
    let sum1 = zero;
    for (let i = column; i < users; i++) {
      const x = block + (i << 6);
      v128.store(x, zero);
      v128.store(x, zero, 16);
      v128.store(x, zero, 32);
      v128.store(x, zero, 48);
      if (i < column + 8) store<f32>(x + ((i - column) << 2), 1);
      const row = l + i * stride + (column << 2);
      eliminate(x, first, i - column, row, row + plane, 4, 1, load<f32>(inverse + (i << 2)));
      const re0 = v128.load(x);
      const re1 = v128.load(x, 16);
      const im0 = v128.load(x, 32);
      const im1 = v128.load(x, 48);
      sum0 = f32x4.add(sum0, f32x4.add(f32x4.mul(re0, re0), f32x4.mul(im0, im0)));
      sum1 = f32x4.add(sum1, f32x4.add(f32x4.mul(re1, re1), f32x4.mul(im1, im1)));
    }
    v128.store(sum, sum0);
    v128.store(sum, sum1, 16);
    const end = min(column + 8, users);
    for (let k = column; k < end; k++) {
      const power = load<f32>(a + k * stride + (k << 2)) + alpha;
      largest = max(largest, power * load<f32>(sum + ((k - column) << 2)));
    }
  }
  return <f32>1 / largest;
}

/** Four rows of four numbers to columns, of the block's rows 64 bytes apart to rows of `stride` bytes. */
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
 * The block of eight antennas to W, conjugated: `[antenna][user]`.
 *
 * @param antennas  of the block that there are
 */
function writeBlock(block: i32, wRe: i32, wIm: i32, users: i32, antennas: i32): void {
  const stride = users << 2;
  const wholeUsers = users & ~3;
  const wholeAntennas = antennas & ~3;
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
      const from = block + (user << 6) + (antenna << 2);
      const to = antenna * stride + (user << 2);
      store<f32>(wRe + to, load<f32>(from));
      store<f32>(wIm + to, -load<f32>(from, 32));
    }
  }
}

/** Bytes of scratch that `weights` works in. */
export function scratchBytes(users: i32, antennas: i32): i32 {
  const width = (users + 3) & ~3;
  const length = (antennas + 7) & ~7;
  return 8 * width * length + 16 * width * width + 4 * width + 64 * width + 32;
}

/**
 * Weights of one group, unless its matrix is too near a singular one for float32.
 *
 * @param h        addresses of the group's channel, `[user][antenna]`
 * @param w        addresses of its weights, `[antenna][user]`
 * @param limit    least share of a user's power, beside the others, that float32 is good for
 * @param scratch  of `scratchBytes`, a multiple of 16; zero where rows are padded
 * @returns the least share of a user; 0 where it is no more than the limit, and no weights are set
 */
export function weights(
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
  const width = (users + 3) & ~3;
  const length = (antennas + 7) & ~7;
  const stride = length << 2;
  const rowBytes = antennas << 2;
  const xRe = scratch;
  const xIm = xRe + width * stride;
  const gram = xIm + width * stride;
  const gramStride = width << 2;
  const plane = width * gramStride;
  const l = gram + 2 * plane;
  const inverse = l + 2 * plane;
  const block = inverse + gramStride;
  const four = block + (width << 6);

  for (let user = 0; user < users; user++) {
    memory.copy(xRe + user * stride, hRe + user * rowBytes, rowBytes);
    memory.copy(xIm + user * stride, hIm + user * rowBytes, rowBytes);
  }
  for (let i = 0; i < users; i++) {
    const row = i * stride;
    for (let j = 0; j <= i; j += 4) {
      const rows = j * stride;
      const entry = gram + i * gramStride + (j << 2);
      rowProducts(xRe + row, xIm + row, xRe + rows, xIm + rows, stride, stride, entry, plane);
    }
  }
  if (!factorise(gram, l, inverse, four, users, width, alpha, limit)) return 0;
  const least = leastShare(gram, l, inverse, block, four, users, width, alpha);
  if (!(least > limit)) return 0;
  for (let antenna = 0; antenna < antennas; antenna += 8) {
    const column = antenna << 2;
    for (let i = 0; i < users; i++) {
      const x = block + (i << 6);
      v128.store(x, v128.load(xRe + i * stride + column));
      v128.store(x, v128.load(xRe + i * stride + column, 16), 16);
      v128.store(x, v128.load(xIm + i * stride + column), 32);
      v128.store(x, v128.load(xIm + i * stride + column, 16), 48);
      const row = l + i * gramStride;
      eliminate(x, block, i, row, row + plane, 4, 1, load<f32>(inverse + (i << 2)));
    }
    for (let i = users - 1; i >= 0; i--) {
      const x = block + (i << 6);
      const below = l + (i + 1) * gramStride + (i << 2);
      const scale = load<f32>(inverse + (i << 2));
      eliminate(x, x + 64, users - 1 - i, below, below + plane, gramStride, -1, scale);
    }
    const w = antenna * (users << 2);
    writeBlock(block, wRe + w, wIm + w, users, min(8, antennas - antenna));
  }
  return least;
}
