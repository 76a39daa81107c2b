import { BranchTransform } from "./branch-transform.js";
import { type GroupCovariances, InterferenceWhitening } from "./interference-whitening.js";
import { NrChannelEstimator } from "./nr-channel-estimator.js";
import { NrCommonPhase } from "./nr-common-phase.js";
import type { NrPilots } from "./nr-pilot-comb.js";
import { NrResidualNoise } from "./nr-residual-noise.js";
import type { NrSharedChannel } from "./nr-shared-channel.js";
import type { PhaseTracking } from "./phase-track.js";
import type { DelayProfile } from "./pilot-statistics.js";
import type { ReceivedBlock } from "./received-block.js";
import type { ChannelStatistics } from "./separable-filter.js";

/** How a receiver comes to the channel of the data. */
export type NrEstimation =
  /** Known: the gains of the wanted part, common phase and amplifiers' gains in them. */
  | { readonly kind: "perfect" }
  | { readonly kind: "linear" }
  /** With the statistics that each transmitter states, and mean powers as its amplitude has them. */
  | { readonly kind: "wiener"; readonly taps?: number }
  | { readonly kind: "estimatedWiener"; readonly delayProfile: DelayProfile; readonly taps?: number };

/** How a receiver takes what interferes. */
export type NrInterference =
  /** As a part of white noise, the same in all branches. */
  | { readonly kind: "white" }
  /** By its covariance over the branches in groups of resource blocks (MMSE-IRC), known or estimated at the DM-RS. */
  | { readonly kind: "covariance"; readonly source: "known" | "estimated"; readonly groupBlocks: number };

export interface NrFrontEndSettings {
  readonly estimation: NrEstimation;
  /** Offset between DM-RS symbols that is taken out before filters over time. */
  readonly tracking: PhaseTracking;
  /** Phase of each symbol that is taken out by PT-RS; none if left out. */
  readonly commonPhase?: "none" | "ptrs";
  /** `known`: that of the thermal noise alone; `estimated`: from what is left at the DM-RS, interference and distortion in it. */
  readonly noise: "known" | "estimated";
  readonly interference: NrInterference;
}

/** A transmitter that is decoded, as the front end must know it. */
export interface NrWantedTransmitter {
  readonly sharedChannel: NrSharedChannel;
  readonly statistics?: ChannelStatistics;
}

/** Where a receiver is told what it does not estimate. */
export interface NrChannelTruth {
  /** Writes the channel of all wanted layers, `[receive][layer][element]`. */
  channel(hRe: Float32Array, hIm: Float32Array): void;
  /** Writes the mean power of each wanted layer's channel. */
  powers(power: Float64Array): void;
  /** Writes the covariance of noise and interference, `[group][receive][receive]`. */
  covariance(groupOfElement: Int32Array, re: Float64Array, im: Float64Array): void;
}

/** Variance of the thermal noise of a branch: the unit of all powers here. */
const thermalNoise = 1;

/**
 * From the grids at the receive branches to a block of data elements with its channel and white noise: estimation of channel,
 * noise and covariance, and whitening. Owns its buffers; one slot after another.
 */
export class NrFrontEnd {
  readonly block: ReceivedBlock;
  /** Shared channels of the wanted transmitters, the order of the block's layers. */
  readonly dataElements: Int32Array;
  readonly estimator: NrChannelEstimator | undefined;
  readonly #settings: NrFrontEndSettings;
  readonly #wanted: readonly NrWantedTransmitter[];
  readonly #noise: NrResidualNoise | undefined;
  readonly #whitening: InterferenceWhitening | undefined;
  readonly #commonPhase: NrCommonPhase | undefined;
  readonly #groupOfElement: Int32Array;
  readonly #groups: number;
  readonly #known: { readonly groups: number; readonly re: Float64Array; readonly im: Float64Array };
  readonly #pilots: NrPilots[];
  readonly #power: Float64Array;
  readonly #errors: Float64Array;
  readonly #transform: BranchTransform;
  readonly #elementsOfGrid: number;

  /** @throws RangeError where transmitters do not share their data elements, or pilots are too few for a covariance */
  constructor(settings: NrFrontEndSettings, wanted: readonly NrWantedTransmitter[], receive: number) {
    const { estimation, tracking, interference } = settings;
    this.#settings = settings;
    this.#wanted = wanted;
    const [{ sharedChannel }] = wanted;
    const { layout, dataElements } = sharedChannel;
    this.dataElements = dataElements;
    this.#elementsOfGrid = layout.elements;
    for (const { sharedChannel: other } of wanted) checkSameElements(dataElements, other.dataElements);
    const layers = wanted.reduce((sum, one) => sum + one.sharedChannel.layers, 0);
    const elements = dataElements.length;
    this.block = {
      receive,
      layers,
      elements,
      yRe: new Float32Array(receive * elements),
      yIm: new Float32Array(receive * elements),
      hRe: new Float32Array(receive * layers * elements),
      hIm: new Float32Array(receive * layers * elements),
      noiseVariance: thermalNoise,
      errorVariance: new Float64Array(layers),
      errorGroups: errorGroups(sharedChannel),
    };
    this.#pilots = this.#pilotsOf(0);
    this.#power = new Float64Array(layers);
    this.#errors = new Float64Array(layers);
    this.#transform = new BranchTransform(receive);
    const { numerology, subcarriers, symbols } = layout;
    const spacing_Hz = numerology.subcarrierSpacing_Hz;
    const symbolTime_s = Float64Array.from(
      { length: symbols },
      (_, symbol) =>
        numerology.symbolStart_s(0, symbol) + numerology.cyclicPrefix_s(0, symbol) + numerology.usefulSymbol_s / 2,
    );
    const transmitter = wanted.flatMap((one, index) => Array.from({ length: one.sharedChannel.layers }, () => index));
    const pilots = this.#pilots;
    const needsPilots =
      estimation.kind !== "perfect" ||
      settings.noise === "estimated" ||
      (interference.kind === "covariance" && interference.source === "estimated");
    if (needsPilots) {
      this.estimator = new NrChannelEstimator({
        receive,
        subcarriers,
        spacing_Hz,
        symbolTime_s,
        pilots,
        transmitter,
        dataElements,
        interpolation: interpolationOf(estimation, wanted),
        tracking,
      });
    }
    if (settings.commonPhase === "ptrs" && estimation.kind !== "perfect") this.#commonPhase = commonPhaseOf(wanted);
    const groupBlocks = interference.kind === "covariance" ? interference.groupBlocks : sharedChannel.blocks;
    const isEstimated = interference.kind === "covariance" && interference.source === "estimated";
    if (this.estimator && (settings.noise === "estimated" || isEstimated)) {
      const longestDelay_s = numerology.cyclicPrefix_s(0, 1);
      const { combs } = this.estimator;
      this.#noise = new NrResidualNoise({
        receive,
        symbols,
        subcarriers,
        spacing_Hz,
        combs,
        pilots,
        groupBlocks,
        longestDelay_s,
      });
    }
    this.#groups = Math.max(1, Math.round(sharedChannel.blocks / groupBlocks));
    this.#groupOfElement = dataElements.map((element) =>
      Math.min(this.#groups - 1, Math.floor((element % subcarriers) / (12 * groupBlocks))),
    );
    const size = this.#groups * receive * receive;
    this.#known = { groups: this.#groups, re: new Float64Array(size), im: new Float64Array(size) };
    if (interference.kind === "covariance") {
      this.#whitening = new InterferenceWhitening(receive, this.#groups, this.#groupOfElement);
      if (isEstimated) checkSamples(this.#noise?.samples, receive, groupBlocks);
    }
  }

  /**
   * Makes the block of a slot.
   *
   * @param y  `[receive][symbol][subcarrier]`
   */
  receive(y: { readonly re: Float32Array; readonly im: Float32Array }, slot: number, truth: NrChannelTruth): void {
    const { estimation, noise, interference } = this.#settings;
    const { block, estimator } = this;
    gather(y.re, this.dataElements, this.#elementsOfGrid, block.receive, block.yRe);
    gather(y.im, this.dataElements, this.#elementsOfGrid, block.receive, block.yIm);
    if (estimator) {
      this.#setPilots(slot);
      estimator.sample(y, this.#pilots);
      this.#noise?.estimate(y, this.#pilots, estimator.samples);
    }
    const variance = this.#noise ? Math.max(this.#noise.meanVariance, 1e-9) : thermalNoise;
    block.noiseVariance = noise === "known" ? thermalNoise : variance;
    const covariance = this.#covariance(truth);
    if (estimation.kind === "perfect") {
      truth.channel(block.hRe, block.hIm);
      block.errorVariance.fill(0);
    } else {
      // Against coloured interference the channel is estimated where the noise is white.
      const inverseTrace = covariance && this.#transform.set(covariance);
      if (covariance) estimator?.transform(this.#transform);
      const isToldPower = estimation.kind === "wiener";
      if (isToldPower) {
        truth.powers(this.#power);
        const scale = inverseTrace === undefined ? 1 : inverseTrace / block.receive;
        for (let layer = 0; layer < block.layers; layer++) this.#power[layer] *= scale;
      }
      const power = isToldPower ? this.#power : undefined;
      const noiseOfPilots = covariance || !this.#noise ? thermalNoise : variance;
      estimator?.estimate(noiseOfPilots, power, block.hRe, block.hIm, block.errorVariance);
      if (covariance) this.#colour();
      this.#commonPhase?.correct(y, this.#wanted[0].sharedChannel.ptrsValues(slot), block);
    }
    if (!covariance) return;
    this.#errors.set(block.errorVariance);
    const samples = interference.kind === "covariance" && interference.source === "estimated" && this.#noise?.samples;
    this.#whitening?.whiten(covariance, samples || undefined, block, this.#errors);
  }

  /** Of noise and interference; undefined where it counts as white. */
  #covariance(truth: NrChannelTruth): GroupCovariances | undefined {
    const { interference } = this.#settings;
    if (interference.kind === "white") return undefined;
    if (interference.source === "estimated") return this.#noise;
    truth.covariance(this.#groupOfElement, this.#known.re, this.#known.im);
    return this.#known;
  }

  /** The channel back from where it was estimated. */
  #colour(): void {
    const { layers, elements, hRe, hIm } = this.block;
    for (let layer = 0; layer < layers; layer++) {
      this.#transform.colour(hRe, hIm, layers * elements, layer * elements, elements);
    }
  }

  #pilotsOf(slot: number): NrPilots[] {
    return this.#wanted.flatMap(({ sharedChannel }) =>
      Array.from({ length: sharedChannel.layers }, (_, layer) => ({
        elements: sharedChannel.dmrsElements(layer),
        ...sharedChannel.dmrsValues(slot, layer),
      })),
    );
  }

  #setPilots(slot: number): void {
    let at = 0;
    for (const { sharedChannel } of this.#wanted) {
      for (let layer = 0; layer < sharedChannel.layers; layer++, at++) {
        const { re, im } = sharedChannel.dmrsValues(slot, layer);
        this.#pilots[at] = { elements: this.#pilots[at].elements, re, im };
      }
    }
  }
}

/** Elements whose estimates come of the same pilots, nearly: those of a resource block around one DM-RS symbol. */
function errorGroups({ layout, dataElements, blocks }: NrSharedChannel): Int32Array {
  const { symbols } = layout.dmrs;
  return dataElements.map((element) => {
    const symbol = Math.floor(element / layout.subcarriers);
    let nearest = 0;
    symbols.forEach((at, i) => {
      if (Math.abs(at - symbol) < Math.abs(symbols[nearest] - symbol)) nearest = i;
    });
    return nearest * blocks + Math.floor((element % layout.subcarriers) / 12);
  });
}

function commonPhaseOf(wanted: readonly NrWantedTransmitter[]): NrCommonPhase {
  const [{ sharedChannel }] = wanted;
  if (wanted.length > 1) {
    throw new RangeError(
      `commonPhase: expected one decoded transmitter with PT-RS, found ${wanted.length}; those of several would collide`,
    );
  }
  const { layout, dataElements, ptrsElements, layers } = sharedChannel;
  return new NrCommonPhase({
    ptrsElements,
    dmrsSymbols: layout.dmrs.symbols,
    dataElements,
    symbols: layout.symbols,
    subcarriers: layout.subcarriers,
    ptrsLayer: layout.ptrs?.layer ?? 0,
    firstLayer: 0,
    layers,
  });
}

function interpolationOf(estimation: NrEstimation, wanted: readonly NrWantedTransmitter[]) {
  switch (estimation.kind) {
    case "perfect":
    case "linear":
      return { kind: "linear" } as const;
    case "estimatedWiener":
      return estimation;
    case "wiener": {
      const statistics = wanted.map((one) => {
        if (!one.statistics) {
          throw new RangeError("NrFrontEnd: expected each wanted transmitter's channel statistics for Wiener filters");
        }
        return one.statistics;
      });
      return { ...estimation, statistics };
    }
  }
}

function gather(
  from: Float32Array,
  elements: Int32Array,
  elementsOfGrid: number,
  receive: number,
  to: Float32Array,
): void {
  const count = elements.length;
  for (let r = 0; r < receive; r++) {
    const grid = r * elementsOfGrid;
    const at = r * count;
    for (let e = 0; e < count; e++) to[at + e] = from[grid + elements[e]];
  }
}

function checkSameElements(one: Int32Array, other: Int32Array): void {
  if (one.length !== other.length || one.some((element, i) => element !== other[i])) {
    throw new RangeError(
      "NrFrontEnd: expected transmitters that share all data elements: give them the same allocation, DM-RS type and " +
        "length, additional positions and CDM groups without data",
    );
  }
}

function checkSamples(samples: Float64Array | undefined, receive: number, groupBlocks: number): void {
  const fewest = samples ? Math.min(...samples) : 0;
  if (!(fewest >= 2 * receive)) {
    throw new RangeError(
      `NrFrontEnd: groupBlocks: expected groups with at least ${2 * receive} independent pilot residuals for ${receive} ` +
        `receive branches, found ${fewest.toFixed(1)} in ${groupBlocks} blocks; take larger groups or more DM-RS`,
    );
  }
}
