import { fromdB } from "../decibel.js";
import { speedOfLight_ms } from "../physics.js";
import { RandomStream } from "../random/random-stream.js";
import {
  ClusteredDelayLine,
  type ElementArray,
  isotropicElement,
  type LinkEnds,
  lineOfSightRay,
  rayCoefficient,
} from "./clustered-delay-line.js";
import { drawnClusters, mostClusters } from "./drawn-clusters.js";
import {
  emptyLargeScaleState,
  LargeScaleParameters,
  type LargeScaleSettings,
  type LargeScaleState,
} from "./large-scale-parameters.js";
import {
  type MultipathChannel,
  type PathSeries,
  type PathState,
  pathState,
  seriesByMoments,
} from "./multipath-channel.js";
import { tr38811CorrelationDistances } from "./tr38811-correlations.data.js";
import type { TrackState, UserTrack } from "./user-track.js";

/** Which realisation; the same seed and number give the same channel. */
export interface Realisation {
  readonly seed: number;
  readonly number: number;
}

export interface LargeScaleChannelSettings {
  readonly surroundings: Omit<LargeScaleSettings, "elevationRule">;
  readonly carrier_Hz: number;
  readonly track: UserTrack;
  /** The user's end; one vertically polarised element that receives alike from everywhere if left out. */
  readonly receive?: ElementArray;
  readonly transmit?: ElementArray;
}

/** Half the width, in standard deviations of the state's process, of the change between line of sight and none. */
const changeWidth = 0.1;
/** Points of the raster on which slow parameters are taken, to a correlation distance or angle. */
const pointsPerCorrelation = 64;
const longestStep_s = 1;
/** Stretches kept of each state; a search for times goes to and fro. */
const keptStretches = 4;
const radian = Math.PI / 180;

/** What changes slowly, at a point of the raster. */
interface SlowState {
  readonly margin: number;
  readonly sightGain_dB: number;
  readonly k_dB: number;
  readonly blockedGain_dB: number;
}

interface Amplitudes {
  lineOfSight: number;
  sight: number;
  blocked: number;
}

/**
 * The channel of a user among surroundings over a pass: 3GPP TR 38.811, 6.7, with the steps of TR 38.901, 7.5.
 *
 * The large-scale parameters (`LargeScaleParameters`) follow the user's way and the satellite's direction; shadow fading,
 * clutter loss and K move with them. Clusters are drawn for stretches: one stretch after another, as long as the delay spread's
 * correlation distance, or the angle of decorrelation, each with the delay spread, angular spreads and cross-polarisation of
 * its middle, and each fading out while the next fades in, by cosine and sine of equal power. Where the line of sight comes or goes, the two
 * channels fade into each other likewise, while the state's process lies within 0.1 standard deviations of its threshold (a
 * choice of ours; TR 38.901, 7.6.3.3, has an arctangent that would leave a line of sight of -30 dB beneath every obstruction).
 *
 * Power is over that of an unobstructed line of sight: shadowing and clutter are part of the gains. Paths: the line of sight,
 * then the clusters of two stretches with, and of two without, a line of sight. A function of time.
 */
export class LargeScaleChannel implements MultipathChannel {
  readonly pathCount: number;
  readonly receivePorts: number;
  readonly transmitPorts: number;
  readonly maximumDoppler_Hz: number;
  readonly #settings: LargeScaleChannelSettings;
  readonly #ends: LinkEnds;
  readonly #parameters: LargeScaleParameters;
  readonly #step_s: number;
  readonly #sight: Stretches;
  readonly #blocked: Stretches;
  readonly #startTurns: number;
  readonly #track: TrackState = { distance_m: 0, turn_deg: 0, elevation_deg: 0, azimuth_deg: 0 };
  readonly #state = emptyLargeScaleState();
  readonly #amplitudes: Amplitudes = { lineOfSight: 0, sight: 0, blocked: 0 };
  #sightAmplitude = new Float64Array(0);
  #blockedAmplitude = new Float64Array(0);
  #first: PathState = {
    excessDelay_s: this.#sightAmplitude,
    gainRe: this.#sightAmplitude,
    gainIm: this.#sightAmplitude,
  };
  #index = Number.NaN;
  #here: SlowState = { margin: 0, sightGain_dB: 0, k_dB: 0, blockedGain_dB: 0 };
  #next = this.#here;

  constructor(settings: LargeScaleChannelSettings, realisation: Realisation) {
    const { surroundings, carrier_Hz, track, receive = isotropicElement, transmit = isotropicElement } = settings;
    const stream = (name: string) => new RandomStream(realisation.seed, `channel.${name}`, realisation.number);
    const { correlationDistances_m = tr38811CorrelationDistances, turnDecorrelation_deg } = surroundings;
    this.#settings = settings;
    this.#ends = { carrier_Hz, receive, transmit };
    this.#parameters = new LargeScaleParameters({ ...surroundings, elevationRule: "linear" }, stream("largeScale"));
    this.#startTurns = stream("lineOfSight").uniform();
    this.receivePorts = receive.positions_m.length;
    this.transmitPorts = transmit.positions_m.length;
    this.maximumDoppler_Hz = (track.speed_ms * carrier_Hz) / speedOfLight_ms;
    const distances = Object.values({ ...correlationDistances_m.lineOfSight, ...correlationDistances_m.noLineOfSight });
    const shortest_m = Math.min(surroundings.losCorrelationDistance_m, ...distances);
    this.#step_s = Math.min(
      longestStep_s,
      shortest_m / (pointsPerCorrelation * track.speed_ms),
      turnDecorrelation_deg / (pointsPerCorrelation * track.mostTurnRate_degs),
    );
    const stretches = (isLineOfSight: boolean, length_m: number | undefined) =>
      new Stretches(
        this.#ends,
        track,
        length_m as number,
        turnDecorrelation_deg,
        mostClusters(surroundings.environment, surroundings.band, isLineOfSight),
        (time_s, number) => this.#clusters(isLineOfSight, time_s, number, realisation),
      );
    this.#sight = stretches(true, correlationDistances_m.lineOfSight.DS);
    this.#blocked = stretches(false, correlationDistances_m.noLineOfSight.DS);
    this.pathCount = 1 + 2 * this.#sight.clusters + 2 * this.#blocked.clusters;
  }

  at(time_s: number, out: PathState): void {
    const { lineOfSight, sight, blocked } = this.#amplitudesAt(time_s);
    out.excessDelay_s[0] = 0;
    this.#lineOfSight(time_s, lineOfSight, out);
    this.#sight.at(time_s, sight, out, 1);
    this.#blocked.at(time_s, blocked, out, 1 + 2 * this.#sight.clusters);
  }

  series(time_s: Float64Array, out: PathSeries): void {
    const { length } = out;
    if (this.receivePorts * this.transmitPorts > 1) {
      seriesByMoments(this, time_s, out);
      return;
    }
    if (this.#sightAmplitude.length !== length) {
      this.#sightAmplitude = new Float64Array(length);
      this.#blockedAmplitude = new Float64Array(length);
      this.#first = { excessDelay_s: new Float64Array(1), gainRe: new Float64Array(1), gainIm: new Float64Array(1) };
    }
    for (let n = 0; n < length; n++) {
      const amplitudes = this.#amplitudesAt(time_s[n]);
      this.#lineOfSight(time_s[n], amplitudes.lineOfSight, this.#first);
      out.excessDelay_s[n] = 0;
      out.gainRe[n] = this.#first.gainRe[0];
      out.gainIm[n] = this.#first.gainIm[0];
      this.#sightAmplitude[n] = amplitudes.sight;
      this.#blockedAmplitude[n] = amplitudes.blocked;
    }
    this.#sight.series(time_s, this.#sightAmplitude, out, 1);
    this.#blocked.series(time_s, this.#blockedAmplitude, out, 1 + 2 * this.#sight.clusters);
  }

  /** The large-scale parameters at a time, those of the state that then holds. */
  parametersAt(time_s: number, out: LargeScaleState): void {
    const place = this.#place(time_s);
    this.#parameters.at(place.distance_m, place.turn_deg, place.elevation_deg, out);
  }

  toString(): string {
    return `TR 38.811 channel, ${this.#parameters}`;
  }

  /** Of the line of sight, of the clusters beside it, and of those without it: all of one state, or a fade between them. */
  #amplitudesAt(time_s: number): Amplitudes {
    const slow = this.#slowAt(time_s);
    const part = Math.max(0, Math.min(1, (slow.margin / changeWidth + 1) / 2));
    const sight = part === 0 ? 0 : Math.sin((Math.PI / 2) * part) * Math.sqrt(fromdB(slow.sightGain_dB));
    const blocked = part === 1 ? 0 : Math.cos((Math.PI / 2) * part) * Math.sqrt(fromdB(slow.blockedGain_dB));
    const k = fromdB(slow.k_dB);
    this.#amplitudes.lineOfSight = sight * Math.sqrt(k / (k + 1));
    this.#amplitudes.sight = sight * Math.sqrt(1 / (k + 1));
    this.#amplitudes.blocked = blocked;
    return this.#amplitudes;
  }

  /** Linear between the points of a raster that does not depend on who asks. */
  #slowAt(time_s: number): SlowState {
    const position = time_s / this.#step_s;
    const index = Math.floor(position);
    if (index !== this.#index) {
      this.#here = index === this.#index + 1 ? this.#next : this.#slow(index);
      this.#next = this.#slow(index + 1);
      this.#index = index;
    }
    const part = position - index;
    const [a, b] = [this.#here, this.#next];
    const between = (low: number, high: number) => low + part * (high - low);
    return {
      margin: between(a.margin, b.margin),
      sightGain_dB: between(a.sightGain_dB, b.sightGain_dB),
      k_dB: between(a.k_dB, b.k_dB),
      blockedGain_dB: between(a.blockedGain_dB, b.blockedGain_dB),
    };
  }

  #slow(index: number): SlowState {
    const { distance_m, turn_deg, elevation_deg } = this.#place(index * this.#step_s);
    const parameters = this.#parameters;
    const state = this.#state;
    const margin = parameters.margin(distance_m, turn_deg, elevation_deg);
    parameters.ofState(true, distance_m, turn_deg, elevation_deg, state);
    const { shadowingGain_dB: sightGain_dB, kFactor_dB: k_dB } = state;
    parameters.ofState(false, distance_m, turn_deg, elevation_deg, state);
    return { margin, sightGain_dB, k_dB, blockedGain_dB: state.shadowingGain_dB - state.clutterLoss_dB };
  }

  #place(time_s: number): TrackState {
    this.#settings.track.at(Math.max(0, time_s), this.#track);
    return this.#track;
  }

  #lineOfSight(time_s: number, amplitude: number, out: PathState): void {
    const { track, carrier_Hz } = this.#settings;
    const { elevation_deg, azimuth_deg } = this.#place(time_s);
    const ray = lineOfSightRay((90 - elevation_deg) * radian, (90 - azimuth_deg) * radian);
    const turns = track.approach_turns(time_s, carrier_Hz) + this.#startTurns;
    const angle = 2 * Math.PI * (turns - Math.floor(turns));
    const [re, im] = [amplitude * Math.cos(angle), amplitude * Math.sin(angle)];
    for (let r = 0, pair = 0; r < this.receivePorts; r++) {
      for (let t = 0; t < this.transmitPorts; t++, pair++) {
        const [cRe, cIm] = rayCoefficient(ray, this.#ends, r, t);
        out.gainRe[pair] = re * cRe - im * cIm;
        out.gainIm[pair] = re * cIm + im * cRe;
      }
    }
  }

  #clusters(isLineOfSight: boolean, time_s: number, number: number, realisation: Realisation): ClusteredDelayLine {
    const { surroundings, track, carrier_Hz } = this.#settings;
    const { environment, band } = surroundings;
    const { distance_m, turn_deg, elevation_deg, azimuth_deg } = this.#place(time_s);
    const state = emptyLargeScaleState();
    this.#parameters.ofState(isLineOfSight, distance_m, turn_deg, elevation_deg, state);
    const name = `channel.clusters.${isLineOfSight ? "sight" : "blocked"}.${number}`;
    const stream = new RandomStream(realisation.seed, name, realisation.number);
    const direction = { elevation_deg, azimuth_deg: 90 - azimuth_deg };
    const clusters = drawnClusters(environment, band, state, direction, stream);
    const [east, north] = track.heading;
    return new ClusteredDelayLine(
      {
        profile: { name: `TR 38.811, ${environment}`, clusters, xpr_dB: state.xpr_dB, elevation_deg },
        carrier_Hz,
        velocity_ms: [track.speed_ms * east, track.speed_ms * north, 0],
        receive: this.#ends.receive,
        transmit: this.#ends.transmit,
      },
      stream,
    );
  }
}

/** The stretches of one state: at each time two of them, one fading out and one fading in. */
class Stretches {
  readonly #kept = new Map<number, { readonly line: ClusteredDelayLine; readonly state: PathState }>();
  readonly #pairs: number;
  readonly #where: TrackState = { distance_m: 0, turn_deg: 0, elevation_deg: 0, azimuth_deg: 0 };
  #place = new Float64Array(0);
  #series?: PathSeries;

  constructor(
    ends: LinkEnds,
    readonly track: UserTrack,
    readonly length_m: number,
    readonly turn_deg: number,
    readonly clusters: number,
    readonly make: (time_s: number, number: number) => ClusteredDelayLine,
  ) {
    this.#pairs = ends.receive.positions_m.length * ends.transmit.positions_m.length;
  }

  /** Writes the paths of both from path `first` on; nothing is computed where the amplitude is 0. */
  at(time_s: number, amplitude: number, out: PathState, first: number): void {
    const size = this.clusters * this.#pairs;
    out.excessDelay_s.fill(0, first, first + 2 * this.clusters);
    out.gainRe.fill(0, first * this.#pairs, first * this.#pairs + 2 * size);
    out.gainIm.fill(0, first * this.#pairs, first * this.#pairs + 2 * size);
    if (amplitude === 0) return;
    const place = this.#placeAt(time_s);
    const number = Math.floor(place);
    const angle = (Math.PI / 2) * (place - number);
    // Even ones first, so that a cluster keeps its path for as long as it lasts.
    const even = number % 2 === 0 ? 0 : 1;
    this.#write(number, time_s, amplitude * Math.cos(angle), out, first + even * this.clusters);
    if (angle > 0)
      this.#write(number + 1, time_s, amplitude * Math.sin(angle), out, first + (1 - even) * this.clusters);
  }

  /** The same at many moments, between single ports. @param amplitude `[time]` */
  series(time_s: Float64Array, amplitude: Float64Array, out: PathSeries, first: number): void {
    const { length } = out;
    out.excessDelay_s.fill(0, first * length, (first + 2 * this.clusters) * length);
    out.gainRe.fill(0, first * length, (first + 2 * this.clusters) * length);
    out.gainIm.fill(0, first * length, (first + 2 * this.clusters) * length);
    if (this.#place.length !== length) this.#place = new Float64Array(length);
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let n = 0; n < length; n++) {
      if (amplitude[n] === 0) continue;
      this.#place[n] = this.#placeAt(time_s[n]);
      low = Math.min(low, Math.floor(this.#place[n]));
      high = Math.max(high, Math.ceil(this.#place[n]));
    }
    for (let number = low; number <= high; number++) this.#addSeries(number, time_s, amplitude, out, first);
  }

  #addSeries(number: number, time_s: Float64Array, amplitude: Float64Array, out: PathSeries, first: number): void {
    const { length } = out;
    const { line } = this.#stretch(number);
    if (this.#series?.length !== length) this.#series = undefined;
    this.#series ??= {
      length,
      excessDelay_s: new Float64Array(this.clusters * length),
      gainRe: new Float32Array(this.clusters * length),
      gainIm: new Float32Array(this.clusters * length),
    };
    const { excessDelay_s, gainRe, gainIm } = this.#series;
    const size = line.pathCount * length;
    line.series(time_s, { length, excessDelay_s, gainRe: gainRe.subarray(0, size), gainIm: gainIm.subarray(0, size) });
    const from = first + (number % 2 === 0 ? 0 : this.clusters);
    for (let n = 0; n < length; n++) {
      const away = Math.abs(this.#place[n] - number);
      if (amplitude[n] === 0 || away >= 1) continue;
      const weight = amplitude[n] * Math.cos((Math.PI / 2) * away);
      for (let path = 0; path < line.pathCount; path++) {
        const [at, to] = [path * length + n, (from + path) * length + n];
        out.excessDelay_s[to] = excessDelay_s[at];
        out.gainRe[to] = weight * gainRe[at];
        out.gainIm[to] = weight * gainIm[at];
      }
    }
  }

  #placeAt(time_s: number): number {
    this.track.at(Math.max(0, time_s), this.#where);
    return this.#where.distance_m / this.length_m + this.#where.turn_deg / this.turn_deg;
  }

  #write(number: number, time_s: number, amplitude: number, out: PathState, first: number): void {
    const { line, state } = this.#stretch(number);
    line.at(time_s, state);
    for (let path = 0; path < line.pathCount; path++) out.excessDelay_s[first + path] = state.excessDelay_s[path];
    for (let i = 0, to = first * this.#pairs; i < line.pathCount * this.#pairs; i++, to++) {
      out.gainRe[to] = amplitude * state.gainRe[i];
      out.gainIm[to] = amplitude * state.gainIm[i];
    }
  }

  #stretch(number: number) {
    const found = this.#kept.get(number);
    if (found) return found;
    const line = this.make(this.track.timeOf(number, this.length_m, this.turn_deg), number);
    const made = { line, state: pathState(line) };
    if (this.#kept.size >= keptStretches) this.#kept.delete(this.#kept.keys().next().value as number);
    this.#kept.set(number, made);
    return made;
  }
}
