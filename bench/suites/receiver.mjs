const unit = "slot";

/** PDSCH of 50 resource blocks and 14 symbols of 15 kHz, MCS 10 of table 1 (16QAM, 0.33), one layer, at an SNR where it holds. */
const shared = {
  direction: "downlink",
  numerology: 0,
  carrierBlocks: 52,
  allocation: { firstBlock: 0, blocks: 50, firstSymbol: 0, symbols: 14, mapping: "A" },
  layers: 1,
  dmrs: {
    type: 1,
    length: 1,
    additionalPositions: 1,
    ports: [0],
    cdmGroupsWithoutData: 2,
    scramblingIdentity: 1,
  },
  mcsTable: 1,
  mcs: 10,
  rnti: 1,
  dataScramblingIdentity: 1,
};
const snr_dB = 5.5;
const estimated = { kind: "estimatedWiener", delayProfile: "rectangular" };

/**
 * Slots of NR end to end: bits, encoder, mapper, channel, noise, estimation, detector, demapper, decoder, CRC.
 *
 * `npm run bench -- --only "NR slot"`; where the time goes by stage: `node bench/slot-stages.mjs`.
 */
export function receiverBenchmarks(library) {
  return [
    ["known channel", { kind: "perfect" }],
    ["Wiener estimation", estimated],
  ].flatMap(([name, estimation]) => {
    const id = `NR slot 1x1, 50 blocks, MCS 10, ${name}`;
    const reference = `${id}, reference`;
    return [
      { id, beside: reference, unit, prepare: () => slots(library, estimation, "simd") },
      { id: reference, backend: "reference", unit, prepare: () => slots(library, estimation, "reference") },
    ];
  });
}

async function slots(library, estimation, backend) {
  const link = await slotLink(library, { estimation, backend });
  let slot = 0;
  return { work: 1, run: () => link.send(slot++, slot * 1e-3)[0].bitErrors };
}

/** The link that is measured; `clock` books its stages. */
export async function slotLink(library, { estimation = estimated, backend = "simd", clock } = {}) {
  const { NrSlotLink } = await library.load("src/receiver/nr-slot-link.js");
  const { NrSharedChannel } = await library.load("src/receiver/nr-shared-channel.js");
  const { flatGridChannel } = await library.load("src/receiver/grid-channel.js");
  const channel = flatGridChannel({ rows: 1, columns: 1, re: Float64Array.of(0.6), im: Float64Array.of(0.8) });
  return new NrSlotLink({
    transmitters: [
      {
        name: "user",
        sharedChannel: new NrSharedChannel(shared),
        channel,
        amplitude: 10 ** (snr_dB / 20),
        isDecoded: true,
      },
    ],
    frontEnd: {
      estimation,
      tracking: "none",
      noise: estimation.kind === "perfect" ? "known" : "estimated",
      interference: { kind: "white" },
    },
    receiver: { detector: "lmmse", demapping: "max-log", cancellation: { kind: "none" }, backend },
    decoder: {
      arithmetic: "int8",
      schedule: "layered",
      checkRule: { kind: "normalisedMinSum", factor: 0.75 },
      iterations: 10,
      stop: "parity",
    },
    seed: 1,
    replication: 0,
    clock,
  });
}
