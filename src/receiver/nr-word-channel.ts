import type { NrWordChannel } from "./nr-code-word.js";
import type { NrSharedChannel } from "./nr-shared-channel.js";

/** One code word of a shared channel as its receiver must know it. */
export function nrWordChannel(channel: NrSharedChannel, word: number): NrWordChannel {
  const { constellation, transportBlock, firstBit, codedBits, firstLayer, layers } = channel.codeWords[word];
  const elements = channel.dataElements.length;
  const isAlone = channel.codeWords.length === 1;
  // With two words the other's bits stand as 0 and its symbols are left out.
  const coded = isAlone ? undefined : new Uint8Array(channel.codedBits);
  const symbolsRe = new Float32Array(isAlone ? 0 : channel.layers * elements);
  const symbolsIm = new Float32Array(symbolsRe.length);
  return {
    constellation,
    transportBlock,
    ...(channel.layout.transformPrecoding && { transformSize: channel.subcarriers }),
    scrambling: (slot) => channel.scrambling(slot).subarray(firstBit, firstBit + codedBits),
    layerSymbols(bits, slot, re, im) {
      if (!coded) {
        channel.layerSymbols(bits, slot, re, im);
        return;
      }
      coded.set(bits, firstBit);
      channel.layerSymbols(coded, slot, symbolsRe, symbolsIm);
      re.set(symbolsRe.subarray(firstLayer * elements, (firstLayer + layers) * elements));
      im.set(symbolsIm.subarray(firstLayer * elements, (firstLayer + layers) * elements));
    },
  };
}
