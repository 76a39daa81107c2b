import type { MacResult } from "../mac/mac-result.js";
import { latencyParts, lossCauses } from "../mac/mac-result.js";
import type { Estimate } from "../statistics/estimate.js";
import { LogHistogram } from "../statistics/log-histogram.js";
import { meanEstimate } from "../statistics/mean-estimate.js";
import { bounded, type Occurrence, ratioEstimate } from "./ratio-estimate.js";
import type { AbstractedResult, AbstractedSeries, Figures } from "./run-result.js";

const confidence = 0.95;

/**
 * The key figures of independent replications: each figure is taken per replication, then averaged, with a
 * Student t interval over the replications.
 *
 * @param bandwidth_Hz  link bandwidth, for the spectral efficiency
 */
export function macFigures(replications: readonly MacResult[], bandwidth_Hz: number): Figures {
  const figure = positiveFigure(replications);
  const rate = (of: (result: MacResult) => Occurrence): Estimate => ratioEstimate(replications.map(of), confidence);
  const quantile_ms = (probability: number) =>
    figure(({ latency }) => (latency.count > 0 ? latency.quantile(probability) * 1e3 : Number.NaN));
  return {
    offeredThroughput_Mbps: figure((result) => result.offered_bit / result.duration_s / 1e6),
    throughput_Mbps: figure((result) => result.delivered_bit / result.duration_s / 1e6),
    spectralEfficiency_bpsHz: figure((result) => result.delivered_bit / result.duration_s / bandwidth_Hz),
    latencyMean_ms: figure(({ latency }) => (latency.count > 0 ? latency.mean_s * 1e3 : Number.NaN)),
    latencyMedian_ms: quantile_ms(0.5),
    latencyP95_ms: quantile_ms(0.95),
    latencyP99_ms: quantile_ms(0.99),
    ...Object.fromEntries(
      latencyParts.map((part) => [
        `latency${capitalised(part)}_ms`,
        figure((result) => latencyPart_s(result, part) * 1e3),
      ]),
    ),
    jitter_ms: figure((result) => result.jitter_s * 1e3),
    packetLoss: rate(packetsLost),
    ...Object.fromEntries(
      lossCauses.map((cause) => [`packetLoss${capitalised(cause)}`, rate((result) => packetsLostBy(result, cause))]),
    ),
    frameErrorRate: rate(({ frameErrors, frames }) => ({ events: frameErrors, trials: frames })),
    availability: bounded(
      figure((result) => result.availability),
      0,
      1,
    ),
    utilisation: bounded(
      figure((result) => result.utilisation),
      0,
      1,
    ),
  };
}

/** What the report draws of the replications. */
export function abstractedResult(
  replications: readonly MacResult[],
  step_s: number,
  stoppedBy: AbstractedResult["stoppedBy"],
): AbstractedResult {
  const pooled = new LogHistogram();
  for (const { latency } of replications) pooled.merge(latency);
  const figure = positiveFigure(replications);
  const { value_s, probability } = pooled.cdf();
  return {
    replications: replications.length,
    stoppedBy,
    packets: replications.reduce((sum, result) => sum + decidedPackets(result), 0),
    frames: replications.reduce((sum, { frames }) => sum + frames, 0),
    series: meanSeries(replications, step_s),
    latencyCdf: { latency_s: value_s, probability },
    latencyParts_s: record(latencyParts, (part) => figure((result) => latencyPart_s(result, part))),
    lossRatio: record(lossCauses, (cause) =>
      ratioEstimate(
        replications.map((result) => packetsLostBy(result, cause)),
        confidence,
      ),
    ),
  };
}

function meanSeries(replications: readonly MacResult[], step_s: number): AbstractedSeries {
  const mean = (of: (result: MacResult) => Float64Array, scale: number): Float64Array =>
    meanOverReplications(replications.map(of), scale);
  return {
    offered_bps: mean(({ series }) => series.offered_bit, 1 / step_s),
    delivered_bps: mean(({ series }) => series.delivered_bit, 1 / step_s),
    modcod: replications[0].series.modcod,
    queue_bit: mean(({ series }) => series.queue_bit, 1),
    latency_s: mean(({ series }) => series.latency_s, 1),
    lostPackets: record(lossCauses, (cause) => mean(({ series }) => series.lostPackets[cause], 1)),
  };
}

/** Element by element, leaving out NaN; NaN where every replication has one. */
function meanOverReplications(rows: readonly Float64Array[], scale: number): Float64Array {
  return Float64Array.from(rows[0], (_, step) => {
    let sum = 0;
    let count = 0;
    for (const row of rows) {
      if (Number.isNaN(row[step])) continue;
      sum += row[step];
      count++;
    }
    return count > 0 ? (sum / count) * scale : Number.NaN;
  });
}

function latencyPart_s({ latencyPartSum_s, deliveredPackets }: MacResult, part: (typeof latencyParts)[number]): number {
  return deliveredPackets > 0 ? latencyPartSum_s[part] / deliveredPackets : Number.NaN;
}

/** Mean and interval of a figure that is never negative. */
function positiveFigure(replications: readonly MacResult[]): (of: (result: MacResult) => number) => Estimate {
  return (of) => bounded(meanEstimate(replications.map(of), confidence), 0, Number.POSITIVE_INFINITY);
}

/** Lost over decided packets: what is still under way when the run ends is neither delivered nor lost. */
function packetsLost(result: MacResult): Occurrence {
  return { events: lostPackets(result), trials: decidedPackets(result) };
}

function packetsLostBy(result: MacResult, cause: (typeof lossCauses)[number]): Occurrence {
  return { events: result.lostPackets[cause], trials: decidedPackets(result) };
}

function lostPackets(result: MacResult): number {
  return lossCauses.reduce((sum, cause) => sum + result.lostPackets[cause], 0);
}

function decidedPackets(result: MacResult): number {
  return result.deliveredPackets + lostPackets(result);
}

function record<Key extends string, Value>(keys: readonly Key[], of: (key: Key) => Value): Record<Key, Value> {
  return Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<Key, Value>;
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
