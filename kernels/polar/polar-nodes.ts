import { hasParityBits, type PolarCode, polarBit } from "./polar-code.js";

/**
 * Kinds of subtrees that are decided as a whole.
 *
 * - `frozen`: rate 0, every bit frozen
 * - `repetition`: only the last bit carries information
 * - `singleParity`: all but the first
 * - `free`: rate 1, all
 * - `parity`: one bit, tied to earlier ones
 * - `split`: none of these; its halves are decided one after the other
 */
export type PolarNodeKind = "frozen" | "repetition" | "singleParity" | "free" | "parity" | "split";

/** `fast`: subtrees of known kinds as a whole; `plain`: one bit at a time. */
export type PolarNodes = "fast" | "plain";

/**
 * Kinds of the subtrees of a code (Alamdar-Yazdi and Kschischang, 2011; Sarkis et al., 2014).
 *
 * A code with parity bits has its information bits alone, for the register that the parity bits are read from.
 */
export function polarNodeKinds(code: PolarCode, nodes: PolarNodes): (first: number, size: number) => PolarNodeKind {
  const { bits } = code;
  const leavesOnly = nodes === "plain" || hasParityBits(code);
  return (first, size) => {
    if (size === 1) {
      if (bits[first] === polarBit.parity) return "parity";
      return bits[first] === polarBit.frozen ? "frozen" : "free";
    }
    const last = first + size - 1;
    let information = 0;
    for (let i = first; i <= last; i++) if (bits[i] !== polarBit.frozen) information++;
    if (information === 0) return nodes === "plain" ? "split" : "frozen";
    if (leavesOnly) return "split";
    if (information === size) return "free";
    if (information === 1 && bits[last] !== polarBit.frozen) return "repetition";
    if (information === size - 1 && bits[first] === polarBit.frozen) return "singleParity";
    return "split";
  };
}
