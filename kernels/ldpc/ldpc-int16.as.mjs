import { layeredSource } from "./layered-source.mjs";

/** AssemblyScript of the layered decoder in int16. */
export function source() {
  return layeredSource("int16");
}
