/** Which way a figure gets better, by its name; the first line that fits counts. */
const directions: readonly (readonly [RegExp, "up" | "down" | undefined])[] = [
  [/^offeredThroughput|^utilisation|^elevation/, undefined],
  [/^(latency|jitter|delay)/, "down"],
  [
    /^(packetLoss|frameErrorRate|blockErrorRate|userBlockErrorRate|undetectedFrame|headerErrorRate|bitErrorRate|evm$|sinrLoss|bler$|ber$|undetectedErrorRate)/,
    "down",
  ],
  [
    /^(throughput|beamGoodput|servedUsers|spectralEfficiency|measuredSinr|availability|visibility|ideal|rate(Feeder)?(Edge)?_)/,
    "up",
  ],
  [/^(cn0?|ci|cnir|esn0|margin|gOverT|eirp|receiveGain|transmitGain|lineUpHeadroom)(Feeder|Edge|_|[A-Z])/, "up"],
  [/^(atmosphericLoss|freeSpaceLoss|gas|cloud|rain|scintillation|shadowing|polarisationLoss|transmit\w*Loss)/, "down"],
  [/^(systemTemperature|antennaTemperature|lineUpNoiseFigure)/, "down"],
];

/** Whether more of a figure is better or worse; undefined where it depends. */
export function betterDirection(figure: string): "up" | "down" | undefined {
  return directions.find(([pattern]) => pattern.test(figure))?.[1];
}
