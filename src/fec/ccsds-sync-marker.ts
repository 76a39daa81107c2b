import { type CcsdsMarkedCode, ccsdsSyncMarkers } from "./ccsds-sync-marker.data.js";

/**
 * Bits of the attached sync marker that is sent before a code block; it is not randomized.
 *
 * @throws RangeError with the codes that have one
 */
export function ccsdsSyncMarker(code: CcsdsMarkedCode): Uint8Array {
  if (!Object.hasOwn(ccsdsSyncMarkers, code)) {
    throw new RangeError(
      `ccsdsSyncMarker: code: expected ${Object.keys(ccsdsSyncMarkers).join("; ")}, found ${JSON.stringify(code)}`,
    );
  }
  const digits = ccsdsSyncMarkers[code];
  return Uint8Array.from({ length: 4 * digits.length }, (_, bit) => {
    return (Number.parseInt(digits[bit >> 2], 16) >> (3 - (bit & 3))) & 1;
  });
}
