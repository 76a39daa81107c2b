/** What a compiled kernel exports besides its memory: functions of numbers. */
export type WasmFunctions = Readonly<Record<string, (...numbers: number[]) => number>>;

/** One instance of a compiled kernel, with a memory of its own. */
export interface WasmInstance {
  readonly functions: WasmFunctions;
  readonly memory: WebAssembly.Memory;
  /** Grows the memory to hold at least `end` bytes. Views made before are lost: reserve first, then make them. */
  readonly reserve: (end: number) => void;
}

const pageBytes = 65_536;
const modules = new Map<string, WebAssembly.Module>();

/**
 * A new instance of a WebAssembly module that `npm run build` has written to `kernels/generated`.
 *
 * The module is compiled once a thread, at its first use; the instance has its own memory, so two decoders never
 * share state.
 *
 * @param base64  the module's bytes
 */
export function wasmInstance(base64: string): WasmInstance {
  let module = modules.get(base64);
  if (module === undefined) {
    module = new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    modules.set(base64, module);
  }
  const instance = new WebAssembly.Instance(module, { env: { abort: refuse } });
  const { memory, ...functions } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("wasmInstance: the module exports no memory");
  const reserve = (end: number) => {
    const missing = end - memory.buffer.byteLength;
    if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  };
  return { functions: functions as WasmFunctions, memory, reserve };
}

function refuse(): never {
  throw new Error("a WebAssembly kernel was aborted");
}
