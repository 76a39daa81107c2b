import type { Warning } from "../leolink-error.js";
import type { Scenario } from "./scenario.js";

/** What of a modem's imperfections counts twice. */
export function impairmentWarnings({ impairments, interference, link }: Scenario): Warning[] {
  if (!impairments?.amplifier) return [];
  const twice = [
    ...(link.interference.intermodulation_dB < Number.POSITIVE_INFINITY ? ["link.interference.intermodulation"] : []),
    ...((interference ?? []).some(({ kind }) => kind === "intermodulation") ? ["a source of intermodulation"] : []),
  ];
  if (twice.length === 0) return [];
  return [
    {
      source: "impairments.amplifier",
      message: `the amplifier distorts and so does ${twice.join(" and ")}: what it does to the carrier counts twice`,
    },
  ];
}
