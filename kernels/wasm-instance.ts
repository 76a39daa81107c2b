/** What a compiled kernel exports besides its memory: functions of numbers. */
export type WasmFunctions = Readonly<Record<string, (...numbers: number[]) => number>>;

/** One instance of a compiled kernel, with a memory of its own. */
export interface WasmInstance {
  readonly functions: WasmFunctions;
  readonly memory: WebAssembly.Memory;
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
 * @param bytes   memory the instance shall have at least
 */
export function wasmInstance(base64: string, bytes = 0): WasmInstance {
  let module = modules.get(base64);
  if (module === undefined) {
    module = new WebAssembly.Module(Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)));
    modules.set(base64, module);
  }
  const instance = new WebAssembly.Instance(module, { env: { abort: refuse } });
  const { memory, ...functions } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new Error("wasmInstance: the module exports no memory");
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
  return { functions: functions as WasmFunctions, memory };
}

function refuse(): never {
  throw new Error("a WebAssembly kernel was aborted");
}
