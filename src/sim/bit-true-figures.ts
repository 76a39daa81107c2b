import type { Scenario } from "../scenario/scenario.js";
import type { Estimate } from "../statistics/estimate.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { wilsonEstimate } from "../statistics/wilson.js";
import type { BitTrueResult } from "./bit-true-result.js";
import { columnWord } from "./column-word.js";
import { addLinkCounts, type FrameLinkCounts, type FrameLinkResult, noLinkFrames } from "./frame-link-counts.js";
import { bounded, type Occurrence, ratioEstimate } from "./ratio-estimate.js";
import type { Figures } from "./run-result.js";

const confidence = 0.95;

/**
 * Key figures of the frames of independent replications.
 *
 * The frame error rate is a mean over replications; its interval is the wider one of Student's over replications, since frames
 * under one fade fail together, and Wilson's over frames, since few replications may show too little spread.
 *
 * @param hasHeaders  whether frames have a header to be read
 */
export function bitTrueFigures(replications: readonly FrameLinkResult[], hasHeaders: boolean): Figures {
  const counts = replications.map((replication) => replication.counts);
  const rate = (of: (count: FrameLinkCounts) => number) => frameRate(counts, of);
  const mean = (of: (count: FrameLinkCounts) => number, lowest = 0): Estimate => {
    const sent = counts.filter(({ frames }) => frames > 0);
    if (sent.length === 0) return { value: Number.NaN, low: Number.NaN, high: Number.NaN, confidence };
    return bounded(meanEstimate(sent.map(of), confidence), lowest, Number.POSITIVE_INFINITY);
  };
  return {
    frameErrorRate: rate(({ frameErrors }) => frameErrors),
    undetectedFrameErrorRate: rate(({ undetectedErrors }) => undetectedErrors),
    ...(hasHeaders && { headerErrorRate: rate(({ headerErrors }) => headerErrors) }),
    bitErrorRate: ratioEstimate(
      counts.map(({ bitErrors, informationBits }) => ({ events: bitErrors, trials: informationBits })),
      confidence,
    ),
    decoderIterations: mean(({ iterations, frames }) => iterations / frames),
    evm: mean(({ squaredEvm, frames }) => Math.sqrt(squaredEvm / frames)),
    measuredSinr_dB: mean(({ measuredSinr_dB, frames }) => measuredSinr_dB / frames, Number.NEGATIVE_INFINITY),
    expectedSinr_dB: mean(({ expectedSinr_dB, frames }) => expectedSinr_dB / frames, Number.NEGATIVE_INFINITY),
    sinrLoss_dB: mean(
      ({ measuredSinr_dB, expectedSinr_dB, frames }) => (expectedSinr_dB - measuredSinr_dB) / frames,
      Number.NEGATIVE_INFINITY,
    ),
    ...otherUserFigures(replications),
  };
}

/** Of each other user on the same resources: its block error rate, and what it delivers in the windows. */
function otherUserFigures(replications: readonly FrameLinkResult[]): Figures {
  const names = replications[0]?.others.map(({ name }) => name) ?? [];
  const pairs = names.flatMap((name, index) => {
    const word = columnWord(name);
    const own = replications.map(({ others, window_s }) => ({ ...others[index], window_s }));
    const rates = own.map((one): Occurrence => ({ events: one.blockErrors, trials: one.blocks }));
    const delivered = own.map(({ delivered_bit, window_s }) => delivered_bit / window_s / 1e6);
    return [
      [`blockErrorRate${word}`, clusteredRate(rates)] as const,
      [`throughput${word}_Mbps`, bounded(meanEstimate(delivered, confidence), 0, Number.POSITIVE_INFINITY)] as const,
    ];
  });
  return Object.fromEntries(pairs);
}

/** What report and results have of the frames. */
export function bitTrueResult(replications: readonly FrameLinkResult[], scenario: Scenario): BitTrueResult {
  const counts = replications.reduce((sum, replication) => addLinkCounts(sum, replication.counts), noLinkFrames);
  const snapshot = replications[0]?.snapshot;
  return {
    counts,
    ...(counts.frames > 0 && { frameErrorRate: wilsonEstimate(counts.frameErrors, counts.frames, confidence) }),
    windows: scenario.run.bitTrue.windows,
    window_s: replications[0]?.window_s ?? 0,
    implementationLoss_dB: scenario.waveform.implementationLoss_dB,
    ...(snapshot && { snapshot }),
  };
}

function frameRate(counts: readonly FrameLinkCounts[], of: (count: FrameLinkCounts) => number): Estimate {
  return clusteredRate(counts.map((count): Occurrence => ({ events: of(count), trials: count.frames })));
}

/** The wider interval of Student's over replications and Wilson's over all trials. */
function clusteredRate(occurrences: readonly Occurrence[]): Estimate {
  const events = occurrences.reduce((sum, occurrence) => sum + occurrence.events, 0);
  const trials = occurrences.reduce((sum, occurrence) => sum + occurrence.trials, 0);
  const between = ratioEstimate(occurrences, confidence);
  if (trials === 0) return between;
  const within = wilsonEstimate(events, trials, confidence);
  return { ...between, low: Math.min(between.low, within.low), high: Math.max(between.high, within.high) };
}
