import type { ChannelCode } from "./channel-code.js";
import { checkLength, checkLlrs, checkWhole } from "./check-arguments.js";

/** No code: the bits as they are, for the error rate of a modulation alone. */
export interface UncodedSpec {
  readonly family: "uncoded";
  /** Bits of a frame, 1 to 1,000,000. */
  readonly informationBits: number;
}

/** A frame's bits are sent as they are and decided by the signs of their LLRs; an LLR of 0 is decided as 0. */
export function uncodedCode({ informationBits }: UncodedSpec): ChannelCode<object> {
  const name = `uncoded, ${informationBits} bits`;
  checkWhole("uncoded", "informationBits", informationBits, 1, 1_000_000);
  return {
    name,
    informationBits,
    codedBits: informationBits,
    encode: (information, coded) => {
      checkLength("uncoded", "information", information, informationBits);
      checkLength("uncoded", "coded", coded, informationBits);
      coded.set(information);
    },
    decoder: () => ({
      iterations: 1,
      decode: (llrs, information) => {
        checkLlrs("uncoded", "llrs", llrs, informationBits);
        checkLength("uncoded", "information", information, informationBits);
        for (let i = 0; i < informationBits; i++) information[i] = llrs[i] < 0 ? 1 : 0;
        return true;
      },
      toString: () => "hard decision",
    }),
    toString: () => name,
  };
}
