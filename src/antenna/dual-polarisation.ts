import type { PolarisationPurity } from "./antenna-pattern.js";

const pure: PolarisationPurity = { xpd_dB: Number.POSITIVE_INFINITY, rotation_deg: 0 };

/** Complex amplitudes in the two polarisations that a link uses. */
export interface PolarisedField {
  readonly coPolar: { readonly re: number; readonly im: number };
  readonly crossPolar: { readonly re: number; readonly im: number };
}

/**
 * What one port of a dual-polarised antenna radiates in the two polarisations of the link, in amplitudes of unit power.
 *
 * A port leaks sqrt(x / (1 + x)) of its amplitude into the other polarisation, x = 10^(-XPD / 10), in quadrature; the antenna is
 * then turned by the rotation. Leakage in quadrature makes the powers of leakage and rotation add, which is also their mean
 * over an unknown phase of the leakage.
 *
 * @param port  0 for the co-polar port, 1 for the cross-polar one
 */
export function portField({ xpd_dB, rotation_deg }: PolarisationPurity, port: 0 | 1): PolarisedField {
  if (!(xpd_dB >= 0)) throw new RangeError(`portField: expected an XPD from 0 dB, found ${xpd_dB}`);
  const leak = 10 ** (-xpd_dB / 10);
  const main = Math.sqrt(1 / (1 + leak));
  const aside = Math.sqrt(leak / (1 + leak));
  const turn = (rotation_deg * Math.PI) / 180;
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return port === 0
    ? { coPolar: { re: main * cos, im: -aside * sin }, crossPolar: { re: main * sin, im: aside * cos } }
    : { coPolar: { re: -main * sin, im: aside * cos }, crossPolar: { re: main * cos, im: aside * sin } };
}

/** Parts of a port's power in its own and in the other polarisation; 1 and 0 where an antenna is pure. */
export function polarisedParts(purity: PolarisationPurity = pure): { readonly co: number; readonly cross: number } {
  const { coPolar, crossPolar } = portField(purity, 0);
  return { co: coPolar.re ** 2 + coPolar.im ** 2, cross: crossPolar.re ** 2 + crossPolar.im ** 2 };
}
