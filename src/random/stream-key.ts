import { philox4x32 } from "../../kernels/philox/philox4x32.js";

/** The 64-bit key of a Philox stream. */
export interface StreamKey {
  readonly key0: number;
  readonly key1: number;
}

/**
 * The key of the stream `name` under `seed`: the first two words of the Philox4x32-10 block whose counter is
 * (seed low, seed high, hash low, hash high) and whose key is zero, where `hash` is the 64-bit FNV-1a of the name.
 * So every bit of seed and name reaches every bit of the key, and near seeds give unrelated streams.
 *
 * @param seed  whole number from 0 to 2^53 - 1
 */
export function streamKey(seed: number, name: string): StreamKey {
  if (!(Number.isSafeInteger(seed) && seed >= 0)) {
    throw new RangeError(`streamKey: expected a seed that is a whole number from 0 to 2^53 - 1, found ${seed}`);
  }
  const hash = fnv1a64(name);
  const block = new Uint32Array(4);
  philox4x32(block, seed % 2 ** 32, Math.floor(seed / 2 ** 32), Number(hash & 0xffff_ffffn), Number(hash >> 32n), 0, 0);
  return { key0: block[0], key1: block[1] };
}

/** 64-bit FNV-1a of a text's UTF-8 bytes (RFC 9923; offset basis cbf29ce484222325, prime 100000001b3). */
export function fnv1a64(text: string): bigint {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  }
  return hash;
}
