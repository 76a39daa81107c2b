import { type MultipathChannel, type PathState, pathState } from "../channel/multipath-channel.js";
import { symbolTaps, tapCount, tapLead } from "../channel/symbol-taps.js";
import type { Symbols } from "../phy/dvb-pl-header.js";
import { equaliserBlock } from "./block-equaliser.js";

/** Gains are taken so often in a turn of the fastest path, and straight between. */
const gainsPerTurn = 64;
const fewestSymbols = 16;

/** Impulse response at one sample a symbol, the first tap `tapLead` symbols early. */
export interface Taps {
  re: Float64Array;
  im: Float64Array;
}

/**
 * A channel between single ports at one sample a symbol: a gain for each symbol, or the taps of several paths between ideal root
 * raised cosines. Owns its buffers.
 */
export class SymbolChannel {
  readonly channel: MultipathChannel;
  readonly #symbolRate_Hz: number;
  readonly #rollOff: number;
  readonly #paths: PathState;
  #from: Taps = { re: new Float64Array(0), im: new Float64Array(0) };
  #to: Taps = { re: new Float64Array(0), im: new Float64Array(0) };

  /** @throws RangeError for a channel of more than single ports */
  constructor(channel: MultipathChannel, symbolRate_Hz: number, rollOff: number) {
    if (channel.receivePorts !== 1 || channel.transmitPorts !== 1) {
      const found = `${channel.receivePorts} and ${channel.transmitPorts}`;
      throw new RangeError(`SymbolChannel: expected a channel between single ports, found ${found}`);
    }
    this.channel = channel;
    this.#symbolRate_Hz = symbolRate_Hz;
    this.#rollOff = rollOff;
    this.#paths = pathState(channel);
  }

  /** One path: a gain at each symbol, straight between moments of the channel. */
  flat(sent: Symbols, start_s: number, received: Symbols, gain: Symbols): void {
    const { channel } = this;
    const { gainRe, gainIm } = this.#paths;
    const symbols = sent.re.length;
    const turn = this.#symbolRate_Hz / Math.max(channel.maximumDoppler_Hz, 1e-9);
    const hop = Math.max(fewestSymbols, Math.min(symbols, Math.floor(turn / gainsPerTurn)));
    channel.at(start_s, this.#paths);
    let [fromRe, fromIm] = [gainRe[0], gainIm[0]];
    for (let first = 0; first < symbols; first += hop) {
      channel.at(start_s + (first + hop) / this.#symbolRate_Hz, this.#paths);
      const [toRe, toIm] = [gainRe[0], gainIm[0]];
      const end = Math.min(first + hop, symbols);
      for (let n = first; n < end; n++) {
        const part = (n - first) / hop;
        const gRe = fromRe + part * (toRe - fromRe);
        const gIm = fromIm + part * (toIm - fromIm);
        gain.re[n] = gRe;
        gain.im[n] = gIm;
        received.re[n] = gRe * sent.re[n] - gIm * sent.im[n];
        received.im[n] = gRe * sent.im[n] + gIm * sent.re[n];
      }
      [fromRe, fromIm] = [toRe, toIm];
    }
  }

  /** Several paths: through taps that are straight between the starts of the equaliser's blocks. */
  multipath({ re, im }: Symbols, start_s: number, received: Symbols): void {
    const symbols = re.length;
    received.re.fill(0);
    received.im.fill(0);
    this.taps(start_s, this.#from);
    for (let first = 0; first < symbols; first += equaliserBlock) {
      const [from, to] = [this.#from, this.#to];
      this.taps(start_s + (first + equaliserBlock) / this.#symbolRate_Hz, to);
      const end = Math.min(first + equaliserBlock, symbols);
      const count = Math.max(from.re.length, to.re.length);
      for (let k = 0; k < count; k++) {
        const [aRe, aIm, bRe, bIm] = [from.re[k] ?? 0, from.im[k] ?? 0, to.re[k] ?? 0, to.im[k] ?? 0];
        if (aRe === 0 && aIm === 0 && bRe === 0 && bIm === 0) continue;
        const lag = k - tapLead;
        const last = Math.min(end, symbols + lag);
        for (let n = Math.max(first, lag); n < last; n++) {
          const part = (n - first) / equaliserBlock;
          const gRe = aRe + part * (bRe - aRe);
          const gIm = aIm + part * (bIm - aIm);
          received.re[n] += gRe * re[n - lag] - gIm * im[n - lag];
          received.im[n] += gRe * im[n - lag] + gIm * re[n - lag];
        }
      }
      [this.#from, this.#to] = [to, from];
    }
  }

  /** The taps at a moment; `out` gets new arrays only when their number changes. */
  taps(time_s: number, out: Taps): void {
    const { excessDelay_s, gainRe, gainIm } = this.#paths;
    this.channel.at(time_s, this.#paths);
    let excess_s = 0;
    for (const delay_s of excessDelay_s) if (delay_s > excess_s) excess_s = delay_s;
    const count = tapCount(excess_s, this.#symbolRate_Hz);
    if (out.re.length !== count) {
      out.re = new Float64Array(count);
      out.im = new Float64Array(count);
    }
    symbolTaps(excessDelay_s, gainRe, gainIm, this.#symbolRate_Hz, this.#rollOff, out.re, out.im);
  }
}
