import type { CliIo } from "./cli-io.js";

/** How far a run is, shown on standard error. */
export interface Progress {
  /** @param fraction 0 to 1 */
  readonly update: (fraction: number, text: string) => void;
  /** Writes something on the same terminal, without the bar in between. */
  readonly aside: (write: () => void) => void;
  /** Clears the bar; call in every case, also after an error. */
  readonly stop: () => void;
}

/** Lines of a progress that no terminal shows: one a tenth of the way. */
const lines = 10;

/** A bar on a terminal, a few plain lines elsewhere (a log file), nothing when quiet. */
export async function startProgress(io: CliIo, isQuiet: boolean): Promise<Progress> {
  if (isQuiet) return { update: () => {}, aside: (write) => write(), stop: () => {} };
  return io.errorStream.isTTY ? await bar(io) : plainLines(io);
}

async function bar({ errorStream }: CliIo): Promise<Progress> {
  const { SingleBar, Presets } = (await import("cli-progress")).default;
  const drawn = new SingleBar(
    { format: "{bar} {percentage} % {text}", stream: errorStream, hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  const state = { fraction: 0, text: "" };
  const start = () => drawn.start(1, state.fraction, { text: state.text });
  start();
  return {
    update: (fraction, text) => {
      Object.assign(state, { fraction, text });
      drawn.update(fraction, { text });
    },
    aside: (write) => {
      drawn.stop();
      write();
      start();
    },
    stop: () => drawn.stop(),
  };
}

function plainLines(io: CliIo): Progress {
  let shown = -1;
  return {
    update: (fraction, text) => {
      const line = Math.floor(fraction * lines);
      // The next of several pieces of work begins.
      if (line < shown) shown = 0;
      if (line <= shown) return;
      shown = line;
      io.note(`${String(Math.round(fraction * 100)).padStart(3)} %  ${text}`);
    },
    aside: (write) => write(),
    stop: () => {},
  };
}
