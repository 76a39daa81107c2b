/** First in, first out, of packets as pairs of numbers: a ring of typed arrays that doubles when it is full. */
export class PacketQueue {
  #arrival_s = new Float64Array(1024);
  #size_bit = new Float64Array(1024);
  #mask = 1023;
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(arrival_s: number, size_bit: number): void {
    if (this.#length > this.#mask) this.#grow();
    const tail = (this.#head + this.#length) & this.#mask;
    this.#arrival_s[tail] = arrival_s;
    this.#size_bit[tail] = size_bit;
    this.#length++;
  }

  /** Of the oldest packet; only where `length` is over 0. */
  get headArrival_s(): number {
    return this.#arrival_s[this.#head];
  }

  /** Of the oldest packet; only where `length` is over 0. */
  get headSize_bit(): number {
    return this.#size_bit[this.#head];
  }

  /** Removes the oldest packet. */
  shift(): void {
    this.#head = (this.#head + 1) & this.#mask;
    this.#length--;
  }

  #grow(): void {
    const capacity = this.#mask + 1;
    const arrival_s = new Float64Array(capacity * 2);
    const size_bit = new Float64Array(capacity * 2);
    for (let i = 0; i < this.#length; i++) {
      arrival_s[i] = this.#arrival_s[(this.#head + i) & this.#mask];
      size_bit[i] = this.#size_bit[(this.#head + i) & this.#mask];
    }
    this.#arrival_s = arrival_s;
    this.#size_bit = size_bit;
    this.#mask = capacity * 2 - 1;
    this.#head = 0;
  }
}
