import { rowPorts } from "../channel/antenna-row.js";
import { withBranchLevels } from "../channel/branch-levels.js";
import { delayedChannel } from "../channel/delayed-channel.js";
import { fadingChannel } from "../channel/fading-channel.js";
import type { FadingSpec } from "../channel/fading-spec.js";
import type { MultipathChannel } from "../channel/multipath-channel.js";
import type { PortCorrelation } from "../channel/port-correlation.js";
import type { SkyTrack } from "../channel/user-track.js";
import { complexMatrix } from "../complex-matrix.js";
import { dB } from "../decibel.js";
import type { MacRandom } from "../mac/mac-config.js";
import type { RunWindows } from "../mac/run-windows.js";
import { flatGridChannel, type GridChannel, multipathGridChannel } from "../receiver/grid-channel.js";
import type { LinkSnapshot } from "../receiver/link-snapshot.js";
import type { NrSharedChannel } from "../receiver/nr-shared-channel.js";
import { NrSlotLink } from "../receiver/nr-slot-link.js";
import type { NrTransmitter } from "../receiver/nr-slot-transmitter.js";
import type { ModemImpairments } from "../rf/modem-impairments.js";
import type { Antennas, CoChannelSignal } from "../scenario/antennas.js";
import { nrChannel, nrSlot_s, ownSignal, type WaveformLink } from "../scenario/nr-link.js";
import { nrPrecoder } from "../scenario/nr-precoder.js";
import type { NrReceiver } from "../scenario/nr-receiver.js";
import { nrDetection, nrFrontEnd } from "../scenario/nr-receiver-settings.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import {
  type CountedFrameLink,
  type FrameLinkCounts,
  noLinkFrames,
  type OtherUserCounts,
} from "./frame-link-counts.js";
import type { FrameNoise } from "./frame-noise.js";

/** What a worker builds the slots of an NR link from; plain data. */
export interface NrFrameJob {
  readonly kind: "nr";
  readonly waveform: NrWaveform;
  readonly link: WaveformLink;
  readonly receiver: NrReceiver;
  readonly impairments: ModemImpairments;
  readonly antennas: Antennas;
  readonly coChannel: readonly CoChannelSignal[];
  /** Fading of every signal, each with a realisation of its own; none if left out. */
  readonly channel?: { readonly spec: FadingSpec; readonly sky?: SkyTrack };
}

/** Realisations of the own link's fading have the numbers of replications; there are never so many. */
const realisationsOfASignal = 2 ** 40;

/** Slots of NR, bit by bit, in the windows of one replication: the own signal and all others on its resource elements. */
export class NrFrames implements CountedFrameLink {
  readonly windows: RunWindows;
  readonly others: readonly { -readonly [Key in keyof OtherUserCounts]: OtherUserCounts[Key] }[];
  readonly #job: NrFrameJob;
  readonly #random: MacRandom;
  readonly #noise: FrameNoise;
  readonly #own: MultipathChannel | undefined;
  readonly #links = new Map<number, NrSlotLink>();
  readonly #bits: Float64Array;
  readonly #amplitudes: Float64Array;
  readonly #counts: { -readonly [Key in keyof FrameLinkCounts]: number } = { ...noLinkFrames };
  #slot = 0;
  #last: NrSlotLink | undefined;

  /** @param own  the replication's realisation, between both rows of antennas; none if left out */
  constructor(job: NrFrameJob, random: MacRandom, windows: RunWindows, noise: FrameNoise, own?: MultipathChannel) {
    const { waveform, link, coChannel } = job;
    this.windows = windows;
    this.#job = job;
    this.#random = random;
    this.#noise = noise;
    this.#own = own;
    this.#bits = Float64Array.from(waveform.mcs, (mcs) => sharedChannel(waveform, link, mcs).transportBlockBits);
    this.#amplitudes = new Float64Array(1 + coChannel.length);
    this.others = coChannel
      .filter(({ role }) => role === "user")
      .map(({ name }) => ({ name, blocks: 0, blockErrors: 0, delivered_bit: 0 }));
  }

  get counts(): FrameLinkCounts {
    return this.#counts;
  }

  send(format: number, start_s: number, isCounted: boolean): boolean {
    const { waveform, coChannel } = this.#job;
    const link = this.#link(format);
    const middle_s = start_s + nrSlot_s(waveform) / 2;
    nrAmplitudes(1 / Math.sqrt(this.#noise.variance(middle_s)), coChannel, this.#amplitudes);
    const fates = link.send(this.#slot++, start_s, this.#amplitudes);
    this.#last = link;
    const [own] = fates;
    if (!isCounted) return own.isLost;
    const counts = this.#counts;
    counts.frames++;
    if (own.isLost) counts.frameErrors++;
    if (own.isUndetected) counts.undetectedErrors++;
    counts.informationBits += this.#bits[format];
    counts.bitErrors += own.bitErrors;
    counts.iterations += own.iterations;
    counts.squaredEvm += own.evm ** 2;
    counts.measuredSinr_dB -= 20 * Math.log10(own.evm);
    // Of a layer: they share the power.
    counts.expectedSinr_dB += this.#noise.faded_dB(start_s, nrSlot_s(waveform)) - dB(waveform.layers);
    for (const other of this.others) {
      const fate = fates.find(({ name }) => name === other.name);
      if (!fate) continue;
      other.blocks++;
      if (fate.isLost) other.blockErrors++;
      else other.delivered_bit += this.#bitsOf(other.name);
    }
    return own.isLost;
  }

  snapshot(): LinkSnapshot | undefined {
    return this.#last?.snapshot();
  }

  #bitsOf(name: string): number {
    const { waveform, link, coChannel } = this.#job;
    const signal = coChannel.find((other) => other.name === name);
    return signal ? sharedChannel({ ...waveform, layers: 1 }, link, signal.mcs).transportBlockBits : 0;
  }

  #link(format: number): NrSlotLink {
    const found = this.#links.get(format);
    if (found) return found;
    const made = nrSlotLink(this.#job, format, this.#random, this.#own);
    this.#links.set(format, made);
    return made;
  }

  toString(): string {
    return `NrFrames(${this.#job.waveform.mcs.length} MCS, ${this.#job.coChannel.length} others, ${this.windows})`;
  }
}

/** Amplitudes of the own signal and all others over the rms noise of a branch. */
export function nrAmplitudes(own: number, others: readonly CoChannelSignal[], out: Float64Array): void {
  out[0] = own;
  for (let i = 0; i < others.length; i++) out[1 + i] = own * 10 ** (others[i].level_dB / 20);
}

/**
 * The link of a scenario's signals with the own one at one of its MCS, amplitudes 1.
 *
 * @param own  the own signal's channel between both rows of antennas; that of a line of sight without fading if left out
 */
export function nrSlotLink(job: NrFrameJob, format: number, random: MacRandom, own?: MultipathChannel): NrSlotLink {
  const { waveform, link, receiver, impairments, antennas, coChannel } = job;
  const { amplifier, ...receiverImpairments } = impairments;
  const transmitImpairments = amplifier && { impairments: { amplifier } };
  const ownChannel = nrChannel(waveform, link, { mcs: waveform.mcs[format], firstPort: 0, number: 0 });
  const precoder = nrPrecoder(antennas, waveform, link.direction);
  const transmitters: NrTransmitter[] = [
    {
      name: ownSignal,
      sharedChannel: ownChannel,
      channel: gridChannel(own ?? nrOwnChannel(job, random), ownChannel, receiver),
      amplitude: 1,
      isDecoded: true,
      ...(precoder && { precoder: { ports: precoder.rows, re: precoder.re, im: precoder.im } }),
      ...transmitImpairments,
    },
  ];
  // Reference signals of users and known signals are orthogonal: each its own ports.
  let firstPort = waveform.layers;
  for (const [index, signal] of coChannel.entries()) {
    const number = 1 + index;
    const isForeign = signal.role === "unknown";
    const shared = nrChannel({ ...waveform, layers: 1 }, link, {
      mcs: signal.mcs,
      firstPort: isForeign ? 0 : firstPort,
      number,
      isForeign,
    });
    if (!isForeign) firstPort++;
    transmitters.push({
      name: signal.name,
      sharedChannel: shared,
      channel: gridChannel(signalChannel(job, signal, number, random), shared, receiver),
      amplitude: 1,
      isDecoded: !isForeign,
      impairments: {
        ...transmitImpairments?.impairments,
        ...(signal.frequencyOffset_Hz !== 0 && { frequencyOffset_Hz: signal.frequencyOffset_Hz }),
      },
    });
  }
  return new NrSlotLink({
    transmitters,
    frontEnd: nrFrontEnd(receiver, waveform),
    receiver: nrDetection(receiver),
    decoder: receiver.decoder,
    impairments: receiverImpairments,
    seed: random.seed,
    replication: random.replication,
  });
}

/** The own signal's channel between both rows of antennas; undefined for a gain of 1 between single ones. */
function nrOwnChannel(
  { antennas, channel, link }: Pick<NrFrameJob, "antennas" | "channel" | "link">,
  { seed, replication }: MacRandom,
): MultipathChannel | undefined {
  const made = realisation(channel, link, seed, replication, antennaPorts(antennas));
  return withLevels(made, antennas.receive.levels_dB);
}

/** Levels of the receive antennas, where they differ. */
function withLevels(
  channel: MultipathChannel | undefined,
  levels_dB: readonly number[] | undefined,
): MultipathChannel | undefined {
  return channel && levels_dB ? withBranchLevels(channel, levels_dB) : channel;
}

/** Ports of the own signal's channel; undefined for single antennas at both ends. */
export function antennaPorts({ receive, transmit }: Antennas): PortCorrelation | undefined {
  const isSingle = receive.count === 1 && transmit.count === 1 && !receive.levels_dB;
  return isSingle ? undefined : rowPorts(receive, receive.angle_deg, transmit, transmit.angle_deg);
}

function signalChannel(
  { antennas, channel, link }: NrFrameJob,
  { angle_deg, delay_s, levels_dB }: CoChannelSignal,
  number: number,
  { seed, replication }: MacRandom,
): MultipathChannel | undefined {
  const { receive } = antennas;
  const single = { count: 1, spacing: 0.5, correlation: 0 };
  const ports = rowPorts(receive, angle_deg, single, 0);
  const made = withLevels(
    realisation(channel, link, seed, number * realisationsOfASignal + replication, ports),
    levels_dB ?? receive.levels_dB,
  );
  return made && delay_s > 0 ? delayedChannel(made, delay_s) : made;
}

function realisation(
  channel: NrFrameJob["channel"],
  { carrier_Hz }: WaveformLink,
  seed: number,
  number: number,
  ports: PortCorrelation | undefined,
): MultipathChannel | undefined {
  return fadingChannel(channel?.spec ?? { kind: "awgn" }, carrier_Hz, { seed, number }, channel?.sky, ports);
}

function gridChannel(
  channel: MultipathChannel | undefined,
  { subcarriers, layout }: NrSharedChannel,
  { decoder }: NrReceiver,
): GridChannel {
  if (!channel) {
    const one = complexMatrix(1, 1);
    one.re[0] = 1;
    return flatGridChannel(one);
  }
  const spacing_Hz = layout.numerology.subcarrierSpacing_Hz;
  const grid = { subcarriers, spacing_Hz, first_Hz: -spacing_Hz * (subcarriers / 2) };
  return multipathGridChannel(channel, grid, decoder.backend);
}

function sharedChannel(waveform: NrWaveform, link: WaveformLink, mcs: number): NrSharedChannel {
  return nrChannel(waveform, link, { mcs, firstPort: 0, number: 0 });
}
