import { checkLength } from "./check-arguments.js";
import { nrBaseGraphTable } from "./nr-ldpc-base-graph.js";
import { NrLdpcEncoder } from "./nr-ldpc-encoder.js";
import { type NrCodeBlock, type NrTransmission, nrRateMatchingIndex } from "./nr-ldpc-rate-matching.js";

/** Bit i = ((3 i^2 + 7 i + 1) >> 3) & 1: a payload that anybody can make again, for golden words. */
export function goldenPayload(bits: number): Uint8Array {
  return Uint8Array.from({ length: bits }, (_, i) => ((3 * i * i + 7 * i + 1) >> 3) & 1);
}

/**
 * Bits sent of a code block: filler, encoding, rate matching and bit interleaving (TS 38.212, 5.2.2, 5.3.2, 5.4.2).
 * @param payload  K' bits, CRC among them
 * @returns E bits
 */
export function ldpcRateMatchedBits(
  block: NrCodeBlock,
  transmission: NrTransmission,
  payload = goldenPayload(block.payloadBits),
): Uint8Array {
  checkLength("ldpcRateMatchedBits", "payload", payload, block.payloadBits);
  const index = nrRateMatchingIndex(block, transmission);
  const encoder = new NrLdpcEncoder(block.baseGraph, block.liftingSize);
  const information = new Uint8Array(nrBaseGraphTable(block.baseGraph).systematicColumns * block.liftingSize);
  information.set(payload);
  const word = new Uint8Array(encoder.wordBits);
  encoder.encode(information, word);
  return Uint8Array.from(index, (position) => word[position]);
}
