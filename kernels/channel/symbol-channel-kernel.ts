import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type SymbolChannel, type SymbolChannelForm, symbolChannel } from "./symbol-channel.js";
import { symbolChannelGpu } from "./symbol-channel-gpu.js";
import { symbolChannelSimd } from "./symbol-channel-simd.js";

export const symbolChannelKernel: Kernel<SymbolChannelForm> = {
  name: "symbol-channel",
  describe: "gain and noise of symbols, y = h x + n, and coherent detection",
  forms: [
    { backend: "reference", open: () => symbolChannel },
    { backend: "simd", open: () => symbolChannelSimd },
    { backend: "gpu", open: (gpu) => gpu && symbolChannelGpu(gpu) },
  ],
  tolerance: {
    abs: 1e-6,
    rel: 0,
    reason: "of the size of gain, symbol and noise: products and sums are float32, not float64",
  },
  parityCases,
  benchmark: {
    unit: "symbol",
    prepare: (form) => {
      const symbols = 8192;
      const channel = form(symbols);
      fill(channel, symbols, 1);
      return { work: symbols, run: () => channel.fade(symbols, 0.1) };
    },
  },
};

function fill(channel: SymbolChannel, count: number, gain: number): void {
  const { sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm } = channel;
  const bounds = [1, 1, gain, gain, 3, 3];
  for (const [index, array] of [sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm].entries()) {
    array.set(symmetricNumbers(count, index + 1, bounds[index]));
  }
}

function* parityCases(): Generator<ParityCase<SymbolChannelForm>> {
  for (const count of [0, 1, 3, 4, 5, 7, 8, 9, 1000, 10_001]) {
    yield channelCase(`${count} symbols`, count, 1, 0.1);
  }
  yield channelCase("next to no noise", 50, 1, 1e-12);
  yield channelCase("noise far above the symbols", 50, 1, 1e12);
  yield channelCase("no gain", 50, 0, 0.1);
  yield channelCase("deep fades", 50, 1e-8, 0.1);
}

/** What is received in units of its parts' sizes, and the SNRs in units of the gain's power over N0. */
function channelCase(title: string, count: number, gain: number, variance: number): ParityCase<SymbolChannelForm> {
  return {
    title,
    run: async (form) => {
      const channel = form(count + 2);
      fill(channel, count, gain);
      const { gainRe, gainIm, noiseRe, noiseIm, re, im, snr } = channel;
      const found: number[] = [];
      await channel.addNoise(count, variance);
      for (let i = 0; i < count; i++) {
        const unit = 1 + Math.sqrt(variance) * Math.hypot(noiseRe[i], noiseIm[i]);
        found.push(re[i] / unit, im[i] / unit, snr[i] * variance);
      }
      await channel.fade(count, variance);
      for (let i = 0; i < count; i++) {
        const size = Math.hypot(gainRe[i], gainIm[i]);
        const unit = 1 + (size > 0 ? (Math.sqrt(variance) * Math.hypot(noiseRe[i], noiseIm[i])) / size : 0);
        found.push(re[i] / unit, im[i] / unit, size > 0 ? (snr[i] * variance) / size ** 2 : snr[i]);
      }
      channel.close?.();
      return Float64Array.from(found);
    },
  };
}
