/**
 * A module of one function that gives a vector of 16 zero bytes: (module (func (result v128) v128.const i32x4 0 0 0 0)).
 * An engine without SIMD knows neither the type 0x7b nor the instruction 0xfd 0x0c, and refuses it.
 */
const probe = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x05, 0x01, 0x60, 0x00, 0x01, 0x7b],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x0a, 0x16, 0x01, 0x14, 0x00, 0xfd, 0x0c, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b],
);

/** Whether this engine runs WebAssembly SIMD. */
export function hasWasmSimd(): boolean {
  return typeof WebAssembly === "object" && WebAssembly.validate(probe);
}
