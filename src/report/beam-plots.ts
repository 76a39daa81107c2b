import { dB } from "../decibel.js";
import type { BeamStudy } from "../sim/beam-study.js";
import type { Plot } from "./plot.js";
import { beamMapPlot } from "./plot-beam-map.js";
import { cdfPlot } from "./plot-cdf.js";

/** What there is to see of a study of beams: the map, and distributions over its users. */
export function beamPlots(study: BeamStudy): Plot[] {
  const { precoded } = study;
  const hasInterference = study.sir.some((sir) => sir < Infinity);
  return [
    beamMapPlot(study),
    cdfPlot({
      id: "sinr-cdf",
      title: "SINR of the users",
      caption: precoded
        ? "Without precoding each beam serves its users alone; with it, groups of one user a beam are served together."
        : "All users of all drops.",
      axisTitle: "dB",
      series: [
        ...(hasInterference ? [{ name: "SIR", values: study.sir.map(dB) }] : []),
        { name: "SNR", values: study.snr.map(dB) },
        { name: "SINR", values: study.sinr.map(dB) },
        ...(precoded ? [{ name: "SINR, precoded", values: precoded.sinr.map(dB) }] : []),
      ],
    }),
    cdfPlot({
      id: "coupling-loss-cdf",
      title: "Coupling loss of the users",
      caption: "Path loss, atmosphere and other losses less the gains of the serving beam and of the terminal.",
      axisTitle: "Coupling loss (dB)",
      series: [{ name: "coupling loss", values: study.couplingLoss_dB }],
    }),
  ];
}
