/** Gives out the memory of a WebAssembly instance from its heap base on, one array behind the other. */
export class WasmLayout {
  readonly #alignment: number;
  #end: number;

  /**
   * @param heapBase   first byte that is free
   * @param alignment  bytes; every array starts at a multiple
   */
  constructor(heapBase: number, alignment = 16) {
    this.#alignment = alignment;
    this.#end = this.#aligned(heapBase);
  }

  /** Behind the last array: the bytes that the memory must hold. */
  get end(): number {
    return this.#end;
  }

  /** Address of an array of so many bytes. */
  take(bytes: number): number {
    const start = this.#end;
    this.#end = this.#aligned(start + bytes);
    return start;
  }

  #aligned(address: number): number {
    return Math.ceil(address / this.#alignment) * this.#alignment;
  }
}
