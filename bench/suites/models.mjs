const packetRate_bps = 100e6;
const packet_bit = 12_000;
const steps = 11;
const elevations = 700;
const step_s = 1;
const fadingMoments = 51_200;

/** They leave garbage, and its collector's cycles last tens of milliseconds. */
const timeFactor = 4;

/** Hot loops that are no kernels. */
export async function modelBenchmarks(definitions, library) {
  const { dvbS2xModcods } = await definitions.load("src/phy/dvb-s2x.js");
  return [
    { id: "model abstracted link, 100 Mbps in 1500-byte packets", unit: "packet", timeFactor, prepare: mac },
    { id: "model P.618-14 total at one elevation", unit: "elevation", timeFactor, prepare: attenuation },
    { id: "model TR 38.821 geometry of all 30 study cases", unit: "user", timeFactor, prepare: geometry },
    { id: "model NTN-TDL-A fading behind an equaliser", unit: "moment", timeFactor, prepare: fading },
  ];

  /** A link that stands still at 12 dB, 80 Mbaud, with adaptation and ARQ. */
  async function mac() {
    const { simulateMac } = await library.load("src/mac/simulate-mac.js");
    const { ThresholdFrameError } = await library.load("src/abstraction/threshold-frame-error.js");
    const { dvbFormat } = await definitions.load("src/phy/pl-frame.js");
    const link = {
      formats: dvbS2xModcods.map((modcod) => dvbFormat(modcod, 80e6, true)),
      frameErrorModel: new ThresholdFrameError(dvbS2xModcods),
    };
    const run = () => simulateMac(standing(), link, mac100Mbps(), { seed: 1, replication: 0 });
    return { work: run().offeredPackets, run };
  }

  /** 50 drops of 10 users a beam of 19, 61 or 127 beams: all users of a study case in one drop. */
  async function geometry() {
    const { tr38821DownlinkGeometry } = await library.load("src/budget/tr38821-geometry.js");
    const run = () => {
      let sum = 0;
      for (let studyCase = 1; studyCase <= 30; studyCase++) sum += tr38821DownlinkGeometry(studyCase, 9500, 1).sinr[0];
      return sum;
    };
    return { work: 30 * 9500, run };
  }

  /** A carrier of 20 MBd at 2 GHz and 50 km/h, 100 ns of delay spread, on the raster that the abstracted run reads. */
  async function fading() {
    const { fadingChannel } = await library.load("src/channel/fading-channel.js");
    const { SampledFading } = await library.load("src/channel/sampled-fading.js");
    const motion = { speed_ms: 13.9, angleToSatellite_deg: 90 };
    const carrier = { symbolRate_Hz: 20e6, rollOff: 0.2 };
    const spec = { kind: "tappedDelayLine", profile: "ntn-tdl-a", delaySpread_s: 1e-7, motion };
    const run = () => {
      const sampled = new SampledFading(fadingChannel(spec, 2e9, { seed: 1, number: 0 }), carrier, () => 10);
      let sum_dB = 0;
      for (let moment = 0; moment < fadingMoments; moment++) sum_dB += sampled.gain_dB(moment * sampled.step_s);
      return sum_dB;
    };
    return { work: fadingMoments, run };
  }

  /** Ka band over Austin, Texas, as scenarios/ka-user-downlink.yaml. */
  async function attenuation() {
    const { slantPathModel } = await library.load("src/propagation/slant-path.js");
    const slantPath = slantPathModel(austin());
    const run = () => {
      let sum_dB = 0;
      for (let step = 0; step < elevations; step++) sum_dB += slantPath.at(20 + step * 0.1).total_dB;
      return sum_dB;
    };
    return { work: elevations, run };
  }
}

function standing() {
  return {
    step_s,
    esn0_dB: new Float64Array(steps).fill(12),
    delay_s: new Float64Array(steps).fill(0.004),
    visible: new Uint8Array(steps).fill(1),
  };
}

function mac100Mbps() {
  return {
    traffic: {
      source: { kind: "constantBitRate", rate_bps: packetRate_bps },
      packetSize: { kind: "fixed", size_bit: packet_bit },
    },
    queue: { capacity_bit: 32e6, discipline: { kind: "dropTail" } },
    adaptation: {
      mode: { kind: "acm" },
      margin_dB: 0.5,
      hysteresis_dB: 0.3,
      processingDelay_s: 0.02,
      reportInterval_s: 0.1,
      estimationError_dB: 0.2,
    },
    arq: { kind: "selectiveRepeat", maxRetransmissions: 2, feedbackDelay_s: 0.005 },
    processingDelay_s: 0.002,
  };
}

function austin() {
  return {
    frequency_GHz: 19.7,
    tilt_deg: 45,
    site: { latitude_deg: 30.2672, altitude_km: 0.15 },
    climate: {
      rainRate001_mmh: 51.5,
      rainHeight_km: 4.42,
      temperature_K: 293.2,
      pressure_hPa: 1013.25,
      vapourDensity_gm3: 20.6,
      cloudLiquidWater_kgm2: 0.436,
      wetRefractivity: 81.2,
    },
    antenna: { diameter_m: 0.3, efficiency: 0.6 },
    models: { gas: "p676Annex2", rain: "p618", cloud: "p840", scintillation: "p618" },
    condition: { kind: "availability", availability_pct: 99 },
  };
}
