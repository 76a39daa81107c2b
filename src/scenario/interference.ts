import type { TleEntry } from "../geometry/tle.js";
import type { WalkerShellParameters } from "../geometry/walker-shell.js";
import type {
  CrossPolarSource,
  InterferenceSource,
  IntermodulationSource,
  SatelliteSource,
  TerrestrialSource,
} from "../interference/interference-source.js";

/** Satellites that interfere: others of the scenario's own shell, another shell, or real ones. */
export type InterferingConstellation =
  | { readonly kind: "ownShell" }
  | (WalkerShellParameters & { readonly kind: "shell" })
  | { readonly kind: "elements"; readonly satellites: readonly TleEntry[] };

/** As a user gives it; the loader reads the file of element sets. */
export type ConstellationSource =
  | Exclude<InterferingConstellation, { kind: "elements" }>
  | { readonly kind: "tleFile"; readonly file: string };

/** A source of interference of a scenario; that of satellites with its constellation in place of an index. */
export type ScenarioInterference<Constellation = InterferingConstellation> = { readonly name: string } & (
  | (Omit<SatelliteSource, "constellation"> & { readonly constellation: Constellation })
  | TerrestrialSource
  | CrossPolarSource
  | IntermodulationSource
  | Extract<InterferenceSource, { readonly kind: "adjacentChannel" | "jammer" }>
);
