import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import { checkChannelCall, checkSymbols, type SymbolChannel, type SymbolChannelForm } from "./symbol-channel.js";

/** Symbols of a call of the graphics processor: a dispatch has at most 65,535 groups of 8 in a dimension. */
const symbolsPerCall = 2 ** 18;

/** Gain and noise on a graphics processor, float32: a thread for each number of the output. */
export function symbolChannelGpu(gpu: GpuAdapter): SymbolChannelForm {
  return (symbols: number): SymbolChannel => {
    checkSymbols("symbols", symbols, Number.MAX_SAFE_INTEGER);
    const noisy = gpu.program<[Float32Array, Float32Array, Float32Array, Float32Array, number]>(
      function (sentRe, sentIm, noiseRe, noiseIm, deviation) {
        if (this.thread.y < 1) return sentRe[this.thread.x] + deviation * noiseRe[this.thread.x];
        return sentIm[this.thread.x] + deviation * noiseIm[this.thread.x];
      },
      ["Array", "Array", "Array", "Array", "Float"],
    );
    const faded = gpu.program<
      [Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, Float32Array, number, number]
    >(
      function (sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm, deviation, inverseVariance) {
        const hRe = gainRe[this.thread.x];
        const hIm = gainIm[this.thread.x];
        const xRe = sentRe[this.thread.x];
        const xIm = sentIm[this.thread.x];
        const yRe = hRe * xRe - hIm * xIm + deviation * noiseRe[this.thread.x];
        const yIm = hRe * xIm + hIm * xRe + deviation * noiseIm[this.thread.x];
        const power = hRe * hRe + hIm * hIm;
        // The smallest normal float32, as in the reference.
        const divisor = Math.max(power, 1.1754943508222875e-38);
        if (this.thread.y < 1) return (yRe * hRe + yIm * hIm) / divisor;
        if (this.thread.y < 2) return (yIm * hRe - yRe * hIm) / divisor;
        return power * inverseVariance;
      },
      ["Array", "Array", "Array", "Array", "Array", "Array", "Float", "Float"],
    );
    const array = () => new Float32Array(symbols);
    const [sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm] = [array(), array(), array(), array(), array(), array()];
    const [re, im, snr] = [array(), array(), array()];
    const addNoise = async (count: number, noiseVariance: number) => {
      checkChannelCall(count, symbols, noiseVariance);
      const deviation = Math.sqrt(noiseVariance / 2);
      for (let from = 0; from < count; from += symbolsPerCall) {
        const to = Math.min(count, from + symbolsPerCall);
        const part = (whole: Float32Array) => whole.subarray(from, to);
        const sent = [part(sentRe), part(sentIm)] as const;
        const found = await noisy.run([to - from, 2], ...sent, part(noiseRe), part(noiseIm), deviation);
        re.set(found.subarray(0, to - from), from);
        im.set(found.subarray(to - from), from);
      }
      snr.fill(1 / noiseVariance, 0, count);
    };
    const fade = async (count: number, noiseVariance: number) => {
      checkChannelCall(count, symbols, noiseVariance);
      const deviation = Math.sqrt(noiseVariance / 2);
      for (let from = 0; from < count; from += symbolsPerCall) {
        const to = Math.min(count, from + symbolsPerCall);
        const part = (whole: Float32Array) => whole.subarray(from, to);
        const sent = [part(sentRe), part(sentIm)] as const;
        const gain = [part(gainRe), part(gainIm)] as const;
        const noise = [part(noiseRe), part(noiseIm)] as const;
        const found = await faded.run([to - from, 3], ...sent, ...gain, ...noise, deviation, 1 / noiseVariance);
        const length = to - from;
        for (const [row, target] of [re, im, snr].entries()) {
          target.set(found.subarray(row * length, (row + 1) * length), from);
        }
      }
    };
    const close = () => {
      noisy.close();
      faded.close();
    };
    return { sentRe, sentIm, gainRe, gainIm, noiseRe, noiseIm, re, im, snr, addNoise, fade, close };
  };
}
