import type { LinkTrace } from "../mac/link-trace.js";
import type { MacRandom } from "../mac/mac-config.js";
import { type RunWindow, RunWindows } from "../mac/run-windows.js";
import { RandomStream } from "../random/random-stream.js";

/** Golden ratio less 1: the multiples of it fill the unit interval evenly at every number of them. */
const goldenPart = (Math.sqrt(5) - 1) / 2;

/**
 * Windows of a replication, spread over the time in sight: systematic sampling, one window in each of `count` equal parts, at the
 * same place in each. From replication to replication the place moves on by the golden ratio, from a start that the seed draws,
 * so that every moment in sight is as likely to be in a window as any other.
 *
 * @param count     of the windows
 * @param window_s  of each; where they would fill the time in sight, all of it is taken
 */
export function sampleWindows(
  { step_s, visible }: Pick<LinkTrace, "step_s" | "visible">,
  count: number,
  window_s: number,
  { seed, replication }: MacRandom,
): RunWindows {
  const stretches = inSight(visible, step_s);
  const sight_s = stretches.reduce((sum, { start_s, end_s }) => sum + end_s - start_s, 0);
  const share = sight_s / (visible.length * step_s);
  const part_s = sight_s / count;
  if (window_s >= part_s) return new RunWindows(stretches, share);
  const start = new RandomStream(seed, "bit-true.windows", 0).uniform() + replication * goldenPart;
  const first_s = (start - Math.floor(start)) * part_s;
  const windows: RunWindow[] = [];
  for (let k = 0; k < count; k++) {
    const start_s = first_s + k * part_s;
    const end_s = start_s + window_s;
    windows.push({ start_s, end_s: Math.min(end_s, sight_s) });
    // What runs over the end goes on at the beginning.
    if (end_s > sight_s) windows.unshift({ start_s: 0, end_s: end_s - sight_s });
  }
  return new RunWindows(
    windows.flatMap((window) => placed(window, stretches)),
    share,
  );
}

function inSight(visible: Uint8Array, step_s: number): RunWindow[] {
  const stretches: RunWindow[] = [];
  for (let step = 0; step < visible.length; ) {
    const first = visible.indexOf(1, step);
    if (first < 0) break;
    const next = visible.indexOf(0, first);
    const end = next < 0 ? visible.length : next;
    stretches.push({ start_s: first * step_s, end_s: end * step_s });
    step = end;
  }
  return stretches;
}

/** A window on the clock of the time in sight, on the run's clock: in pieces where it runs over a gap. */
function placed({ start_s, end_s }: RunWindow, stretches: readonly RunWindow[]): RunWindow[] {
  let before_s = 0;
  return stretches.flatMap((stretch) => {
    const shift_s = stretch.start_s - before_s;
    before_s += stretch.end_s - stretch.start_s;
    const piece = {
      start_s: Math.max(start_s + shift_s, stretch.start_s),
      end_s: Math.min(end_s + shift_s, stretch.end_s),
    };
    return piece.end_s > piece.start_s ? [piece] : [];
  });
}
