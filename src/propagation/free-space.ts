import { speedOfLight_ms } from "../physics.js";
import { expectAbove } from "./domain.js";

/**
 * Basic transmission loss in free space between isotropic antennas: 20 log10(4 pi d f / c).
 *
 * ITU-R P.525-4, eq. (4); 3GPP TR 38.811, eq. (6.6-2).
 *
 * @param range_m     above 0
 * @param carrier_Hz  above 0
 * @throws RangeError on a range or carrier that is not positive
 */
export function freeSpaceLoss_dB(range_m: number, carrier_Hz: number): number {
  expectAbove("range_m", range_m, 0);
  expectAbove("carrier_Hz", carrier_Hz, 0);
  return 20 * Math.log10((4 * Math.PI * range_m * carrier_Hz) / speedOfLight_ms);
}
