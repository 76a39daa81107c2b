import { stageLevels } from "../rf/line-up.js";
import type { HopParameters, HopState } from "./hop.js";
import type { BudgetItem } from "./link-budget.js";
import type { Transmitter } from "./station.js";

type Inputs = BudgetItem["inputs"];

/** Every term of a hop, in the order an engineer reads a budget, each with its formula, source and inputs. */
export function hopItems(parameters: HopParameters, state: HopState): BudgetItem[] {
  return [
    ...transmitItems(parameters, state),
    ...pathItems(parameters, state),
    ...receiveItems(parameters, state),
    ...resultItems(parameters, state),
  ];
}

function transmitItems(parameters: HopParameters, state: HopState): BudgetItem[] {
  const { direction, ground, satellite } = parameters;
  const transmitter = (direction === "downlink" ? satellite : ground).transmitter as Transmitter;
  const gainInputs: Inputs = [
    { name: "peak gain", value: state.transmit.peakGain_dBi, unit: "dBi" },
    { name: "angle off boresight", value: state.transmit.offBoresight_deg, unit: "deg" },
    {
      name: "pointing error",
      value: (direction === "downlink" ? satellite : ground).antenna.pointingError_deg,
      unit: "deg",
    },
  ];
  if (transmitter.kind === "eirp") {
    return [
      level("eirpBeamCentre_dBW", "EIRP at beam centre", transmitter.eirp_dBW, "dBW", "given", "scenario", []),
      {
        key: "transmitPatternLoss_dB",
        label: "Off-boresight loss of the transmit antenna",
        value: state.transmit.peakGain_dBi - state.transmit.gain_dBi,
        unit: "dB",
        role: "loss",
        formula: "G_peak - G(theta)",
        source: patternSource(parameters, "transmit"),
        inputs: gainInputs,
      },
      result("eirp_dBW", "EIRP towards the receiver", state.eirp_dBW, "dBW", "EIRP_peak - L_pattern", "definition", []),
    ];
  }
  return [
    level(
      "saturatedPower_dBW",
      "Saturated output power",
      transmitter.saturatedPower_dBW,
      "dBW",
      "given",
      "scenario",
      [],
    ),
    loss("outputBackOff_dB", "Output back-off", transmitter.outputBackOff_dB, "given", "scenario", []),
    loss("transmitFeederLoss_dB", "Transmit feeder loss", transmitter.feederLoss_dB, "given", "scenario", []),
    {
      key: "transmitGain_dBi",
      label: "Transmit antenna gain towards the receiver",
      value: state.transmit.gain_dBi,
      unit: "dBi",
      role: "gain",
      formula: "G(theta)",
      source: patternSource(parameters, "transmit"),
      inputs: gainInputs,
    },
    result(
      "eirp_dBW",
      "EIRP towards the receiver",
      state.eirp_dBW,
      "dBW",
      "P_sat - OBO - L_feeder + G",
      "definition",
      [],
    ),
  ];
}

function pathItems(parameters: HopParameters, state: HopState): BudgetItem[] {
  const { attenuation, geometry } = state;
  const elevation = { name: "elevation", value: geometry.elevation_deg, unit: "deg" };
  const { sources } = parameters.attenuation;
  const items: BudgetItem[] = [
    loss(
      "freeSpaceLoss_dB",
      "Free-space loss",
      state.freeSpaceLoss_dB,
      "20 log10(4 pi d f / c)",
      "ITU-R P.525-4, equation 4",
      [
        { name: "slant range", value: geometry.slantRange_m / 1e3, unit: "km" },
        { name: "carrier", value: parameters.carrier_Hz / 1e9, unit: "GHz" },
      ],
    ),
    information("gas_dB", "Gas", attenuation.gas_dB, "dB", sources.gas, [elevation]),
    information("cloud_dB", "Cloud", attenuation.cloud_dB, "dB", sources.cloud, [elevation]),
    information("rain_dB", "Rain", attenuation.rain_dB, "dB", sources.rain, [elevation]),
    information("scintillation_dB", "Scintillation", attenuation.scintillation_dB, "dB", sources.scintillation, [
      elevation,
    ]),
    loss(
      "atmosphericLoss_dB",
      "Atmospheric loss, combined",
      attenuation.total_dB,
      sources.totalFormula,
      sources.total,
      [
        { name: "gas", value: attenuation.gas_dB, unit: "dB" },
        { name: "cloud", value: attenuation.cloud_dB, unit: "dB" },
        { name: "rain", value: attenuation.rain_dB, unit: "dB" },
        { name: "fixed excess", value: attenuation.excess_dB, unit: "dB" },
        { name: "scintillation", value: attenuation.scintillation_dB, unit: "dB" },
        { name: "condition", value: sources.condition, unit: "" },
      ],
    ),
  ];
  if (state.shadowing_dB !== 0) {
    items.push(loss("shadowing_dB", "Shadow-fading margin", state.shadowing_dB, "given", "scenario", []));
  }
  if (state.clutter_dB !== 0) {
    items.push(
      loss("clutter_dB", "Clutter loss", state.clutter_dB, "table", "3GPP TR 38.811, Tables 6.6.2-1 to -3", [
        elevation,
      ]),
    );
  }
  items.push(
    loss(
      "polarisationLoss_dB",
      "Polarisation mismatch",
      state.polarisationLoss_dB,
      "-10 log10 of the matched power share of two polarisation ellipses",
      "closed form of two polarisation ellipses, least favourable orientation",
      [
        { name: "axial ratio, satellite", value: parameters.satellite.antenna.axialRatio_dB, unit: "dB" },
        { name: "axial ratio, ground", value: parameters.ground.antenna.axialRatio_dB, unit: "dB" },
      ],
    ),
  );
  return items;
}

function receiveItems(parameters: HopParameters, state: HopState): BudgetItem[] {
  const { noise } = state;
  return [
    ...lineUpItems(parameters, state),
    {
      key: "receiveGain_dBi",
      label: "Receive antenna gain towards the transmitter",
      value: state.receive.gain_dBi,
      unit: "dBi",
      role: "information",
      formula: "G(theta)",
      source: patternSource(parameters, "receive"),
      inputs: [
        { name: "peak gain", value: state.receive.peakGain_dBi, unit: "dBi" },
        { name: "angle off boresight", value: state.receive.offBoresight_deg, unit: "deg" },
        {
          name: "pointing error",
          value: (parameters.direction === "downlink" ? parameters.ground : parameters.satellite).antenna
            .pointingError_deg,
          unit: "deg",
        },
      ],
    },
    information(
      "antennaTemperature_K",
      "Antenna noise temperature",
      noise.antennaTemperature_K,
      "K",
      parameters.direction === "uplink"
        ? "Tclear: a satellite looks at the warm Earth, without a rise in rain"
        : "ITU-R P.618-14, section 3: Tmr (1 - 10^(-A/10)) + Tclear 10^(-A/10), Tmr = 275 K",
      [
        { name: "clear sky", value: noise.clearSkyAntennaTemperature_K, unit: "K" },
        { name: "A (cloud, rain, fixed excess)", value: state.attenuation.noiseAttenuation_dB, unit: "dB" },
      ],
    ),
    information(
      "systemTemperature_K",
      "System noise temperature at the antenna flange",
      noise.systemTemperature_K,
      "K",
      "Ta + (L - 1) T0 + L Trx (feeder loss L; Friis)",
      [
        { name: "antenna temperature", value: noise.antennaTemperature_K, unit: "K" },
        { name: "feeder and receiver", value: noise.addedTemperature_K, unit: "K" },
      ],
    ),
    {
      key: "gOverT_dBK",
      label: "G/T",
      value: state.gOverT_dBK,
      unit: "dB/K",
      role: "gain",
      formula: "G - 10 log10(Tsys)",
      source: "definition, at the antenna flange",
      inputs: [
        { name: "gain", value: state.receive.gain_dBi, unit: "dBi" },
        { name: "system temperature", value: noise.systemTemperature_K, unit: "K" },
      ],
    },
  ];
}

/** Cascade and headroom of a receiver given stage by stage, at the carrier's level. */
function lineUpItems({ direction, ground, satellite }: HopParameters, state: HopState): BudgetItem[] {
  const { receiver } = direction === "downlink" ? ground : satellite;
  const { lineUp } = state.noise;
  if (receiver?.kind !== "lineUp" || !lineUp) return [];
  const input_dBm = state.carrier_dBW - receiver.feederLoss_dB + 30;
  const levels = stageLevels(receiver.stages, input_dBm);
  const tightest = levels.reduce((least, stage) => (stage.headroom_dB < least.headroom_dB ? stage : least));
  return [
    information(
      "lineUpInput_dBm",
      "Carrier at the line-up's input",
      input_dBm,
      "dBm",
      "carrier at the antenna's output - feeder loss",
      [{ name: "feeder loss", value: receiver.feederLoss_dB, unit: "dB" }],
    ),
    information("lineUpNoiseFigure_dB", "Line-up noise figure", lineUp.noiseFigure_dB, "dB", "Friis", [
      { name: "cascaded gain", value: lineUp.gain_dB, unit: "dB" },
    ]),
    information(
      "lineUpIip3_dBm",
      "Line-up input intercept point",
      lineUp.iip3_dBm,
      "dBm",
      "cascade of intercepts, in phase",
      [],
    ),
    information(
      "lineUpHeadroom_dB",
      `Least headroom to compression (${tightest.name})`,
      tightest.headroom_dB,
      "dB",
      "output P1dB - carrier level, stage by stage",
      levels.map(({ name, headroom_dB }) => ({ name, value: headroom_dB, unit: "dB" })),
    ),
  ];
}

function resultItems(parameters: HopParameters, state: HopState): BudgetItem[] {
  const bandwidth = { name: "bandwidth", value: parameters.bandwidth_Hz / 1e6, unit: "MHz" };
  const items = [
    result(
      "cn0_dBHz",
      "C/N0",
      state.cn0_dBHz,
      "dBHz",
      "EIRP - losses + G/T - 10 log10(k)",
      "definition; k of SI (2019)",
      [],
    ),
    result("cn_dB", "C/N in the link bandwidth", state.cn_dB, "dB", "C/N0 - 10 log10(B)", "definition", [bandwidth]),
  ];
  if (state.ci_dB !== Number.POSITIVE_INFINITY) {
    const { interference } = parameters;
    items.push(
      result("ci_dB", "C/I", state.ci_dB, "dB", "-10 log10(sum of 10^(-(C/I)i/10))", "definition", [
        { name: "co-channel", value: interference.coChannel_dB, unit: "dB" },
        { name: "adjacent channel", value: interference.adjacentChannel_dB, unit: "dB" },
        { name: "cross-polar", value: interference.crossPolar_dB, unit: "dB" },
        { name: "intermodulation", value: interference.intermodulation_dB, unit: "dB" },
        ...state.sources.map(({ name, ci_dB }) => ({ name, value: ci_dB, unit: "dB" })),
      ]),
    );
  }
  items.push(
    result("cnir_dB", "C/(N+I)", state.cnir_dB, "dB", "-10 log10(10^(-(C/N)/10) + 10^(-(C/I)/10))", "definition", []),
  );
  return items;
}

const patternNames = {
  circularAperture: "3GPP TR 38.811, 6.4.1 (circular aperture)",
  planarArray: "array factor times element pattern",
  fixedGain: "scenario",
  ituS465: "Recommendation ITU-R S.465-6",
  ituS1528: "Recommendation ITU-R S.1528, recommends 1.2",
  imported: "pattern file of the scenario",
} as const;

function patternSource({ direction, ground, satellite }: HopParameters, side: "transmit" | "receive"): string {
  const isSatellite = (direction === "downlink") === (side === "transmit");
  return patternNames[(isSatellite ? satellite : ground).antenna.pattern.kind];
}

function level(
  key: string,
  label: string,
  value: number,
  unit: string,
  formula: string,
  source: string,
  inputs: Inputs,
): BudgetItem {
  return { key, label, value, unit, role: "level", formula, source, inputs };
}

function loss(
  key: string,
  label: string,
  value_dB: number,
  formula: string,
  source: string,
  inputs: Inputs,
): BudgetItem {
  return { key, label, value: value_dB, unit: "dB", role: "loss", formula, source, inputs };
}

function result(
  key: string,
  label: string,
  value: number,
  unit: string,
  formula: string,
  source: string,
  inputs: Inputs,
): BudgetItem {
  return { key, label, value, unit, role: "result", formula, source, inputs };
}

function information(
  key: string,
  label: string,
  value: number,
  unit: string,
  source: string,
  inputs: Inputs,
): BudgetItem {
  return { key, label, value, unit, role: "information", formula: "model", source, inputs };
}
