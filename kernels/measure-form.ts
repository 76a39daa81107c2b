import type { KernelBenchmark } from "./kernel.js";

/** Speed of a form on its kernel's benchmark. */
export interface FormRate {
  /** Units of work a second. */
  readonly rate: number;
  readonly runs: number;
  readonly time_s: number;
}

/** Runs after which the clock is read again take about so long: short against the whole, long against the clock. */
const batch_s = 2e-3;

/**
 * Runs a form's benchmark for about `time_s` seconds and gives the median rate of its batches, after a first part of
 * the time (a quarter) in which the compilers of JavaScript and WebAssembly reach their best code.
 *
 * @param time_s  above 0; a run is never cut short, and at least one is measured
 */
export async function measureForm<Form>(
  form: Form,
  benchmark: KernelBenchmark<Form>,
  time_s: number,
): Promise<FormRate> {
  if (!(time_s > 0)) throw new RangeError(`measureForm: time_s: expected a number above 0, found ${time_s}`);
  const { work, run } = benchmark.prepare(form);
  const started = performance.now();
  let warmRuns = 0;
  do {
    await run();
    warmRuns++;
  } while (performance.now() - started < 250 * time_s);
  const each_s = (performance.now() - started) / 1000 / warmRuns;
  const batch = Math.max(1, Math.round(batch_s / each_s));
  const rates: number[] = [];
  const from = performance.now();
  do {
    const start = performance.now();
    for (let i = 0; i < batch; i++) {
      // A form that answers at once is not made to wait for the event loop.
      const pending = run();
      if (pending !== undefined) await pending;
    }
    rates.push((batch * work * 1000) / (performance.now() - start));
  } while (performance.now() - started < 1000 * time_s);
  const time = (performance.now() - from) / 1000;
  rates.sort((a, b) => a - b);
  return { rate: rates[rates.length >> 1], runs: rates.length * batch, time_s: time };
}
