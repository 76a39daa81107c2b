import type { AntennaPattern } from "../antenna/antenna-pattern.js";
import type { EpfdLimit } from "../interference/epfd.js";

/** A geostationary system to be protected from the scenario's one. */
export interface GsoProtection {
  /** Of the geostationary satellite, east positive. */
  readonly longitude_deg: number;
  readonly victim: /** Beside the scenario's site, pointing at the satellite: epfd down. */
    | { readonly kind: "earthStation"; readonly pattern: AntennaPattern }
    /** The satellite itself, its beam pointing at a place: epfd up. */
    | {
        readonly kind: "satellite";
        readonly pattern: AntennaPattern;
        readonly latitude_deg: number;
        readonly longitude_deg: number;
        /** Terminals on the same frequency at the site. */
        readonly terminals: number;
      };
  readonly referenceBandwidth_Hz: number;
  /** EIRP of every other satellite of the scenario's shell towards the earth station, in the whole carrier; none if left out. */
  readonly otherSatellitesEirp_dBW?: number;
  /** The link is silent while the satellite stands nearer to the arc, as the site sees it; 0 for never. */
  readonly arcAvoidance_deg: number;
  readonly mask: readonly EpfdLimit[];
}
