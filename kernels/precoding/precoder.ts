/** Resource elements in groups (e.g. resource blocks) that share a precoding matrix. */
export interface PrecodingShape {
  /** Antenna ports, or beams, of the transmitter. */
  readonly ports: number;
  readonly layers: number;
  readonly groups: number;
  readonly elementsPerGroup: number;
}

/** Owns the work buffers of a precoder; all planar, float32, row-major. Fill weights and layers before `apply`. */
export interface Precoder {
  /** `[group][port][layer]` */
  readonly weightsRe: Float32Array;
  readonly weightsIm: Float32Array;
  /** `[layer][group][element]` */
  readonly layersRe: Float32Array;
  readonly layersIm: Float32Array;
  /** `[port][group][element]`, set by `apply`. */
  readonly portsRe: Float32Array;
  readonly portsIm: Float32Array;
  apply(): void | Promise<void>;
  /** Gives back what the garbage collector does not; absent where there is nothing. */
  close?(): void;
}

/** A form of this kernel: makes a precoder of the given shape. */
export type PrecoderForm = (shape: PrecodingShape) => Precoder;

/**
 * Linear precoding y = W x of every resource element, a complex matrix for each group: the reference form.
 *
 * 3GPP TS 38.211, 6.3.1.5 (there one matrix a transmission); multi-beam and multi-user precoding alike.
 * O(groups elementsPerGroup ports layers) complex products, in float64, rounded to float32.
 */
export function precoder(shape: PrecodingShape): Precoder {
  checkPrecodingShape(shape);
  const { ports, layers, groups, elementsPerGroup } = shape;
  const elements = groups * elementsPerGroup;
  const weightsRe = new Float32Array(groups * ports * layers);
  const weightsIm = new Float32Array(groups * ports * layers);
  const layersRe = new Float32Array(layers * elements);
  const layersIm = new Float32Array(layers * elements);
  const portsRe = new Float32Array(ports * elements);
  const portsIm = new Float32Array(ports * elements);
  const apply = () => {
    for (let group = 0; group < groups; group++) {
      for (let port = 0; port < ports; port++) {
        const row = (group * ports + port) * layers;
        for (let i = group * elementsPerGroup; i < (group + 1) * elementsPerGroup; i++) {
          let re = 0;
          let im = 0;
          for (let layer = 0; layer < layers; layer++) {
            const wRe = weightsRe[row + layer];
            const wIm = weightsIm[row + layer];
            const xRe = layersRe[layer * elements + i];
            const xIm = layersIm[layer * elements + i];
            re += wRe * xRe - wIm * xIm;
            im += wRe * xIm + wIm * xRe;
          }
          portsRe[port * elements + i] = re;
          portsIm[port * elements + i] = im;
        }
      }
    }
  };
  return { weightsRe, weightsIm, layersRe, layersIm, portsRe, portsIm, apply };
}

/** @throws RangeError unless ports and layers are whole numbers from 1, groups and elements from 0 */
export function checkPrecodingShape(shape: PrecodingShape): void {
  const minimum = { ports: 1, layers: 1, groups: 0, elementsPerGroup: 0 };
  for (const key of ["ports", "layers", "groups", "elementsPerGroup"] as const) {
    if (!(Number.isInteger(shape[key]) && shape[key] >= minimum[key])) {
      throw new RangeError(`precoder: ${key}: expected a whole number from ${minimum[key]}, found ${shape[key]}`);
    }
  }
}
