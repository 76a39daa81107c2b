import type { LinkBudget } from "../budget/link-budget.js";
import { dB, fromdB } from "../decibel.js";
import { LeolinkError, type Warning } from "../leolink-error.js";
import type { LinkTrace } from "../mac/link-trace.js";
import type { Scenario } from "../scenario/scenario.js";
import { beamFigures } from "./beam-figures.js";
import { type BeamSlotStudy, beamSlotStudy } from "./beam-slot-study.js";
import { type BeamStudyOptions, beamStudy } from "./beam-study.js";
import { bitTrueChecks, lateEchoes } from "./bit-true-checks.js";
import { bitTrueFigures, bitTrueResult } from "./bit-true-figures.js";
import type { BitTrueJob } from "./bit-true-job.js";
import { budgetFigures, passFigures } from "./budget-figures.js";
import { channelJob } from "./channel-job.js";
import { coChannelSources } from "./co-channel.js";
import { fadingStudy } from "./fading-study.js";
import { frameJob } from "./frame-job.js";
import { LinkModel } from "./link-model.js";
import { linkWaveform } from "./link-waveform.js";
import { abstractedResult, macFigures } from "./mac-figures.js";
import type { MacJob } from "./mac-job.js";
import { inlineReplicator, type Replicator, runReplications } from "./replications.js";
import type { LinkTimeline, RunResult } from "./run-result.js";
import type { SkyView } from "./sky.js";
import { linkTimeline } from "./timeline.js";

/** Of each window of a bit-true run whose length the scenario leaves open. */
const defaultWindow_symbols = 2 ** 20;

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
  const closedForm = scenario.beams && beamStudy(scenario, scenario.beams, view, { onProgress, signal });
  const slots = await slotsUnderBeams(scenario, view, { onProgress, signal });
  const beams = closedForm && { ...closedForm, ...(slots && { slots: slots.users }) };
  const job = macJob(scenario, timeline);
  const warnings = [...result.warnings, ...(job.bitTrue ? bitTrueChecks(job, scenario, timeline) : [])];
  const fading = fadingStudy(job, replications.minimum);
  const studies = { ...(beams && { beams }), ...(fading && { fading }) };
  const kpi = {
    ...passFigures(timeline, bandwidth_Hz),
    ...fading?.figures,
    ...(beams && scenario.beams && beamFigures(beams, scenario, scenario.beams)),
    ...slots?.figures,
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
  const frames = results.flatMap(({ frameLink }) => (frameLink ? [frameLink] : []));
  const bitTrue = job.bitTrue && bitTrueResult(frames, scenario);
  return {
    ...result,
    warnings: [
      ...warnings,
      ...(bitTrue
        ? lateEchoes(bitTrue.counts, linkWaveform(scenario.waveform, scenario.link).filter.symbolRate_Hz)
        : []),
    ],
    kpi: {
      ...macFigures(results, bandwidth_Hz),
      ...(job.bitTrue && bitTrueFigures(frames, scenario.waveform.kind === "dvbS2x")),
      ...kpi,
    },
    abstracted: abstractedResult(results, timeline.step_s, stoppedBy),
    ...(bitTrue && { bitTrue }),
    ...studies,
  };
}

/** Transport blocks of the users under the beams; of NR, in a bit-true run. */
async function slotsUnderBeams(
  scenario: Scenario,
  view: SkyView,
  options: BeamStudyOptions,
): Promise<BeamSlotStudy | undefined> {
  const { beams, waveform, receiver, run: settings } = scenario;
  if (!beams || settings.fidelity !== "bit-true" || waveform.kind !== "nr" || receiver.kind !== "nr") return undefined;
  return beamSlotStudy(scenario, beams, { waveform, receiver }, view, options);
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

function macJob(scenario: Scenario, timeline: LinkTimeline): MacJob {
  const {
    waveform,
    mac,
    link: { direction, carrier_Hz, bandwidth_Hz },
    run: { seed, fidelity },
  } = scenario;
  const channel = channelJob(scenario, timeline);
  return {
    trace: traceOf(scenario, timeline),
    waveform,
    link: { direction, carrier_Hz, bandwidth_Hz },
    config: mac,
    seed,
    ...(channel && { channel }),
    ...(fidelity === "bit-true" && { bitTrue: bitTrueJob(scenario, timeline) }),
  };
}

/** What is sent bit by bit: at what budget and interference leave of the carrier; what receiver and impairments take is simulated. */
function bitTrueJob(scenario: Scenario, timeline: LinkTimeline): BitTrueJob {
  const { waveform, link, run } = scenario;
  const { symbolRate_Hz } = linkWaveform(waveform, link).filter;
  const gain_dB = dB(link.bandwidth_Hz / symbolRate_Hz);
  const { cnir_dB, visible } = timeline;
  const signals = coChannelSources(scenario).map(({ ci_dB }) => ci_dB);
  return {
    frames: frameJob(scenario, timeline),
    esn0_dB: cnir_dB.map((ratio_dB, step) =>
      visible[step] === 1 ? withoutSources_dB(ratio_dB, signals) + gain_dB : Number.NEGATIVE_INFINITY,
    ),
    windows: run.bitTrue.windows,
    window_s: run.bitTrue.window_s ?? defaultWindow_symbols / symbolRate_Hz,
  };
}

/** A ratio without some of the interference in it. */
function withoutSources_dB(cnir_dB: number, sources_dB: readonly number[]): number {
  if (sources_dB.length === 0) return cnir_dB;
  return -dB(sources_dB.reduce((sum, ci_dB) => sum - fromdB(-ci_dB), fromdB(-cnir_dB)));
}

/** The columns a replication needs, and no more: they are copied to every worker. */
function traceOf({ link, channel }: Scenario, timeline: LinkTimeline): LinkTrace {
  const { step_s, esn0_dB, delay_s, visible, userCnir_dB, feederCnir_dB } = timeline;
  const isBentPipe = channel !== undefined && link.payload.kind === "transparent";
  const hops = isBentPipe ? { hops: { user_dB: userCnir_dB, feeder_dB: feederCnir_dB } } : {};
  return { step_s, esn0_dB, delay_s, visible, ...hops };
}
