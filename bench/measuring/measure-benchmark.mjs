import { Bench } from "tinybench";

/** The clock is read after batches of about so long: far above what a reading of the CPU time costs (some us). */
const batch_ms = 2;

/**
 * A benchmark whose compilers have done their work, to be measured in slots.
 *
 * Its figure is the CPU time of one unit of work: that of every thread of the process, the compilers' and the
 * collector's too, and of no other process.
 */
export class WarmBenchmark {
  #run;
  #work;
  #batch;
  #slots = [];
  #runs = 0;

  /** @param prepared  a call of `run` does `work` units */
  constructor({ work, run }, warmup_ms) {
    const from = cpuTime_ms();
    let runs = 0;
    do {
      run();
      runs++;
    } while (cpuTime_ms() - from < warmup_ms);
    this.#run = run;
    this.#work = work;
    this.#batch = Math.max(1, Math.round((batch_ms * runs) / (cpuTime_ms() - from)));
  }

  /** Measures for so long, at least one run. */
  measureSlot(slot_ms) {
    const bench = new Bench({ now: cpuTime_ms, time: slot_ms, iterations: 1, warmup: false, throws: true });
    const run = this.#run;
    const batch = this.#batch;
    bench.add("batch", () => {
      for (let i = 0; i < batch; i++) run();
    });
    bench.runSync();
    const { latency } = bench.getTask("batch").result;
    // The mean, since garbage is collected in some batches only: a median would leave its cost out.
    this.#slots.push((latency.mean * 1e6) / (batch * this.#work));
    this.#runs += latency.samplesCount * batch;
  }

  /** Median of the slots: what disturbs the machine for a while is in one of them. */
  figures() {
    const slots = this.#slots.toSorted((a, b) => a - b);
    return { time_ns: slots[slots.length >> 1], slots_ns: this.#slots, runs: this.#runs };
  }
}

function cpuTime_ms() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e3;
}
