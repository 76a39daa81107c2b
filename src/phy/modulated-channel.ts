import { type SymbolChannel, symbolChannel } from "../../kernels/channel/symbol-channel.js";
import { symbolChannelSimd } from "../../kernels/channel/symbol-channel-simd.js";
import { type SymbolMapper, symbolMapper } from "../../kernels/channel/symbol-mapper.js";
import { symbolMapperSimd } from "../../kernels/channel/symbol-mapper-simd.js";
import { type GaussianSource, gaussianSource } from "../../kernels/gaussian/gaussian.js";
import { gaussianSimd } from "../../kernels/gaussian/gaussian-simd.js";
import { type StreamKey, streamKey } from "../random/stream-key.js";
import type { SymbolChannelSpec } from "./channel-spec.js";
import type { Constellation } from "./constellation.js";
import { Demapper, type Demapping, type HostBackend } from "./demapper.js";
import { FadingGains } from "./fading-gains.js";
import type { LinkChannel } from "./link-channel.js";

/** Es/N0 beyond these is refused: LLRs stay finite in float32 within. */
const mostEsn0_dB = 200;

/** A modulator, a channel with noise and perhaps fading, coherent detection and a demapper. */
export class ModulatedChannel implements LinkChannel {
  readonly #name: string;
  readonly #mapper: SymbolMapper;
  readonly #channel: SymbolChannel;
  readonly #source: GaussianSource;
  readonly #gains: FadingGains | undefined;
  readonly #keyRe: StreamKey;
  readonly #keyIm: StreamKey;
  readonly #demapper: Demapper;

  constructor(
    spec: SymbolChannelSpec,
    constellation: Constellation,
    demapping: Demapping,
    bits: number,
    seed: number,
    backend: HostBackend,
  ) {
    this.#demapper = new Demapper(constellation, demapping, bits, backend);
    const { symbols } = this.#demapper;
    this.#name = `${constellation.name}, ${demapping}, ${channelText(spec)}`;
    const isSimd = backend === "simd";
    const { bitsPerSymbol, re: pointsRe, im: pointsIm } = constellation;
    this.#mapper = (isSimd ? symbolMapperSimd : symbolMapper)({ bitsPerSymbol, pointsRe, pointsIm, symbols });
    this.#channel = (isSimd ? symbolChannelSimd : symbolChannel)(symbols);
    this.#source = isSimd ? gaussianSimd() : gaussianSource();
    this.#keyRe = streamKey(seed, "symbol-link.noise-re");
    this.#keyIm = streamKey(seed, "symbol-link.noise-im");
    if (spec.kind !== "awgn") {
      const k = spec.kind === "rician" ? 10 ** (spec.k_dB / 10) : 0;
      this.#gains = new FadingGains(k, spec.blockSymbols, symbols, seed, this.#source);
    }
  }

  transmit(coded: Uint8Array, esn0_dB: number, frame: number, llrs: Float32Array): void {
    if (!(Math.abs(esn0_dB) <= mostEsn0_dB)) {
      throw new RangeError(`SymbolLink: level: expected Es/N0 from -200 to 200 dB, found ${esn0_dB}`);
    }
    const noiseVariance = 10 ** (-esn0_dB / 10);
    const channel = this.#channel;
    const { symbols } = this.#demapper;
    // What fills up the last symbol was 0 from the start.
    this.#mapper.bits.set(coded);
    this.#mapper.map(symbols);
    channel.sentRe.set(this.#mapper.re);
    channel.sentIm.set(this.#mapper.im);
    this.#source.fill(channel.noiseRe, this.#keyRe.key0, this.#keyRe.key1, frame);
    this.#source.fill(channel.noiseIm, this.#keyIm.key0, this.#keyIm.key1, frame);
    if (this.#gains) {
      this.#gains.fill(channel.gainRe, channel.gainIm, frame);
      channel.fade(symbols, noiseVariance);
    } else {
      channel.addNoise(symbols, noiseVariance);
    }
    this.#demapper.demap(channel.re, channel.im, channel.snr, llrs);
  }

  toString(): string {
    return this.#name;
  }
}

function channelText(spec: SymbolChannelSpec): string {
  if (spec.kind === "awgn") return spec.kind;
  const blocks = `blocks of ${spec.blockSymbols}`;
  return spec.kind === "rician" ? `rician, K = ${spec.k_dB} dB, ${blocks}` : `rayleigh, ${blocks}`;
}
