import type { GridGains } from "../channel/frequency-response.js";
import { dB } from "../decibel.js";
import type { TransportFormat } from "../phy/transport-format.js";
import { formatRate_bps } from "../phy/transport-format.js";
import type { GridChannel } from "../receiver/grid-channel.js";
import { NrSlotLink } from "../receiver/nr-slot-link.js";
import type { NrTransmitter } from "../receiver/nr-slot-transmitter.js";
import { nrChannel } from "../scenario/nr-link.js";
import type { NrReceiver } from "../scenario/nr-receiver.js";
import { nrDetection, nrFrontEnd } from "../scenario/nr-receiver-settings.js";
import type { NrWaveform } from "../scenario/nr-waveform.js";
import type { Scenario } from "../scenario/scenario.js";
import { linkWaveform } from "./link-waveform.js";
import { groupSinr, type ServedGroup } from "./served-group.js";

/** What became of one user's slots. */
export interface UserSlots {
  readonly drop: number;
  readonly group: number;
  /** Index into the waveform's MCS, -1 where no threshold was met: nothing was sent. */
  readonly format: number;
  readonly slots: number;
  readonly lostSlots: number;
  /** Transport blocks that arrived. */
  readonly delivered_bit: number;
  /** By the gains that were there and by those that the transmitter knew, linear, per resource element. */
  readonly sinr: number;
  readonly knownSinr: number;
}

/**
 * Slots of NR sent to groups of users under a satellite's beams, bit by bit: each user receives its own signal and those of all
 * others of the group through the gains of beams or precoder, and decodes its own transport blocks.
 *
 * A user's MCS is that of the highest rate whose threshold its SINR meets, by what the transmitter knew, with the
 * adaptation's margin and the waveform's implementation loss. Gains stand still over a slot and are constant over the
 * resource blocks of a frequency; each user's receiver follows the delay and Doppler shift of its own signal.
 */
export class BeamSlots {
  readonly slot_s: number;
  readonly #waveform: NrWaveform;
  readonly #receiver: NrReceiver;
  readonly #scenario: Scenario;
  readonly #formats: readonly TransportFormat[];
  /** Of powers per resource element over those in the link's bandwidth. */
  readonly #scale: number;
  readonly #links = new Map<string, UserLink>();
  #slot = 0;

  constructor(scenario: Scenario, waveform: NrWaveform, receiver: NrReceiver) {
    const { formats, filter } = linkWaveform(waveform, scenario.link);
    this.#scenario = scenario;
    this.#waveform = waveform;
    this.#receiver = receiver;
    this.#formats = formats;
    this.#scale = scenario.link.bandwidth_Hz / filter.symbolRate_Hz;
    this.slot_s = formats[0].duration_s;
  }

  /** Sends a group its slots. */
  serve(group: ServedGroup, slots: number): UserSlots[] {
    const sinr = groupSinr(group, group, this.#scale);
    const knownSinr = groupSinr(group, group.known, this.#scale);
    const isServed = group.isServed.every((one) => one === 1);
    const found = group.users.map((_, user): UserSlots => {
      const format = isServed ? this.#best(dB(knownSinr[user])) : -1;
      const kept = { drop: group.drop, group: group.group, format, sinr: sinr[user], knownSinr: knownSinr[user] };
      if (format < 0) return { ...kept, slots, lostSlots: slots, delivered_bit: 0 };
      const link = this.#link(format, group, user);
      link.tune(group, user, this.#scale);
      let lostSlots = 0;
      for (let n = 0; n < slots; n++) {
        const [fate] = link.link.send(this.#slot + n, (this.#slot + n) * this.slot_s);
        if (fate.isLost) lostSlots++;
      }
      // Bits and noise of their own for every user: they are functions of the slot's number.
      this.#slot += slots;
      const delivered_bit = (slots - lostSlots) * this.#formats[format].payload_bit;
      return { ...kept, slots, lostSlots, delivered_bit };
    });
    return found;
  }

  #best(sinr_dB: number): number {
    const margin_dB = this.#scenario.mac.adaptation.margin_dB + this.#waveform.implementationLoss_dB;
    let best = -1;
    for (const [index, format] of this.#formats.entries()) {
      if (format.threshold_dB + margin_dB > sinr_dB) continue;
      if (best < 0 || formatRate_bps(format) > formatRate_bps(this.#formats[best])) best = index;
    }
    return best;
  }

  #link(format: number, group: ServedGroup, user: number): UserLink {
    const signals = signalsOf(group, user).length;
    const key = `${format}:${signals}`;
    const found = this.#links.get(key);
    if (found) return found;
    const made = new UserLink(this.#scenario, this.#waveform, this.#receiver, this.#waveform.mcs[format], signals);
    this.#links.set(key, made);
    return made;
  }
}

/** Signals of the group that reach a user, its own first. */
function signalsOf({ users, frequencies, gainRe, gainIm }: ServedGroup, user: number): number[] {
  const count = users.length;
  const others = users
    .map((_, signal) => signal)
    .filter((signal) => {
      if (signal === user) return false;
      for (let f = 0; f < frequencies; f++) {
        const at = (f * count + user) * count + signal;
        if (gainRe[at] !== 0 || gainIm[at] !== 0) return true;
      }
      return false;
    });
  return [user, ...others];
}

/** A user's receiver with its own signal and others', whose gains are set from group to group. */
class UserLink {
  readonly link: NrSlotLink;
  readonly #channels: readonly BlockGains[];

  constructor(scenario: Scenario, waveform: NrWaveform, receiver: NrReceiver, mcs: number, signals: number) {
    const { amplifier, ...receiverImpairments } = scenario.impairments ?? {};
    const seed = scenario.run.seed;
    this.#channels = Array.from({ length: signals }, () => new BlockGains(12));
    const transmitters = this.#channels.map((channel, index): NrTransmitter => {
      // Each beam is a cell of its own: the others' reference signals and data have other scrambling.
      const signal = { mcs, firstPort: 0, number: index, isForeign: index > 0 };
      const sharedChannel = nrChannel(waveform, scenario.link, signal);
      return {
        name: `signal ${index}`,
        sharedChannel,
        channel,
        amplitude: 1,
        isDecoded: index === 0,
        ...(amplifier && { impairments: { amplifier } }),
      };
    });
    this.link = new NrSlotLink({
      transmitters,
      frontEnd: nrFrontEnd(receiver, waveform),
      receiver: nrDetection(receiver),
      decoder: receiver.decoder,
      impairments: receiverImpairments,
      seed,
      replication: 0,
    });
  }

  /** Gains of a user of a group, over its own noise and what interferes from elsewhere. */
  tune(group: ServedGroup, user: number, scale: number): void {
    const { users, frequencies, gainRe, gainIm, outside } = group;
    const count = users.length;
    const amplitude = Math.sqrt(scale / (1 + scale * outside[user]));
    for (const [index, signal] of signalsOf(group, user).entries()) {
      const re = new Float64Array(frequencies);
      const im = new Float64Array(frequencies);
      for (let f = 0; f < frequencies; f++) {
        const at = (f * count + user) * count + signal;
        re[f] = amplitude * gainRe[at];
        im[f] = amplitude * gainIm[at];
      }
      this.#channels[index].set(re, im);
    }
  }
}

/** A gain for each of equal parts of the band, the same in all symbols. */
class BlockGains implements GridChannel {
  readonly receivePorts = 1;
  readonly transmitPorts = 1;
  readonly isConstant = false;
  readonly #block: number;
  #re: Float64Array = Float64Array.of(1);
  #im: Float64Array = Float64Array.of(0);

  /** @param block  subcarriers of a resource block, which is never cut */
  constructor(block: number) {
    this.#block = block;
  }

  set(re: Float64Array, im: Float64Array): void {
    this.#re = re;
    this.#im = im;
  }

  at(times_s: Float64Array, { re, im }: GridGains): void {
    const parts = this.#re.length;
    const subcarriers = re.length / times_s.length;
    const blocks = Math.ceil(subcarriers / this.#block);
    for (let symbol = 0; symbol < times_s.length; symbol++) {
      for (let block = 0; block < blocks; block++) {
        const part = Math.min(parts - 1, Math.floor((block * parts) / blocks));
        const from = symbol * subcarriers + block * this.#block;
        const to = Math.min(from + this.#block, (symbol + 1) * subcarriers);
        re.fill(this.#re[part], from, to);
        im.fill(this.#im[part], from, to);
      }
    }
  }
}
