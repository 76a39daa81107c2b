import type { AttenuationModel } from "../budget/hop-path.js";
import type { Propagation } from "../scenario/scenario.js";

const gas = {
  p676Annex1: "ITU-R P.676-13, Annex 1, 2.2.1 (line by line)",
  p676Annex2: "ITU-R P.676-13, Annex 2 (approximate)",
  tr38811: "3GPP TR 38.811, 6.6.4",
  none: "not modelled",
} as const;
const rain = { p618: "ITU-R P.618-14, 2.2.1.1 with P.838-3", none: "not modelled" } as const;
const cloud = { p840: "ITU-R P.840-9", none: "not modelled" } as const;
const scintillation = {
  p618: "ITU-R P.618-14, 2.4.1",
  tr38811: "3GPP TR 38.811, 6.6.6",
  none: "not modelled",
} as const;

/** Which models stand behind a scenario's attenuation, for the itemised budget. */
export function attenuationSources(propagation: Propagation): AttenuationModel["sources"] {
  const { condition } = propagation;
  const sources = {
    gas: gas[propagation.gas],
    rain: rain[propagation.rain],
    cloud: cloud[propagation.cloud],
    scintillation: scintillation[propagation.scintillation],
  };
  switch (condition.kind) {
    case "availability":
      return {
        ...sources,
        total: "ITU-R P.618-14, 2.5",
        totalFormula: "A_gas + sqrt((A_rain + A_cloud)^2 + A_scintillation^2)",
        condition: `exceeded ${Number((100 - condition.availability_pct).toPrecision(6))} % of an average year`,
      };
    case "clearSky":
      return {
        ...sources,
        rain: "clear sky",
        cloud: "clear sky",
        scintillation: "clear sky",
        total: "definition",
        totalFormula: "A_gas",
        condition: "clear sky",
      };
    case "excessAttenuation":
      return {
        ...sources,
        rain: "in the fixed excess",
        cloud: "in the fixed excess",
        scintillation: "in the fixed excess",
        total: "definition",
        totalFormula: "A_gas + fixed excess",
        condition: `${condition.attenuation_dB} dB beside gas`,
      };
  }
}
