import { type ComplexMatrix, complexMatrix } from "../complex-matrix.js";
import { type NrPanel, type NrPanelDimensions, nrBeamOversampling, nrPanels } from "./nr-downlink-codebook.data.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";

/** A matrix of the codebook, codebookMode 1. */
export interface NrPrecodingIndices {
  /** i1,1, 0 to 4 N1 - 1; 0 with 2 ports. */
  readonly i11: number;
  /** i1,2, 0 to O2 N2 - 1. */
  readonly i12: number;
  /** i1,3: distance of the second beam, with 2 to 4 layers of 4 ports or more; 0 otherwise. */
  readonly i13: number;
  /** i2: phase between polarisations, 0 to 3 for one layer, 0 or 1 for more. */
  readonly i2: number;
}

/** Numbers of values of each index, for a panel and its layers. */
export function nrPrecodingIndexCounts(panel: NrPanel, layers: number): NrPrecodingIndices {
  const { n1, n2, o2, twoLayers, moreLayers } = checkedPanel(panel, layers);
  const i2 = layers === 1 ? 4 : 2;
  if (panel === "1x1") return { i11: 1, i12: 1, i13: 1, i2 };
  const i13 = layers === 1 ? 1 : layers === 2 ? twoLayers.length : moreLayers.length;
  return { i11: n1 * nrBeamOversampling, i12: n2 * o2, i13, i2 };
}

/**
 * Precoding matrix of the type I single-panel codebook, `[antenna port][layer]`, total power 1: TS 38.214, 5.2.2.2.1, codebook
 * mode 1, Tables 5.2.2.2.1-1 (2 ports) and 5.2.2.2.1-5 to -8 (4 and 8 ports), 1 to 4 layers.
 *
 * Ports are by polarisation, then position along N1, then along N2.
 * @throws NrSettingError naming `precoder.panel`, `layers` or one of `precoder`'s indices
 */
export function nrDownlinkPrecoder(panel: NrPanel, layers: number, indices: NrPrecodingIndices): ComplexMatrix {
  const { n1, n2, o2, twoLayers, moreLayers } = checkedPanel(panel, layers);
  const counts = nrPrecodingIndexCounts(panel, layers);
  for (const key of ["i11", "i12", "i13", "i2"] as const) {
    checkNrWhole(`precoder.${key}`, indices[key], 0, counts[key] - 1);
  }
  const { i11, i12, i13, i2 } = indices;
  const positions = n1 * n2;
  const [k1, k2] = panel === "1x1" || layers === 1 ? [0, 0] : (layers === 2 ? twoLayers : moreLayers)[i13];
  const matrix = complexMatrix(2 * positions, layers);
  const scale = 1 / Math.sqrt(2 * positions * layers);
  for (let layer = 0; layer < layers; layer++) {
    // Layers take the two beams in turn; the first half has the polarisations' phase, the second its opposite.
    const isSecondBeam = layer % 2 === 1;
    const beam1 = i11 + (isSecondBeam ? k1 * nrBeamOversampling : 0);
    const beam2 = i12 + (isSecondBeam ? k2 * o2 : 0);
    const isOpposite = layers === 2 ? layer === 1 : layer >= 2;
    for (let position = 0; position < positions; position++) {
      const along1 = Math.floor(position / n2);
      const along2 = position % n2;
      const turns = (beam1 * along1) / (nrBeamOversampling * n1) + (beam2 * along2) / (o2 * n2);
      for (let polarisation = 0; polarisation < 2; polarisation++) {
        const phase = 2 * Math.PI * (turns + (polarisation === 0 ? 0 : i2 / 4 + (isOpposite ? 0.5 : 0)));
        const at = (polarisation * positions + position) * layers + layer;
        matrix.re[at] = scale * Math.cos(phase);
        matrix.im[at] = scale * Math.sin(phase);
      }
    }
  }
  return matrix;
}

function checkedPanel(panel: NrPanel, layers: number): NrPanelDimensions {
  checkNrChoice("precoder.panel", panel, ["1x1", "2x1", "2x2", "4x1"]);
  const found = nrPanels[panel];
  const ports = 2 * found.n1 * found.n2;
  const most = Math.min(4, ports);
  if (!(Number.isInteger(layers) && layers >= 1 && layers <= most)) {
    throw new NrSettingError(
      "layers",
      `expected 1 to ${most} with the codebook of ${ports} ports, found ${layers}; take a larger panel or a matrix of your own`,
    );
  }
  return found;
}
