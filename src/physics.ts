/** Physical constants, each once, with its source. SI units. */

/** Speed of light in vacuum, exact. Source: BIPM SI brochure, 9th edition (2019). */
export const speedOfLight_ms = 299_792_458;

/** Boltzmann constant, exact. Source: BIPM SI brochure, 9th edition (2019). */
const boltzmann_JK = 1.380_649e-23;

/** 10 log10(k): Boltzmann constant in dBW/(K Hz), -228.599. */
export const boltzmann_dBWKHz = 10 * Math.log10(boltzmann_JK);

/** Radius of the spherical Earth of 3GPP TR 38.811 and TR 38.821 and of the circular-orbit closed forms. */
export const sphericalEarthRadius_m = 6_371_000;

/** WGS 84 semi-major axis. Source: NGA.STND.0036 (WGS 84), Table 3.1. */
export const wgs84SemiMajorAxis_m = 6_378_137;

/** WGS 84 flattening. Source: NGA.STND.0036 (WGS 84), Table 3.1. */
export const wgs84Flattening = 1 / 298.257_223_563;

/** Geocentric gravitational constant. Source: NGA.STND.0036 (WGS 84), Table 3.1. */
export const earthGm_m3s2 = 3.986_004_418e14;

/** Rotation rate of the Earth. Source: NGA.STND.0036 (WGS 84), Table 3.1. */
export const earthRotation_rads = 7.292_115e-5;

/** Standard noise temperature. Source: ITU-R V.573 / IEEE Std 161. */
export const standardNoiseTemperature_K = 290;

/** Mean radiating temperature of the atmosphere where none is known, clear or in rain. Source: ITU-R P.618-14, section 3. */
export const meanRadiatingTemperature_K = 275;
