/** Codes that a sync marker stands for. */
export type CcsdsMarkedCode =
  | "uncoded, convolutional, Reed-Solomon, concatenated, LDPC C2"
  | "turbo 1/2, LDPC AR4JA"
  | "turbo 1/3"
  | "turbo 1/4"
  | "turbo 1/6"
  | "embedded data stream";

/**
 * Attached sync markers in hexadecimal, the first bit sent the most significant: CCSDS 131.0-B-2, section 8 (section 9 in
 * later issues). That later issues have the same markers was not checked.
 */
export const ccsdsSyncMarkers: Readonly<Record<CcsdsMarkedCode, string>> = {
  "uncoded, convolutional, Reed-Solomon, concatenated, LDPC C2": "1acffc1d",
  "turbo 1/2, LDPC AR4JA": "034776c7272895b0",
  "turbo 1/3": "25d5c0ce8990f6c9461bf79c",
  "turbo 1/4": "034776c7272895b0fcb88938d8d76a4f",
  "turbo 1/6": "25d5c0ce8990f6c9461bf79cda2a3f31766f0936b9e40863",
  "embedded data stream": "352ef853",
};
