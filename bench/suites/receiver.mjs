/** A slot of 14 symbols and 50 resource blocks, MCS 10 of table 1 (16QAM, R = 340/1024), at an SNR without losses. */
const blocks = 50;
const mcs = 10;
const esn0_dB = 8;
const unit = "transport block";
const decoder = {
  arithmetic: "int8",
  schedule: "layered",
  checkRule: { kind: "normalisedMinSum", factor: 0.75 },
  iterations: 20,
  stop: "parity",
};
const perfect = { estimation: { kind: "perfect" }, noise: "known" };
const linear = { estimation: { kind: "linear" }, noise: "estimated" };
const wiener = { estimation: { kind: "estimatedWiener", delayProfile: "rectangular" }, noise: "estimated" };

/** Front ends whose stages `bench/slot-stages.mjs` shows. */
export const frontEnds = {
  "channel known": perfect,
  "linear estimation": linear,
  "Wiener estimation": wiener,
};

/** Slots end to end: receive branches and layers, front end, receiver, and the SNR above that of 1x1. */
const links = [
  ["1x1", 1, 1, "channel known", perfect, {}, 0],
  ["1x1", 1, 1, "linear estimation", linear, {}, 0],
  ["1x1", 1, 1, "Wiener estimation", wiener, {}, 0],
  ["4x4", 4, 4, "LMMSE, channel known", perfect, {}, 14],
  ["2x2", 2, 2, "K-best of 16, channel known", perfect, { detector: "k-best", survivors: 16 }, 10],
];

/**
 * The bit-true link of NR, a slot a transport block: bits, coding, mapping, channel, noise, estimation, detection,
 * demapping, decoding, counting; by SIMD and by the plain references. `bench/slot-stages.mjs` shows where the time goes.
 */
export async function receiverBenchmarks(_definitions, library) {
  return links.flatMap(([antennas, receive, layers, name, frontEnd, receiver, more_dB]) => {
    const id = `receiver NR slot, ${antennas}, ${blocks} blocks, MCS ${mcs}, ${name}`;
    return ["simd", "reference"].map((backend) => ({
      id: `${id}, ${backend}`,
      backend,
      beside: backend === "reference" ? undefined : `${id}, reference`,
      unit,
      timeFactor: backend === "reference" ? 2 : 1,
      prepare: () => slots(library, { receive, layers, frontEnd, receiver: { ...receiver, backend }, more_dB }),
    }));
  });
}

async function slots(library, settings) {
  const link = await slotLink(library, settings);
  let slot = 0;
  return { work: 1, run: () => link.send(slot, slot++ * 1e-3) };
}

/** @param settings.clock  books the time of each stage; none if left out */
export async function slotLink(library, { receive, layers, frontEnd = perfect, receiver, more_dB, clock }) {
  const { NrSlotLink } = await library.load("src/receiver/nr-slot-link.js");
  const { NrSharedChannel } = await library.load("src/receiver/nr-shared-channel.js");
  const { flatGridChannel } = await library.load("src/receiver/grid-channel.js");
  const { RandomStream } = await library.load("src/random/random-stream.js");
  const sharedChannel = new NrSharedChannel({
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
    mcs,
    rnti: 17,
    dataScramblingIdentity: 5,
  });
  const stream = new RandomStream(3, "bench.receiver");
  const gains = {
    rows: receive,
    columns: layers,
    re: new Float64Array(receive * layers),
    im: new Float64Array(receive * layers),
  };
  // A matrix of unit entries, its rows those of a Fourier transform, a little off.
  for (let at = 0; at < receive * layers; at++) {
    const turn = (2 * Math.PI * Math.floor(at / layers) * (at % layers)) / receive + 0.3 * stream.gaussian();
    gains.re[at] = Math.cos(turn);
    gains.im[at] = Math.sin(turn);
  }
  return new NrSlotLink({
    transmitters: [
      {
        name: "user",
        sharedChannel,
        channel: flatGridChannel(gains),
        amplitude: 10 ** ((esn0_dB + more_dB) / 20),
        isDecoded: true,
      },
    ],
    frontEnd: { tracking: "none", interference: { kind: "white" }, ...frontEnd },
    receiver: { detector: "lmmse", demapping: "max-log", cancellation: { kind: "none" }, ...receiver },
    decoder,
    seed: 5,
    replication: 0,
    clock,
  });
}
