import type { FarField } from "./far-field.js";

/** Gains over the plane of u = sin(theta) cos(phi) and v = sin(theta) sin(phi) before the antenna; NaN outside the circle. */
export interface UvGrid {
  /** Of both axes. */
  readonly places: readonly number[];
  /** [v][u], row-major. */
  readonly co_dBi: Float64Array;
  readonly cross_dBi: Float64Array;
}

/** Gains by theta and phi, a value a row. */
export interface SphereSamples {
  readonly theta_deg: Float64Array;
  readonly phi_deg: Float64Array;
  readonly co_dBi: Float64Array;
  readonly cross_dBi: Float64Array;
  /** The step of theta that was taken: a multiple of the one asked for where that would take too long. */
  readonly step_deg: number;
}

const mostOperations = 3e9;
/** Rows of a file that a person still opens. */
const mostSamples = 1_000_000;
const gridSizes = [201, 101, 51];

/** Samples over the hemisphere before the antenna to an angle from boresight. */
export function uvGrid(field: FarField, span_deg: number): UvGrid {
  const reach = Math.sin((span_deg * Math.PI) / 180);
  const size = gridSizes.find((count) => count ** 2 * field.cost <= mostOperations) ?? gridSizes[gridSizes.length - 1];
  const places = Array.from({ length: size }, (_, index) => ((2 * index) / (size - 1) - 1) * reach);
  const co_dBi = new Float64Array(size * size).fill(Number.NaN);
  const cross_dBi = new Float64Array(size * size).fill(Number.NaN);
  for (const [row, v] of places.entries()) {
    for (const [column, u] of places.entries()) {
      const sine = Math.hypot(u, v);
      // The rim itself is where rounding decides.
      if (sine > Math.min(1, reach * (1 + 1e-12))) continue;
      const direction = { theta_deg: (Math.asin(sine) * 180) / Math.PI, phi_deg: (Math.atan2(v, u) * 180) / Math.PI };
      const gains = field.at(direction);
      co_dBi[row * size + column] = gains.co_dBi;
      cross_dBi[row * size + column] = gains.cross_dBi;
    }
  }
  return { places, co_dBi, cross_dBi };
}

/** Samples by theta from boresight to an angle, and all around. */
export function sphereSamples(field: FarField, span_deg: number, step_deg: number, phiStep_deg: number): SphereSamples {
  const turns = Math.max(1, Math.round(360 / phiStep_deg));
  let step = step_deg;
  const rings = () => Math.floor(span_deg / step + 1e-9) + 1;
  while (rings() > 2 && (rings() * turns > mostSamples || rings() * turns * field.cost > mostOperations)) step *= 2;
  const count = rings() * turns;
  const samples: SphereSamples = {
    theta_deg: new Float64Array(count),
    phi_deg: new Float64Array(count),
    co_dBi: new Float64Array(count),
    cross_dBi: new Float64Array(count),
    step_deg: step,
  };
  for (let index = 0; index < count; index++) {
    const direction = { theta_deg: Math.floor(index / turns) * step, phi_deg: ((index % turns) * 360) / turns };
    const { co_dBi, cross_dBi } = field.at(direction);
    samples.theta_deg[index] = direction.theta_deg;
    samples.phi_deg[index] = direction.phi_deg;
    samples.co_dBi[index] = co_dBi;
    samples.cross_dBi[index] = cross_dBi;
  }
  return samples;
}
