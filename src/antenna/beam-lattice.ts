/**
 * A beam of a lattice in the plane of direction cosines (u, v) around the satellite's nadir:
 * u = sin(theta) cos(phi), v = sin(theta) sin(phi).
 */
export interface LatticeBeam {
  /** Axial coordinates: the beam's place is q steps along the first and r along the second lattice vector. */
  readonly q: number;
  readonly r: number;
  /** Ring around the central beam, which is 0. */
  readonly tier: number;
  readonly u: number;
  readonly v: number;
}

/**
 * Hexagonal lattice of beams, from the central one ring by ring: 1 + 3 n (n + 1) beams of `tiers` = n rings.
 *
 * 3GPP TR 38.821, Table 6.1.1.1-4: neighbours stand `spacing` apart in the plane of u and v.
 *
 * @param spacing of neighbouring beams, above 0; `beamSpacing` gives the TR's
 * @param centre  of the central beam
 * @throws RangeError where a beam would look away from the Earth, u^2 + v^2 >= 1
 */
export function hexagonalLattice(
  tiers: number,
  spacing: number,
  centre: { readonly u: number; readonly v: number } = { u: 0, v: 0 },
): LatticeBeam[] {
  if (!(Number.isInteger(tiers) && tiers >= 0)) {
    throw new RangeError(`hexagonalLattice: tiers: expected a whole number from 0, found ${tiers}`);
  }
  if (!(spacing > 0 && spacing < 2)) {
    throw new RangeError(`hexagonalLattice: spacing: expected a number above 0 and below 2, found ${spacing}`);
  }
  const beams: LatticeBeam[] = [];
  for (let q = -tiers; q <= tiers; q++) {
    for (let r = -tiers; r <= tiers; r++) {
      const tier = Math.max(Math.abs(q), Math.abs(r), Math.abs(q + r));
      if (tier > tiers) continue;
      const u = centre.u + spacing * (q + r / 2);
      const v = centre.v + spacing * (Math.sqrt(3) / 2) * r;
      if (!(u ** 2 + v ** 2 < 1)) {
        throw new RangeError(`hexagonalLattice: beam (${q}, ${r}) at u = ${u}, v = ${v} looks away from the Earth`);
      }
      beams.push({ q, r, tier, u, v });
    }
  }
  return beams.sort((a, b) => a.tier - b.tier);
}

/** Spacing of neighbouring beams in u and v that lets their 3 dB contours meet: sqrt(3) sin(HPBW / 2), TR 38.821, Table 6.1.1.1-4. */
export function beamSpacing(halfPowerBeamwidth_deg: number): number {
  if (!(halfPowerBeamwidth_deg > 0 && halfPowerBeamwidth_deg < 180)) {
    throw new RangeError(
      `beamSpacing: expected a beamwidth above 0 and below 180 deg, found ${halfPowerBeamwidth_deg}`,
    );
  }
  return Math.sqrt(3) * Math.sin((halfPowerBeamwidth_deg * Math.PI) / 360);
}

/** How the beams of a lattice share the band: frequencies x polarisations colours. */
export type BeamReuse = (typeof beamReuses)[number];

/**
 * The colourings of a hexagonal lattice in which all beams of a colour stand equally far apart, sqrt(colours) x spacing:
 * 1, 3, 4 and 7 colours, named by the frequency reuse factor. Two frequencies in two polarisations are four colours, option 3 of TR 38.821, Table 6.1.1.1-9.
 */
export const beamReuses = [
  { name: "frf1", frequencies: 1, polarisations: 1 },
  { name: "frf3", frequencies: 3, polarisations: 1 },
  { name: "frf2x2", frequencies: 2, polarisations: 2 },
  { name: "frf4", frequencies: 4, polarisations: 1 },
  { name: "frf7", frequencies: 7, polarisations: 1 },
] as const;

/** What a beam sends on. */
export interface BeamColour {
  /** From 0. */
  readonly frequency: number;
  /** 0 or 1. */
  readonly polarisation: number;
}

export function beamColour({ q, r }: Pick<LatticeBeam, "q" | "r">, reuse: BeamReuse): BeamColour {
  switch (reuse.name) {
    case "frf1":
      return { frequency: 0, polarisation: 0 };
    case "frf3":
      return { frequency: modulo(q - r, 3), polarisation: 0 };
    case "frf2x2":
      return { frequency: modulo(r, 2), polarisation: modulo(q, 2) };
    case "frf4":
      return { frequency: 2 * modulo(r, 2) + modulo(q, 2), polarisation: 0 };
    case "frf7":
      return { frequency: modulo(q + 3 * r, 7), polarisation: 0 };
  }
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
