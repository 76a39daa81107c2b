import type { LinkBudget } from "../budget/link-budget.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import type { LinkTrace } from "../mac/link-trace.js";
import type { Scenario } from "../scenario/scenario.js";
import { beamFigures } from "./beam-figures.js";
import { beamStudy } from "./beam-study.js";
import { budgetFigures, passFigures } from "./budget-figures.js";
import { fadingStudy } from "./fading-study.js";
import { LinkModel } from "./link-model.js";
import { abstractedResult, macFigures } from "./mac-figures.js";
import type { ChannelJob, MacJob } from "./mac-job.js";
import { inlineReplicator, type Replicator, runReplications } from "./replications.js";
import type { LinkTimeline, RunResult } from "./run-result.js";
import type { SkyView } from "./sky.js";
import { linkTimeline } from "./timeline.js";

export interface RunOptions {
  /** YAML text of the scenario as it runs, for provenance. */
  readonly scenarioText: string;
  /** What loading the scenario already warned of. */
  readonly warnings?: readonly Warning[];
  /** Where replications run; on the calling thread if left out. */
  readonly replicator?: Replicator;
  /** @param fraction  of the work, 0 to 1 */
  readonly onProgress?: (fraction: number, doing: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Runs a scenario at its fidelity.
 *
 * @throws LeolinkError (`input`) where the link is never in sight during the run
 */
export async function run(scenario: Scenario, options: RunOptions): Promise<RunResult> {
  const { onProgress = () => {}, signal } = options;
  const { fidelity, seed, replications } = scenario.run;
  const { bandwidth_Hz, carrier_Hz } = scenario.link;
  onProgress(0, "link budget");
  const model = new LinkModel(scenario);
  const timeline = linkTimeline((time_ms) => model.stateAt(time_ms), model.span, carrier_Hz);
  const { culmination, edge, view } = extremes(model, timeline, scenario);
  const result = {
    scenario,
    scenarioText: options.scenarioText,
    fidelity,
    seed,
    warnings: [...(options.warnings ?? []), ...model.warnings],
    timeline,
    culmination,
    edge,
    budget: budgetFigures(culmination, edge),
  };
  const beams = scenario.beams && beamStudy(scenario, scenario.beams, view, { onProgress, signal });
  const job = macJob(scenario, model, timeline);
  const fading = fadingStudy(job, replications.minimum);
  const studies = { ...(beams && { beams }), ...(fading && { fading }) };
  const kpi = {
    ...passFigures(timeline, bandwidth_Hz),
    ...fading?.figures,
    ...(beams && scenario.beams && beamFigures(beams, scenario, scenario.beams)),
  };
  if (fidelity === "budget") {
    onProgress(1, "link budget");
    return { ...result, kpi, ...studies };
  }
  const { results, stoppedBy } = await runReplications(
    job,
    replications,
    options.replicator ?? inlineReplicator,
    ({ finished, maximum }) => onProgress(finished / maximum, `replication ${finished}, at most ${maximum}`),
    signal,
  );
  onProgress(1, `${results.length} replications`);
  return {
    ...result,
    kpi: { ...macFigures(results, bandwidth_Hz), ...kpi },
    abstracted: abstractedResult(results, timeline.step_s, stoppedBy),
    ...studies,
  };
}

/** The budget where the satellite stands highest and where it stands lowest, of the steps in sight, and the former's view. */
function extremes(
  model: LinkModel,
  { length, start_ms, step_s, visible, elevation_deg }: LinkTimeline,
  scenario: Scenario,
): { culmination: LinkBudget; edge: LinkBudget; view: SkyView } {
  let highest = -1;
  let lowest = -1;
  for (let step = 0; step < length; step++) {
    if (!visible[step]) continue;
    if (highest < 0 || elevation_deg[step] > elevation_deg[highest]) highest = step;
    if (lowest < 0 || elevation_deg[step] < elevation_deg[lowest]) lowest = step;
  }
  if (highest < 0) throw neverInSight(elevation_deg, scenario);
  const stateOf = (step: number) => model.stateAt(start_ms + step * step_s * 1e3);
  const culmination = stateOf(highest);
  return {
    culmination: model.budgetOf(culmination),
    edge: model.budgetOf(stateOf(lowest)),
    view: culmination.view,
  };
}

/** What to say where a run has no step in sight. */
export function neverInSight(elevation_deg: ArrayLike<number>, { site, time, title }: Scenario): LeolinkError {
  const highest_deg = Array.from(elevation_deg).reduce((highest, value) => Math.max(highest, value), -90);
  const reason =
    highest_deg < site.minimumElevation_deg
      ? `the satellite stands at ${highest_deg.toFixed(2)} deg at most, below the minimum elevation of ${site.minimumElevation_deg} deg`
      : "the gateway, or the scan limit of an array, leaves no step in sight";
  return new LeolinkError("input", [
    {
      message: `the link is never in sight: ${reason}`,
      location: { file: title, path: "time" },
      hint:
        time.duration_s === "nextPass"
          ? undefined
          : "`leolink passes` lists the passes; `duration: nextPass` takes the next one",
    },
  ]);
}

function macJob(scenario: Scenario, model: LinkModel, timeline: LinkTimeline): MacJob {
  const {
    waveform,
    mac,
    link,
    channel,
    run: { seed },
  } = scenario;
  return {
    trace: traceOf(scenario, timeline),
    modcods: waveform.modcods,
    symbolRate_Hz: model.symbolRate_Hz,
    pilots: waveform.pilots,
    config: mac,
    seed,
    ...(channel && { channel: channelJob(channel, link.carrier_Hz, waveform.rollOff, timeline) }),
  };
}

function channelJob(spec: FadingSpec, carrier_Hz: number, rollOff: number, timeline: LinkTimeline): ChannelJob {
  const { step_s, elevation_deg, azimuth_deg, slantRange_m } = timeline;
  const followsSatellite = spec.kind === "largeScale" || (spec.kind === "recorded" && spec.profile.pathLoss_dB);
  return {
    spec,
    carrier_Hz,
    rollOff,
    ...(followsSatellite && { sky: { step_s, elevation_deg, azimuth_deg, slantRange_m } }),
  };
}

/** The columns a replication needs, and no more: they are copied to every worker. */
function traceOf({ link, channel }: Scenario, timeline: LinkTimeline): LinkTrace {
  const { step_s, esn0_dB, delay_s, visible, userCnir_dB, feederCnir_dB } = timeline;
  const isBentPipe = channel !== undefined && link.payload.kind === "transparent";
  const hops = isBentPipe ? { hops: { user_dB: userCnir_dB, feeder_dB: feederCnir_dB } } : {};
  return { step_s, esn0_dB, delay_s, visible, ...hops };
}
