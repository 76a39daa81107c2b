import type { LdpcSettings } from "../../kernels/ldpc/ldpc-settings.js";
import { complexMatrix } from "../../src/complex-matrix.js";
import { RandomStream } from "../../src/random/random-stream.js";
import { flatGridChannel, type GridChannel } from "../../src/receiver/grid-channel.js";
import type { NrFrontEndSettings } from "../../src/receiver/nr-front-end.js";
import { NrSharedChannel, type NrSharedChannelSettings } from "../../src/receiver/nr-shared-channel.js";
import { NrSlotLink, type NrSlotLinkSettings } from "../../src/receiver/nr-slot-link.js";
import type { NrTransmitter } from "../../src/receiver/nr-slot-transmitter.js";
import type { ReceiverSettings } from "../../src/receiver/receiver-settings.js";

export const decoder: LdpcSettings = {
  arithmetic: "int8",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 20,
  stop: "parity",
};

export const frontEnd: NrFrontEndSettings = {
  estimation: { kind: "perfect" },
  tracking: "none",
  noise: "known",
  interference: { kind: "white" },
};

export const receiver: ReceiverSettings = { detector: "lmmse", demapping: "max-log", cancellation: { kind: "none" } };

export function shared(
  settings: Partial<NrSharedChannelSettings> & { readonly blocks?: number } = {},
): NrSharedChannel {
  const { blocks = 10, ...rest } = settings;
  const layers = rest.layers ?? 1;
  return new NrSharedChannel({
    direction: "downlink",
    numerology: 0,
    carrierBlocks: blocks,
    allocation: { firstBlock: 0, blocks, firstSymbol: 0, symbols: 14, mapping: "A" },
    layers,
    dmrs: {
      type: 1,
      length: 1,
      additionalPositions: 1,
      ports: Array.from({ length: layers }, (_, port) => port),
      cdmGroupsWithoutData: 2,
      scramblingIdentity: 7,
    },
    mcsTable: 1,
    mcs: 4,
    rnti: 17,
    dataScramblingIdentity: 5,
    ...rest,
  });
}

/** A flat channel with the given gains, `[receive][transmit]`. */
export function flat(gains: readonly (readonly (readonly [number, number])[])[]): GridChannel {
  const matrix = complexMatrix(gains.length, gains[0].length);
  for (const [r, row] of gains.entries()) {
    for (const [t, [re, im]] of row.entries()) {
      matrix.re[r * row.length + t] = re;
      matrix.im[r * row.length + t] = im;
    }
  }
  return flatGridChannel(matrix);
}

export const one = flat([[[1, 0]]]);

/** Rayleigh gains of unit power, independent in every element, or the same over a slot. */
export function rayleigh(receivePorts: number, transmitPorts: number, name: string, isFlat = false): GridChannel {
  const stream = new RandomStream(11, `test.${name}`);
  return {
    receivePorts,
    transmitPorts,
    isConstant: false,
    at(_times_s, { re, im }) {
      const size = re.length / (receivePorts * transmitPorts);
      for (let pair = 0; pair < receivePorts * transmitPorts; pair++) {
        let [x, y] = [0, 0];
        for (let i = pair * size; i < (pair + 1) * size; i++) {
          if (!isFlat || i === pair * size)
            [x, y] = [stream.gaussian() * Math.SQRT1_2, stream.gaussian() * Math.SQRT1_2];
          re[i] = x;
          im[i] = y;
        }
      }
    },
  };
}

export function transmitter(settings: Partial<NrTransmitter> = {}): NrTransmitter {
  return { name: "user", sharedChannel: shared(), channel: one, amplitude: 1, isDecoded: true, ...settings };
}

export function link(settings: Partial<NrSlotLinkSettings> = {}): NrSlotLink {
  return new NrSlotLink({
    transmitters: [transmitter()],
    frontEnd,
    receiver,
    decoder,
    seed: 5,
    replication: 0,
    ...settings,
  });
}

export function amplitudeOf(snr_dB: number): number {
  return 10 ** (snr_dB / 20);
}

/** Sums of many slots. */
export function run(of: NrSlotLink, slots: number, first = 0) {
  const sums = of.fates.map(({ name }) => ({
    name,
    slots,
    lost: 0,
    bitErrors: 0,
    codedBitErrors: 0,
    sinr: 0,
    evm2: 0,
    errorVariance: 0,
    channelError: 0,
  }));
  for (let slot = first; slot < first + slots; slot++) {
    of.send(slot, slot * 1e-3).forEach((fate, user) => {
      const sum = sums[user];
      sum.lost += fate.isLost ? 1 : 0;
      sum.bitErrors += fate.bitErrors;
      sum.codedBitErrors += fate.codedBitErrors;
      sum.sinr += fate.sinr / slots;
      sum.evm2 += fate.evm ** 2 / slots;
      sum.errorVariance += fate.errorVariance / slots;
      sum.channelError += fate.channelError / slots;
    });
  }
  return sums;
}
