import type { DecodedCode } from "../fec/code-family.js";
import { formatRate_bps } from "../phy/transport-format.js";
import type { Scenario } from "../scenario/scenario.js";
import { formatNames } from "../scenario/waveform-formats.js";
import { channelJob, type SkyColumns } from "./channel-job.js";
import { DvbErrorLink } from "./dvb-error-link.js";
import {
  automaticCurve,
  type CurveRule,
  type CurveWatch,
  type ErrorRatePoint,
  listedCurve,
} from "./error-rate-curve.js";
import type { CurveLevels } from "./error-rate-run.js";
import type { FrameCounter } from "./frame-counter.js";
import type { FrameCounts } from "./frame-counts.js";
import { frameJob } from "./frame-job.js";
import type { LinkCurveSpec } from "./link-curve-spec.js";
import { linkWaveform } from "./link-waveform.js";
import { NrErrorLink } from "./nr-error-link.js";
import type { LinkTimeline } from "./run-result.js";

/** Sends frames over a link and counts what arrives wrong. */
export interface CountedLink {
  readonly informationBits: DecodedCode["informationBits"];
  count(level: number, firstFrame: number, frames: number): FrameCounts;
}

/** The link of a specification, with its buffers. */
export function openCountedLink(spec: LinkCurveSpec): CountedLink {
  switch (spec.frames.kind) {
    case "dvbS2x":
      return new DvbErrorLink(spec, spec.frames);
    case "nr":
      return new NrErrorLink(spec, spec.frames);
  }
}

/** Error rates of one format over Es/N0 without fading. */
export interface LinkCurve {
  readonly format: string;
  readonly threshold_dB: number;
  /** Of frames back to back, none of them lost. */
  readonly rate_bps: number;
  readonly informationBits: number;
  readonly points: readonly ErrorRatePoint[];
}

/** The curves of a scenario's link, with what they were measured on. */
export interface LinkCurves {
  readonly title: string;
  readonly scenarioText: string;
  readonly specs: readonly LinkCurveSpec[];
  readonly rule: CurveRule;
  readonly curves: readonly LinkCurve[];
  readonly end: "finished" | "time" | "interrupted";
}

export interface LinkCurveWatch extends Omit<CurveWatch, "onPoint" | "onProgress"> {
  readonly onProgress?: (format: string, level: number, counts: FrameCounts) => void;
  readonly onPoint?: (curve: Omit<LinkCurve, "points">, point: ErrorRatePoint) => void;
}

/**
 * The links of a scenario's formats: its receiver, impairments and channel.
 *
 * @param names  of the formats, each one of the waveform's
 */
export function linkCurveSpecs(
  scenario: Scenario,
  names: readonly string[],
  timeline: SkyColumns & Pick<LinkTimeline, "length">,
): LinkCurveSpec[] {
  const channel = channelJob(scenario, timeline);
  return names.map((format) => ({
    kind: "link",
    format,
    frames: frameJob(scenario, timeline, format),
    ...(channel && { channel }),
    duration_s: timeline.length * timeline.step_s,
    seed: scenario.run.seed,
  }));
}

/**
 * Measures the curves one after another. The result is the same for any number of workers, unless time or the user ends it.
 *
 * @param counterOf  where a link's frames are sent; closed when its curve is done
 */
export async function linkErrorRates(
  scenario: Scenario,
  scenarioText: string,
  specs: readonly LinkCurveSpec[],
  levels: CurveLevels,
  rule: CurveRule,
  counterOf: (spec: LinkCurveSpec) => { readonly counter: FrameCounter; readonly close: () => Promise<void> },
  watch: LinkCurveWatch = {},
): Promise<LinkCurves> {
  const { formats } = linkWaveform(scenario.waveform, scenario.link);
  const names = formatNames(scenario.waveform);
  const curves: LinkCurve[] = [];
  let wasOver = false;
  const isOver = () => {
    wasOver ||= watch.isOver?.() ?? false;
    return wasOver;
  };
  for (const spec of specs) {
    if (watch.signal?.aborted || isOver()) break;
    const { format: name } = spec;
    const format = formats[names.indexOf(name)];
    const { informationBits } = openCountedLink(spec);
    const { threshold_dB } = format;
    const head = { format: name, threshold_dB, rate_bps: formatRate_bps(format), informationBits };
    const { counter, close } = counterOf(spec);
    const inner: CurveWatch = {
      signal: watch.signal,
      isOver,
      onProgress: (level, counts) => watch.onProgress?.(name, level, counts),
      onPoint: (point) => watch.onPoint?.(head, point),
    };
    try {
      const link = { axis: "esn0_dB", informationBits, counter } as const;
      const points =
        levels.kind === "list"
          ? await listedCurve(link, levels.levels, rule, inner)
          : await automaticCurve(link, threshold_dB, rule, inner);
      curves.push({ ...head, points });
    } finally {
      await close();
    }
  }
  const end = watch.signal?.aborted ? "interrupted" : wasOver ? "time" : "finished";
  return { title: scenario.title, scenarioText, specs, rule, curves, end };
}
