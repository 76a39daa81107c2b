import fc from "fast-check";
import { expect, it } from "vitest";
import { wasmBase64 } from "../../kernels/generated/philox.js";
import { wasmInstance } from "../../kernels/wasm-instance.js";
import { WasmLayout } from "../../kernels/wasm-layout.js";

it("arrays lie behind the heap base, one behind the other, each from a multiple of the alignment", () => {
  fc.assert(
    fc.property(fc.nat(5000), fc.constantFrom(16, 64), fc.array(fc.nat(1000)), (heapBase, alignment, sizes) => {
      const layout = new WasmLayout(heapBase, alignment);
      let end = heapBase;
      for (const bytes of sizes) {
        const start = layout.take(bytes);
        expect(start % alignment).toBe(0);
        expect(start).toBeGreaterThanOrEqual(end);
        expect(start).toBeLessThan(end + alignment);
        end = start + bytes;
      }
      expect(layout.end).toBeGreaterThanOrEqual(end);
    }),
    { seed: 1 },
  );
});

it("a memory holds at least what is reserved, keeps what it held, and never shrinks", () => {
  const { memory, reserve } = wasmInstance(wasmBase64);
  const { memory: other } = wasmInstance(wasmBase64);
  const otherBytes = other.buffer.byteLength;
  reserve(65_537);
  new Uint8Array(memory.buffer)[65_536] = 7;
  reserve(1_000_000);
  expect(memory.buffer.byteLength).toBeGreaterThanOrEqual(1_000_000);
  expect(new Uint8Array(memory.buffer)[65_536]).toBe(7);
  const bytes = memory.buffer.byteLength;
  reserve(0);
  expect(memory.buffer.byteLength).toBe(bytes);
  expect(other.buffer.byteLength).toBe(otherBytes);
});
