import { layeredSource } from "./layered-source.mjs";

/** AssemblyScript of the layered decoder in int8. */
export function source() {
  return layeredSource("int8");
}
