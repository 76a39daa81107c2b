import { availableParallelism } from "node:os";
import { Piscina } from "piscina";

/**
 * Worker threads that run one exported function of a file beside this one.
 *
 * @param owner       for the error
 * @param workerData  what every worker builds its own from
 * @param workers     number of threads, at least 1
 */
export function workerPool(
  owner: string,
  { file, name, workerData }: { readonly file: string; readonly name: string; readonly workerData: object },
  workers: number,
): Piscina {
  if (!(Number.isInteger(workers) && workers >= 1)) {
    throw new RangeError(`${owner}: workers: expected 1 or more, found ${workers}`);
  }
  return new Piscina({
    filename: file,
    name,
    // A thread beyond the processors' number starts only when there is work for it.
    minThreads: Math.min(workers, availableParallelism()),
    maxThreads: workers,
    workerData,
  });
}
