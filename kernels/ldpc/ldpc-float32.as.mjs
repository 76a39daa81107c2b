import { layeredSource } from "./layered-source.mjs";

/** AssemblyScript of the layered decoder in float32. */
export function source() {
  return layeredSource("float32");
}
