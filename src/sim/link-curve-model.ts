import { efficientFormats } from "../phy/transport-format.js";
import type { Scenario } from "../scenario/scenario.js";
import type { LinkCurveSpec } from "./link-curve-spec.js";
import { linkCurveSpecs } from "./link-error-rates.js";
import { LinkModel } from "./link-model.js";
import { linkTimeline } from "./timeline.js";

/**
 * The links whose error rates a scenario asks for: of the formats named, or of a few over the range of those that adaptation uses.
 *
 * @param wanted  names; those that the waveform does not have are left out
 */
export function linkCurveModel(
  scenario: Scenario,
  wanted: readonly string[] | undefined,
  few: number,
): { readonly specs: readonly LinkCurveSpec[]; readonly names: readonly string[] } {
  const model = new LinkModel(scenario);
  const { carrier_Hz } = scenario.link;
  const timeline = linkTimeline((time_ms) => model.stateAt(time_ms), model.span, carrier_Hz);
  const names = model.formats.map(({ name }) => name);
  const ladder = efficientFormats(model.formats).map((index) => names[index]);
  const count = Math.min(few, ladder.length);
  const spread = Array.from({ length: count }, (_, k) =>
    count === 1 ? ladder[0] : ladder[Math.round((k * (ladder.length - 1)) / (count - 1))],
  );
  const chosen = (wanted ?? spread).filter((name) => names.includes(name));
  return { specs: linkCurveSpecs(scenario, chosen, timeline), names };
}
