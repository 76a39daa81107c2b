import type { TerminalStyle } from "../report/terminal-text.js";

/** What a command may touch of the process it runs in; tests bring their own. */
export interface CliIo {
  /** One result, to standard output; a line end is added. */
  readonly print: (text: string) => void;
  /** One message or warning, to standard error; a line end is added. */
  readonly note: (text: string) => void;
  /** Standard error, where progress may be drawn; `isTTY` tells a terminal. */
  readonly errorStream: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Width and colours of standard output. */
  readonly style: TerminalStyle;
  /** Aborted by the first interrupt. */
  readonly signal: AbortSignal;
}
