/**
 * A channel between modulator and demapper, as plain data.
 *
 * Symbols see additive white Gaussian noise, after a gain of unit mean power that the receiver knows: fading of
 * Rayleigh (no line of sight) or Rice (K, the power of the line of sight over that of the scattered rest), drawn anew
 * every `blockSymbols` symbols. Bits are turned over (`bsc`, binary symmetric channel) or lost (`erasure`), each with
 * the same probability.
 */
export type ChannelSpec =
  | { readonly kind: "awgn" }
  | { readonly kind: "rayleigh"; readonly blockSymbols: number }
  | { readonly kind: "rician"; readonly k_dB: number; readonly blockSymbols: number }
  | { readonly kind: "bsc" }
  | { readonly kind: "erasure" };

/** Channels of bits; their level is a probability, that of the others Es/N0 in dB. */
export type BitChannelSpec = Extract<ChannelSpec, { readonly kind: "bsc" | "erasure" }>;
export type SymbolChannelSpec = Exclude<ChannelSpec, BitChannelSpec>;

export function isBitChannel(channel: ChannelSpec): channel is BitChannelSpec {
  return channel.kind === "bsc" || channel.kind === "erasure";
}
