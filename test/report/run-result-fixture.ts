/**
 * FIXTURE: a made-up run for the tests of `results/` and `report/`. Its shapes are those of a real pass (a circular
 * orbit over a spherical Earth, losses that grow towards the horizon), its figures are invented and validate nothing.
 */
import type { BudgetItem, LinkBudget } from "../../src/budget/link-budget.js";
import { type LatencyPart, type LossCause, lossCauses } from "../../src/mac/mac-result.js";
import { modcodByName, modcodNames } from "../../src/phy/dvb-s2x.js";
import { boltzmann_dBWKHz, speedOfLight_ms, sphericalEarthRadius_m } from "../../src/physics.js";
import type { Scenario } from "../../src/scenario/scenario.js";
import { defaultReceiver } from "../../src/scenario/schema-receiver.js";
import type { AbstractedResult, LinkTimeline, RunResult } from "../../src/sim/run-result.js";
import type { Estimate } from "../../src/statistics/estimate.js";

const carrier_Hz = 19.7e9;
const bandwidth_Hz = 100e6;
const symbolRate_Hz = bandwidth_Hz / 1.2;
const start_ms = Date.UTC(2025, 11, 1, 0, 7, 52);
const altitude_m = 630_000;
const maxElevation_deg = 71.3;
const minimumElevation_deg = 20;
const rad = Math.PI / 180;

/** Only MODCODs of one list, as a scenario would name them. */
const modcods = modcodNames();

export interface FixtureOptions {
  readonly fidelity?: "budget" | "abstracted";
  readonly length?: number;
  readonly step_s?: number;
  readonly isFixed?: boolean;
  readonly isTransparent?: boolean;
  readonly isVisible?: boolean;
  readonly title?: string;
  readonly hasInterference?: boolean;
}

/** A run as the simulator would return it. */
export function runResultFixture(options: FixtureOptions = {}): RunResult {
  const { fidelity = "abstracted", isFixed = false, isVisible = true } = options;
  const scenario = scenarioFixture(options);
  const timeline = timelineFixture(options);
  const highest = indexOfExtreme(timeline, (a, b) => a > b);
  const lowest = indexOfExtreme(timeline, (a, b) => a < b);
  const culmination = budgetFixture(timeline, highest, options);
  const edge = budgetFixture(timeline, lowest, options);
  const sum = timeline.rate_bps.reduce((total, rate) => total + rate, 0);
  const ideal = {
    idealThroughput_Mbps: exact(sum / timeline.length / 1e6),
    idealSpectralEfficiency_bpsHz: exact(sum / timeline.length / bandwidth_Hz),
    idealAvailability: exact(timeline.rate_bps.filter((rate) => rate > 0).length / timeline.length),
    visibility: exact(isVisible ? 1 : 0),
  };
  const result: RunResult = {
    scenario,
    scenarioText: scenarioTextFixture(scenario.title),
    fidelity,
    seed: 20251201,
    warnings: [
      {
        source: "ITU-R P.618-14",
        message: "scintillation below 4 deg elevation is not modelled; the run stays above 20 deg",
      },
      { source: "orbit.tle", message: "the run starts 0.4 days after the epoch of the element set" },
    ],
    timeline,
    culmination,
    edge: isFixed ? culmination : edge,
    budget: {
      ...Object.fromEntries(culmination.total.map(({ key, value }) => [key, exact(value)])),
      ...Object.fromEntries(edge.total.map(({ key, value }) => [key.replace("_", "Edge_"), exact(value)])),
    },
    kpi: ideal,
  };
  if (fidelity === "budget") return result;
  const abstracted = abstractedFixture(timeline);
  return { ...result, kpi: { ...macFiguresFixture(timeline, abstracted), ...ideal }, abstracted };
}

const dvbWaveform = { kind: "dvbS2x", rollOff: 0.2, pilots: true, modcods, implementationLoss_dB: 1 } as const;

/** The same run with a hostile text wherever a user's text may stand. */
export function hostileFixture(): RunResult {
  const hostile = `</script><img src=x onerror="window.broken=true"><b>&amp;'"\u2028 ${"x".repeat(200)}`;
  const result = runResultFixture({ title: hostile });
  const renamed = (budget: LinkBudget): LinkBudget => ({
    ...budget,
    hops: budget.hops.map((hop) => ({
      ...hop,
      items: hop.items.map((item) => ({ ...item, label: `<b>${item.label}</b>`, source: hostile })),
    })),
    margins: budget.margins.map((margin) => ({ ...margin, modcod: `<i>${margin.modcod}</i>` })),
  });
  return {
    ...result,
    scenario: {
      ...result.scenario,
      site: { ...result.scenario.site, name: hostile },
      orbit: { kind: "tle", name: hostile, line1: hostile, line2: hostile },
      waveform: { ...dvbWaveform, modcods: modcods.map((name) => `<s>${name}</s>`) },
    },
    scenarioText: `title: "${hostile}"\n<!-- <script>alert(1)</script> -->\n`,
    warnings: [{ source: hostile, message: hostile }],
    culmination: renamed(result.culmination),
    edge: renamed(result.edge),
  };
}

/** A run with gaps: no packets in some steps, the satellite below the horizon in others, no figure for the latency. */
export function gapFixture(): RunResult {
  const result = runResultFixture({ length: 200 });
  const abstracted = result.abstracted!;
  const holes = (values: Float64Array) => values.map((value, step) => (step % 40 < 12 ? Number.NaN : value));
  return {
    ...result,
    timeline: {
      ...result.timeline,
      visible: result.timeline.visible.map((_, step) => (step % 40 < 12 ? 0 : 1)),
      modcod: result.timeline.modcod.map((index, step) => (step % 40 < 12 ? -1 : index)),
      cn_dB: holes(result.timeline.cn_dB),
      esn0_dB: result.timeline.esn0_dB.map((value, step) => (step % 40 < 12 ? Number.NEGATIVE_INFINITY : value)),
      rain_dB: holes(result.timeline.rain_dB),
    },
    abstracted: {
      ...abstracted,
      series: { ...abstracted.series, latency_s: holes(abstracted.series.latency_s) },
      latencyCdf: { latency_s: new Float64Array(), probability: new Float64Array() },
      latencyParts_s: mapped(abstracted.latencyParts_s, () => exact(Number.NaN)),
      lossRatio: mapped(abstracted.lossRatio, () => exact(0)),
    },
    kpi: { ...result.kpi, latencyMedian_ms: exact(Number.NaN), latencyP99_ms: exact(Number.NaN), packetLoss: exact(0) },
  };
}

function timelineFixture(options: FixtureOptions): LinkTimeline {
  const {
    length = 356,
    step_s = 1,
    isFixed = false,
    isVisible = true,
    hasInterference = true,
    isTransparent = false,
  } = options;
  const column = (of: (step: number) => number) => Float64Array.from({ length }, (_, step) => of(step));
  const orbitRadius_m = sphericalEarthRadius_m + altitude_m;
  const rate_rads = Math.sqrt(3.986004418e14 / orbitRadius_m ** 3);
  const closest_rad = centralAngle_rad(maxElevation_deg);
  const half_s = (length * step_s) / 2;
  const centralAngle = (step: number) => {
    if (isFixed) return centralAngle_rad(35);
    return Math.acos(Math.cos(closest_rad) * Math.cos(rate_rads * (step * step_s - half_s)));
  };
  const range_m = (step: number) => {
    const R = sphericalEarthRadius_m;
    return Math.sqrt(R * R + orbitRadius_m ** 2 - 2 * R * orbitRadius_m * Math.cos(centralAngle(step)));
  };
  const slantRange_m = column(range_m);
  const elevation_deg = column((step) => {
    const R = sphericalEarthRadius_m;
    return Math.asin((orbitRadius_m ** 2 - R * R - range_m(step) ** 2) / (2 * R * range_m(step))) / rad;
  });
  const rangeRate_ms = column((step) => (range_m(step + 0.5) - range_m(step - 0.5)) / step_s);
  const path = elevation_deg.map((elevation) => 1 / Math.sin(elevation * rad));
  const gas_dB = path.map((factor) => 0.42 * factor);
  const cloud_dB = path.map((factor) => 0.31 * factor);
  const rain_dB = path.map((factor) => 2.4 * factor ** 0.9);
  const scintillation_dB = path.map((factor) => 0.18 * factor ** 1.2);
  const atmosphericLoss_dB = column(
    (step) => gas_dB[step] + Math.hypot(rain_dB[step] + cloud_dB[step], scintillation_dB[step]),
  );
  const freeSpaceLoss_dB = slantRange_m.map(
    (range) => 20 * Math.log10((4 * Math.PI * range * carrier_Hz) / speedOfLight_ms),
  );
  const eirp_dBW = column(() => 39.6);
  const gOverT_dBK = column((step) => 8.9 - 6.5 * (1 - Math.sin(elevation_deg[step] * rad)) - 0.5);
  const cn0_dBHz = column(
    (step) =>
      eirp_dBW[step] - freeSpaceLoss_dB[step] - atmosphericLoss_dB[step] - 0.2 + gOverT_dBK[step] - boltzmann_dBWKHz,
  );
  const cn_dB = cn0_dBHz.map((value) => value - 10 * Math.log10(bandwidth_Hz));
  const ci_dB = column(() => (hasInterference ? 20 : Number.POSITIVE_INFINITY));
  const cnir_dB = column((step) => -10 * Math.log10(10 ** (-cn_dB[step] / 10) + 10 ** (-ci_dB[step] / 10)));
  const esn0_dB = cnir_dB.map((value) => (isVisible ? value + 10 * Math.log10(1.2) - 1 : Number.NEGATIVE_INFINITY));
  const modcod = Int16Array.from(esn0_dB, idealModcod);
  const doppler_Hz = rangeRate_ms.map((speed) => (-speed / speedOfLight_ms) * carrier_Hz);
  return {
    start_ms,
    step_s,
    length,
    visible: new Uint8Array(length).fill(isVisible ? 1 : 0),
    satellite: new Int32Array(length),
    azimuth_deg: column((step) => (isFixed ? 120 : 310 - (step / length) * 165)),
    elevation_deg,
    slantRange_m,
    delay_s: slantRange_m.map((range) => ((isTransparent ? 2 : 1) * range) / speedOfLight_ms),
    rangeRate_ms: isFixed ? new Float64Array(length) : rangeRate_ms,
    doppler_Hz: isFixed ? new Float64Array(length) : doppler_Hz,
    dopplerRate_Hzs: column((step) =>
      isFixed ? 0 : (doppler_Hz[Math.min(step + 1, length - 1)] - doppler_Hz[step]) / step_s,
    ),
    freeSpaceLoss_dB,
    gas_dB,
    cloud_dB,
    rain_dB,
    scintillation_dB,
    atmosphericLoss_dB,
    eirp_dBW,
    gOverT_dBK,
    cn0_dBHz,
    cn_dB,
    ci_dB,
    cnir_dB,
    esn0_dB,
    modcod,
    rate_bps: Float64Array.from(modcod, rate_bps),
    userCnir_dB: cnir_dB,
    feederCnir_dB: column(() => Number.POSITIVE_INFINITY),
    sources: [],
  };
}

function centralAngle_rad(elevation_deg: number): number {
  const elevation = elevation_deg * rad;
  return Math.acos((sphericalEarthRadius_m / (sphericalEarthRadius_m + altitude_m)) * Math.cos(elevation)) - elevation;
}

function idealModcod(esn0_dB: number): number {
  let best = -1;
  modcods.forEach((name, index) => {
    const modcod = modcodByName(name)!;
    if (modcod.threshold_dB <= esn0_dB && (best < 0 || rate_bps(index) > rate_bps(best))) best = index;
  });
  return best;
}

function rate_bps(index: number): number {
  return index < 0 ? 0 : modcodByName(modcods[index])!.printedEfficiency * symbolRate_Hz;
}

function budgetFixture(timeline: LinkTimeline, step: number, options: FixtureOptions): LinkBudget {
  const { isFixed = false, isTransparent = false, hasInterference = true } = options;
  const at = (column: Float64Array) => column[step];
  const elevation = { name: "elevation", value: at(timeline.elevation_deg), unit: "deg" };
  const range = { name: "slant range", value: at(timeline.slantRange_m) / 1e3, unit: "km" };
  const items: BudgetItem[] = [
    item("saturatedPower_dBW", "Saturated output power", 11, "dBW", "level", "given", "scenario"),
    item("outputBackOff_dB", "Output back-off", 2.5, "dB", "loss", "given", "scenario"),
    item("transmitFeederLoss_dB", "Transmit feeder loss", 0.5, "dB", "loss", "given", "scenario"),
    item(
      "transmitGain_dBi",
      "Transmit antenna gain towards the receiver",
      31.6,
      "dBi",
      "gain",
      "G(theta)",
      "3GPP TR 38.811, 6.4.1 (circular aperture)",
    ),
    item(
      "eirp_dBW",
      "EIRP towards the receiver",
      at(timeline.eirp_dBW),
      "dBW",
      "result",
      "P_sat - OBO - L_feeder + G",
      "definition",
    ),
    item(
      "freeSpaceLoss_dB",
      "Free-space loss",
      at(timeline.freeSpaceLoss_dB),
      "dB",
      "loss",
      "20 log10(4 pi d f / c)",
      "ITU-R P.525-4, equation 4",
      [range],
    ),
    item("gas_dB", "Gas", at(timeline.gas_dB), "dB", "information", "model", "ITU-R P.676-13, Annex 2", [elevation]),
    item("cloud_dB", "Cloud", at(timeline.cloud_dB), "dB", "information", "model", "ITU-R P.840-9", [elevation]),
    item("rain_dB", "Rain", at(timeline.rain_dB), "dB", "information", "model", "ITU-R P.618-14, 2.2.1.1", [elevation]),
    item(
      "scintillation_dB",
      "Scintillation",
      at(timeline.scintillation_dB),
      "dB",
      "information",
      "model",
      "ITU-R P.618-14, 2.4.1",
      [elevation],
    ),
    item(
      "atmosphericLoss_dB",
      "Atmospheric loss, combined",
      at(timeline.atmosphericLoss_dB),
      "dB",
      "loss",
      "AG + sqrt((AR + AC)^2 + AS^2)",
      "ITU-R P.618-14, equation 65",
      [elevation],
    ),
    item(
      "polarisationLoss_dB",
      "Polarisation mismatch",
      0.2,
      "dB",
      "loss",
      "-10 log10 of the matched power share",
      "closed form of two polarisation ellipses",
    ),
    item(
      "receiveGain_dBi",
      "Receive antenna gain towards the transmitter",
      33.8,
      "dBi",
      "information",
      "G(theta)",
      "array factor times element pattern",
    ),
    item(
      "systemTemperature_K",
      "System noise temperature at the antenna flange",
      318.4,
      "K",
      "information",
      "Ta + (L - 1) T0 + L Trx (feeder loss L; Friis)",
      "model",
    ),
    item(
      "gOverT_dBK",
      "G/T",
      at(timeline.gOverT_dBK),
      "dB/K",
      "gain",
      "G - 10 log10(Tsys)",
      "definition, at the antenna flange",
    ),
    item(
      "cn0_dBHz",
      "C/N0",
      at(timeline.cn0_dBHz),
      "dBHz",
      "result",
      "EIRP - losses + G/T - 10 log10(k)",
      "definition; k of SI (2019)",
    ),
    item("cn_dB", "C/N in the link bandwidth", at(timeline.cn_dB), "dB", "result", "C/N0 - 10 log10(B)", "definition"),
    ...(hasInterference
      ? [item("ci_dB", "C/I", at(timeline.ci_dB), "dB", "result", "-10 log10(sum of 10^(-(C/I)i/10))", "definition")]
      : []),
    item(
      "cnir_dB",
      "C/(N+I)",
      at(timeline.cnir_dB),
      "dB",
      "result",
      "-10 log10(10^(-(C/N)/10) + 10^(-(C/I)/10))",
      "definition",
    ),
  ];
  const esn0_dB = at(timeline.cnir_dB) + 10 * Math.log10(1.2) - 1;
  const best = idealModcod(esn0_dB);
  const total: BudgetItem[] = [
    item(
      "delay_ms",
      "Propagation delay, one way",
      at(timeline.delay_s) * 1e3,
      "ms",
      "result",
      "slant range / c, over all hops",
      "definition",
    ),
    item("cn_dB", "C/N", at(timeline.cn_dB), "dB", "result", "the one hop", "definition"),
    item("cn0_dBHz", "C/N0", at(timeline.cn0_dBHz), "dBHz", "result", "C/N + 10 log10(B)", "definition"),
    ...(hasInterference
      ? [item("ci_dB", "C/I", at(timeline.ci_dB), "dB", "result", "sum of reciprocals over the hops", "definition")]
      : []),
    item("cnir_dB", "C/(N+I)", at(timeline.cnir_dB), "dB", "result", "the one hop", "definition"),
    item(
      "esn0_dB",
      "Es/(N0+I0) at the demodulator",
      esn0_dB,
      "dB",
      "result",
      "C/(N+I) + 10 log10(B / Rs) - implementation loss",
      "definition",
      [{ name: "symbol rate", value: symbolRate_Hz / 1e6, unit: "MBd" }],
    ),
    ...(best < 0
      ? []
      : [
          item(
            "margin_dB",
            `Margin of ${modcods[best]}`,
            esn0_dB - modcodByName(modcods[best])!.threshold_dB,
            "dB",
            "result",
            "Es/(N0+I0) - threshold",
            modcodByName(modcods[best])!.table,
          ),
        ]),
    item(
      "rate_Mbps",
      "Net bit rate with ideal adaptation",
      rate_bps(best) / 1e6,
      "Mbps",
      "result",
      "payload bits of a PLFRAME / its duration",
      "EN 302 307-1, 5.1, 5.3 and 5.5",
      [{ name: "MODCOD", value: modcods[best] ?? "none: below the lowest threshold", unit: "" }],
    ),
  ];
  return {
    ...(isFixed ? {} : { time_ms: start_ms + step * timeline.step_s * 1e3 }),
    elevation_deg: at(timeline.elevation_deg),
    hops: isTransparent
      ? [
          { name: "feeder link", elevation_deg: at(timeline.elevation_deg), items },
          { name: "user link", elevation_deg: at(timeline.elevation_deg), items },
        ]
      : [{ name: "user link", elevation_deg: at(timeline.elevation_deg), items }],
    total,
    margins: modcods.map((name) => {
      const { threshold_dB } = modcodByName(name)!;
      return { modcod: name, threshold_dB, margin_dB: esn0_dB - threshold_dB };
    }),
  };
}

function item(
  key: string,
  label: string,
  value: number,
  unit: string,
  role: BudgetItem["role"],
  formula: string,
  source: string,
  inputs: BudgetItem["inputs"] = [],
): BudgetItem {
  return { key, label, value, unit, role, formula, source, inputs };
}

function abstractedFixture(timeline: LinkTimeline): AbstractedResult {
  const { length } = timeline;
  const column = (of: (step: number) => number) => Float64Array.from({ length }, (_, step) => of(step));
  const wobble = (step: number, period: number) => Math.sin(step / period) * Math.sin(step / (period * 2.7));
  const offered_bps = column((step) => 100e6 * (1 + 0.004 * wobble(step, 1.3)));
  const modcod = timeline.modcod.map((index, step) => Math.max(-1, index - (step % 23 < 3 ? 2 : 1)));
  const delivered_bps = column((step) => Math.min(offered_bps[step], rate_bps(modcod[step]) * 0.985));
  const queue_bit = column((step) =>
    delivered_bps[step] < 99e6 ? 7.4e6 * (1 - 0.05 * wobble(step, 3)) : 1.2e5 * (1 + 0.4 * wobble(step, 2)),
  );
  const latency_s = column(
    (step) => timeline.delay_s[step] + 0.002 + queue_bit[step] / Math.max(delivered_bps[step], 1e6),
  );
  const none = new Float64Array(length);
  const lost: Readonly<Record<LossCause, Float64Array>> = {
    overflow: column((step) => Math.max(0, (offered_bps[step] - delivered_bps[step] - 4e5) / 12_000)),
    arqExhausted: column((step) => (step % 61 === 17 ? 2 : 0)),
    outage: none,
    frameError: none,
  };
  const offered = offered_bps.reduce((sum, rate) => sum + rate / 12_000, 0);
  return {
    replications: 8,
    stoppedBy: "relativeError",
    packets: Math.round(offered),
    frames: 2 * Math.round(offered),
    series: { offered_bps, delivered_bps, modcod, queue_bit, latency_s, lostPackets: lost },
    latencyCdf: {
      latency_s: Float64Array.from({ length: 151 }, (_, index) => tailLatency_s(index / 30)),
      probability: Float64Array.from({ length: 151 }, (_, index) => (index === 150 ? 1 : 1 - 10 ** (-index / 30))),
    },
    latencyParts_s: {
      queueing: within(0.0187, 0.0009),
      transmission: within(0.00061, 0.00001),
      propagation: within(0.00342, 0),
      retransmission: within(0.00013, 0.00002),
      processing: within(0.002, 0),
    } satisfies Record<LatencyPart, Estimate>,
    lossRatio: Object.fromEntries(
      lossCauses.map((cause) => {
        const ratio = lost[cause].reduce((sum, count) => sum + count, 0) / offered;
        return [cause, within(ratio, ratio * 0.06)];
      }),
    ) as Record<LossCause, Estimate>,
  };
}

/** Latency that one packet in 10^decades exceeds, linear between a few points that fit the key figures. */
function tailLatency_s(decades: number): number {
  const points = [
    [0, 4.9],
    [0.301, 7.214],
    [1, 61],
    [1.301, 92.4],
    [2, 97.1],
    [3, 104],
    [4, 121],
    [5, 139],
  ];
  const above = points.findIndex(([at]) => at >= decades);
  if (above <= 0) return points[0][1] / 1e3;
  const [[from, low], [to, high]] = [points[above - 1], points[above]];
  return (low + ((decades - from) / (to - from)) * (high - low)) / 1e3;
}

function macFiguresFixture(timeline: LinkTimeline, { series, lossRatio }: AbstractedResult): Record<string, Estimate> {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const loss = lossCauses.reduce((sum, cause) => sum + lossRatio[cause].value, 0);
  return {
    offeredThroughput_Mbps: within(mean(series.offered_bps) / 1e6, 0.02),
    throughput_Mbps: within(mean(series.delivered_bps) / 1e6, 0.13),
    spectralEfficiency_bpsHz: within(mean(series.delivered_bps) / bandwidth_Hz, 0.0013),
    latencyMean_ms: within(24.86, 0.93),
    latencyMedian_ms: within(7.214, 0.041),
    latencyP95_ms: within(92.4, 2.2),
    latencyP99_ms: within(97.1, 1.4),
    latencyQueueing_ms: within(18.7, 0.9),
    latencyTransmission_ms: within(0.61, 0.01),
    latencyPropagation_ms: within(3.42, 0),
    latencyRetransmission_ms: within(0.13, 0.02),
    latencyProcessing_ms: within(2, 0),
    jitter_ms: within(0.141, 0.006),
    packetLoss: within(loss, loss * 0.06),
    packetLossOverflow: lossRatio.overflow,
    packetLossArqExhausted: lossRatio.arqExhausted,
    packetLossOutage: lossRatio.outage,
    packetLossFrameError: lossRatio.frameError,
    frameErrorRate: within(3.1e-5, 0.9e-5),
    availability: within(timeline.rate_bps.filter((rate) => rate > 0).length / timeline.length, 0),
    utilisation: within(0.871, 0.004),
  };
}

function indexOfExtreme({ elevation_deg }: LinkTimeline, isBetter: (a: number, b: number) => boolean): number {
  return elevation_deg.reduce((best, value, step) => (isBetter(value, elevation_deg[best]) ? step : best), 0);
}

function mapped<Key extends string, Value>(
  record: Readonly<Record<Key, Value>>,
  of: () => Estimate,
): Record<Key, Estimate> {
  return Object.fromEntries(Object.keys(record).map((key) => [key, of()])) as Record<Key, Estimate>;
}

function exact(value: number): Estimate {
  return { value, low: value, high: value, confidence: 1 };
}

function within(value: number, halfWidth: number): Estimate {
  return { value, low: value - halfWidth, high: value + halfWidth, confidence: 0.95 };
}

function scenarioFixture({
  fidelity = "abstracted",
  isFixed = false,
  title,
  step_s = 1,
  hasInterference = true,
}: FixtureOptions): Scenario {
  const circular = { kind: "rhcp", tilt_deg: 45 } as const;
  return {
    title: title ?? "Ka-band user downlink, one pass of KUIPER-00008 over Austin (fixture)",
    orbit: isFixed
      ? { kind: "fixed", elevation_deg: 35, azimuth_deg: 120, altitude_m }
      : {
          kind: "tle",
          name: "KUIPER-00008",
          line1: "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992",
          line2: "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259",
        },
    time: { start_ms: Date.UTC(2025, 11, 1), duration_s: "nextPass", step_s },
    site: {
      name: "Austin, Texas",
      latitude_deg: 30.2672,
      longitude_deg: -97.7431,
      altitude_m: 150,
      minimumElevation_deg,
      climate: {
        rainRate001_mmh: 51.5,
        rainHeight_km: 4.42,
        temperature_K: 293.2,
        pressure_hPa: 1013.25,
        vapourDensity_gm3: 20.6,
      },
    },
    link: {
      direction: "downlink",
      carrier_Hz,
      bandwidth_Hz,
      polarisation: circular,
      payload: { kind: "regenerative" },
      interference: {
        coChannel_dB: hasInterference ? 20 : Number.POSITIVE_INFINITY,
        adjacentChannel_dB: Number.POSITIVE_INFINITY,
        crossPolar_dB: Number.POSITIVE_INFINITY,
        intermodulation_dB: Number.POSITIVE_INFINITY,
      },
    },
    satellite: {
      antenna: {
        pattern: { kind: "circularAperture", diameter_m: 0.5, efficiency: 0.6 },
        mount: { kind: "tracking" },
        pointingError_deg: 0.1,
        polarisation: "circular",
        axialRatio_dB: 1,
      },
      transmitter: { kind: "amplifier", saturatedPower_dBW: 11, outputBackOff_dB: 2.5, feederLoss_dB: 0.5 },
    },
    terminal: {
      antenna: {
        pattern: {
          kind: "planarArray",
          rows: 40,
          columns: 40,
          rowSpacing: 0.5,
          columnSpacing: 0.5,
          elementGain_dBi: 5,
          elementExponent: 1.3,
          taper: "uniform",
          loss_dB: 0.5,
          scanLimit_deg: 70,
        },
        mount: { kind: "zenith" },
        pointingError_deg: 0.2,
        polarisation: "circular",
        axialRatio_dB: 2,
      },
      receiver: {
        kind: "noiseFigure",
        noiseFigure_dB: 1.5,
        antennaTemperature_K: 60,
        feederLoss_dB: 0.3,
        ambientTemperature_K: 290,
      },
    },
    propagation: {
      gas: "p676Annex2",
      rain: "p618",
      cloud: "p840",
      scintillation: "p618",
      clutter: "none",
      shadowing_dB: 0,
      condition: { kind: "availability", availability_pct: 99.5 },
    },
    waveform: dvbWaveform,
    receiver: defaultReceiver({ kind: "dvbS2x" }),
    mac: {
      traffic: {
        source: { kind: "constantBitRate", rate_bps: 100e6 },
        packetSize: { kind: "fixed", size_bit: 12_000 },
      },
      queue: { capacity_bit: 8e6, discipline: { kind: "dropTail" } },
      adaptation: {
        mode: { kind: "acm" },
        margin_dB: 0.5,
        hysteresis_dB: 0.3,
        processingDelay_s: 0.02,
        reportInterval_s: 0.1,
        estimationError_dB: 0.3,
      },
      arq: { kind: "selectiveRepeat", maxRetransmissions: 2, feedbackDelay_s: 0.005 },
      processingDelay_s: 0.002,
    },
    run: {
      fidelity,
      seed: 20251201,
      replications: { minimum: 4, maximum: 32, relativeError: 0.01 },
      bitTrue: { windows: 4 },
    },
  };
}

function scenarioTextFixture(title: string): string {
  return `# A made-up scenario for tests.
title: ${title}

orbit:
  tle:
    name: KUIPER-00008
    line1: "1 63724U 25088A   25334.98169249  .00003154  00000+0  27297-3 0  9992"
    line2: "2 63724  51.8899 176.8893 0010888 132.6246 227.5645 14.99833878 33259"

time:
  start: 2025-12-01T00:00:00Z
  duration: nextPass        # from rise to set above the site's minimum elevation
  step: 1 s

site:
  name: Austin, Texas
  latitude: 30.2672 deg
  longitude: -97.7431 deg
`;
}
