import { dopplerRate_Hzs, dopplerShift_Hz } from "../geometry/look-angles.js";
import type { LinkState, SignalState } from "./link-state.js";
import type { LinkTimeline } from "./run-result.js";
import type { RunSpan } from "./run-span.js";

/** What a column of the time line shows of a state, in sight or not. */
const geometryColumns = {
  azimuth_deg: ({ view }: LinkState) => view.azimuth_deg,
  elevation_deg: ({ view }: LinkState) => view.elevation_deg,
  slantRange_m: ({ view }: LinkState) => view.slantRange_m,
  rangeRate_ms: ({ view }: LinkState) => view.rangeRate_ms,
  doppler_Hz: ({ view }: LinkState, carrier_Hz: number) => dopplerShift_Hz(view.rangeRate_ms, carrier_Hz),
  dopplerRate_Hzs: ({ view }: LinkState, carrier_Hz: number) => dopplerRate_Hzs(view.rangeAcceleration_ms2, carrier_Hz),
};

/** What a column shows of a link in sight; NaN where it is not. */
const signalColumns = {
  delay_s: ({ delay_s }: SignalState) => delay_s,
  freeSpaceLoss_dB: ({ user }: SignalState) => user.freeSpaceLoss_dB,
  gas_dB: ({ user }: SignalState) => user.attenuation.gas_dB,
  cloud_dB: ({ user }: SignalState) => user.attenuation.cloud_dB,
  rain_dB: ({ user }: SignalState) => user.attenuation.rain_dB,
  scintillation_dB: ({ user }: SignalState) => user.attenuation.scintillation_dB,
  atmosphericLoss_dB: ({ user }: SignalState) => user.attenuation.total_dB,
  eirp_dBW: ({ user }: SignalState) => user.eirp_dBW,
  gOverT_dBK: ({ user }: SignalState) => user.gOverT_dBK,
  cn0_dBHz: ({ cn0_dBHz }: SignalState) => cn0_dBHz,
  cn_dB: ({ cn_dB }: SignalState) => cn_dB,
  ci_dB: ({ ci_dB }: SignalState) => ci_dB,
  cnir_dB: ({ cnir_dB }: SignalState) => cnir_dB,
  userCnir_dB: ({ user }: SignalState) => user.cnir_dB,
  feederCnir_dB: ({ feeder }: SignalState) => feeder?.cnir_dB ?? Number.POSITIVE_INFINITY,
};

type GeometryColumn = keyof typeof geometryColumns;
type SignalColumn = keyof typeof signalColumns;

/**
 * The link at `length` moments, `step_s` apart. Geometry stands at every step; where the link is out of sight the
 * budget's columns are NaN, Es/(N0+I0) is -Infinity and the rate 0.
 */
export function linkTimeline(
  stateAt: (time_ms: number) => LinkState,
  { start_ms, step_s, length }: RunSpan,
  carrier_Hz: number,
): LinkTimeline {
  const visible = new Uint8Array(length);
  const satellite = new Int32Array(length);
  const modcod = new Int16Array(length).fill(-1);
  const esn0_dB = new Float64Array(length).fill(Number.NEGATIVE_INFINITY);
  const rate_bps = new Float64Array(length);
  const geometryNames = Object.keys(geometryColumns) as GeometryColumn[];
  const signalNames = Object.keys(signalColumns) as SignalColumn[];
  const geometry = emptyColumns(geometryNames, length);
  const signals = emptyColumns(signalNames, length);
  const sources: { name: string; ci_dB: Float64Array }[] = [];
  for (let step = 0; step < length; step++) {
    const state = stateAt(start_ms + step * step_s * 1e3);
    const { signal } = state;
    satellite[step] = state.view.satellite;
    for (const name of geometryNames) geometry[name][step] = geometryColumns[name](state, carrier_Hz);
    for (const name of signalNames) signals[name][step] = signal ? signalColumns[name](signal) : Number.NaN;
    if (!signal) continue;
    for (const [index, { name, ci_dB }] of signal.user.sources.entries()) {
      sources[index] ??= { name, ci_dB: new Float64Array(length).fill(Number.NaN) };
      sources[index].ci_dB[step] = ci_dB;
    }
    visible[step] = 1;
    modcod[step] = signal.modcod;
    esn0_dB[step] = signal.esn0_dB;
    rate_bps[step] = signal.rate_bps;
  }
  return { start_ms, step_s, length, visible, satellite, modcod, esn0_dB, rate_bps, sources, ...geometry, ...signals };
}

function emptyColumns<Name extends string>(names: readonly Name[], length: number): Record<Name, Float64Array> {
  return Object.fromEntries(names.map((name) => [name, new Float64Array(length)])) as Record<Name, Float64Array>;
}
