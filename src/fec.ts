/**
 * The public entry `leolink/fec`: channel codes, and the modulation and channel between encoder and decoder.
 *
 * It imports no package and nothing of Node, so that a browser loads it as it is.
 */

export type { CheckRule, LdpcSettings, Quantisation } from "../kernels/ldpc/ldpc-settings.js";
export { hasWasmSimd } from "../kernels/wasm-simd.js";
export { type BchSpec, bchCode } from "./fec/bch-code.js";
export { type CcsdsConcatenatedSpec, ccsdsConcatenatedCode } from "./fec/ccsds-concatenated.js";
export { type CcsdsConvolutionalSpec, ccsdsConvolutionalCode } from "./fec/ccsds-convolutional.js";
export { type CcsdsLdpcSpec, ccsdsLdpcCode } from "./fec/ccsds-ldpc.js";
export { ccsdsRandomize } from "./fec/ccsds-randomizer.js";
export { type CcsdsReedSolomonSpec, ccsdsReedSolomonCode } from "./fec/ccsds-reed-solomon.js";
export { ccsdsSyncMarker } from "./fec/ccsds-sync-marker.js";
export { type CcsdsTurboSpec, ccsdsTurboCode } from "./fec/ccsds-turbo.js";
export type { ChannelCode, ChannelDecoder } from "./fec/channel-code.js";
export { type CodeAndDecoder, type DecodedCode, openCode } from "./fec/code-family.js";
export { type ConvolutionalSpec, convolutionalCode } from "./fec/convolutional.js";
export type { ConvolutionalSettings } from "./fec/convolutional-settings.js";
export { Crc, nrCrc } from "./fec/crc.js";
export { type DvbS2Spec, dvbS2Code } from "./fec/dvb-s2.js";
export { type NrLdpcSpec, nrLdpcCode } from "./fec/nr-ldpc.js";
export { nrMcs, nrMcsCodeBlock, nrTransportBlockSize } from "./fec/nr-mcs.js";
export { nrPolarCode, type PolarSettings } from "./fec/nr-polar.js";
export type { NrPolarSpec } from "./fec/nr-polar-chain.js";
export { type NrTransportBlockSpec, nrTransportBlockCode } from "./fec/nr-transport-block.js";
export { type ReedSolomonSettings, type ReedSolomonSpec, reedSolomonCode } from "./fec/reed-solomon.js";
export type { TurboSettings } from "./fec/turbo-settings.js";
export { constellationByName } from "./phy/constellation-by-name.js";
export { Demapper } from "./phy/demapper.js";
export { type ChannelSpec, SymbolLink } from "./phy/symbol-link.js";
export { RandomBits } from "./random/random-bits.js";
export { RandomStream } from "./random/random-stream.js";
