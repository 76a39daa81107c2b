import type { Warning } from "../leolink-error.js";
import type { Scenario } from "./scenario.js";

/** Models whose line of sight is shadowed already. */
const shadowed: readonly NonNullable<Scenario["channel"]>["kind"][] = ["shadowedRician", "loo", "lmsTwoState"];

/** What the reader of a fading link's figures must know. */
export function channelWarnings({ channel, propagation }: Scenario): Warning[] {
  const { clutter, shadowing_dB } = propagation;
  if (!channel || !shadowed.includes(channel.kind) || (clutter === "none" && shadowing_dB === 0)) return [];
  const twice = [
    ...(clutter === "none" ? [] : ["propagation.clutter"]),
    ...(shadowing_dB === 0 ? [] : ["propagation.shadowing"]),
  ];
  return [
    {
      source: "channel",
      message: `the channel model shadows the line of sight and so does ${twice.join(" and ")}: the loss counts twice`,
    },
  ];
}
