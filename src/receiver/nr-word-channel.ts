import type { NrWordChannel } from "./nr-code-word.js";
import type { NrSharedChannel } from "./nr-shared-channel.js";

/**
 * One code word of a shared channel as its receiver must know it.
 * @throws RangeError for pi/2-BPSK, whose symbols are turned one by one: no receiver here undoes that
 */
export function nrWordChannel(channel: NrSharedChannel, word: number): NrWordChannel {
  const { constellation, transportBlock, firstBit, codedBits, turnsOddSymbols } = channel.codeWords[word];
  if (turnsOddSymbols) {
    throw new RangeError(
      "mcs: expected QPSK or more, found pi/2-BPSK, which the receiver does not take; leave halfPiBpsk off",
    );
  }
  const { transformPrecoder } = channel;
  const scrambling = channel.scrambling.subarray(firstBit, firstBit + codedBits);
  return {
    constellation,
    transportBlock,
    ...(transformPrecoder && { transformSize: channel.subcarriers }),
    scrambling: () => scrambling,
    layerSymbols(coded, _slot, re, im) {
      channel.codeWordSymbols(word, coded, re, im);
      transformPrecoder?.precode(re, im);
    },
  };
}
