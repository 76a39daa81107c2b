import type { DvbFrameChain } from "./dvb-frame-chain.js";
import { type LinkSnapshot, llrHistogram } from "./link-snapshot.js";

/** Symbols and gains shown at most. */
const mostSymbols = 2000;
const mostGains = 500;

/** What stands in a chain's buffers after a frame: copies. @param errorVariance  of its equalised symbols */
export function frameSnapshot(chain: DvbFrameChain, errorVariance: number): LinkSnapshot {
  const { framer, data, truth, gain, llrs, coded } = chain;
  const { modcod, constellation, symbols } = framer;
  const apart = Math.ceil(data.re.length / mostSymbols);
  const places = Array.from({ length: Math.floor(data.re.length / apart) }, (_, i) => i * apart);
  const at = Float64Array.from({ length: mostGains }, (_, i) => Math.floor((i * symbols) / mostGains));
  return {
    name: modcod.name,
    constellation: {
      re: Float32Array.from(places, (i) => data.re[i]),
      im: Float32Array.from(places, (i) => data.im[i]),
      pointsRe: constellation.re,
      pointsIm: constellation.im,
    },
    evm: Math.sqrt(errorVariance),
    channel: {
      axis: "symbol",
      at,
      truthRe: at.map((n) => truth.re[n]),
      truthIm: at.map((n) => truth.im[n]),
      estimateRe: at.map((n) => gain.re[n]),
      estimateIm: at.map((n) => gain.im[n]),
    },
    llrs: llrHistogram(llrs, coded),
    stages: [{ name: "equalised", sinr_dB: -10 * Math.log10(errorVariance) }],
  };
}
