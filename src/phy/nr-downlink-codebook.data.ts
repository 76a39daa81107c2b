/** Ports of a panel: two polarisations of N1 times N2 positions: TS 38.214, Table 5.2.2.2.1-2, up to 8 ports. */
export type NrPanel = "1x1" | "2x1" | "2x2" | "4x1";

/** Of `1x1`, the two ports of one position (Table 5.2.2.2.1-1), there is nothing to steer. */
export interface NrPanelDimensions {
  readonly n1: number;
  readonly n2: number;
  /** O1 is 4. */
  readonly o2: number;
  /** k1 / O1 and k2 / O2 by i1,3 for two layers: Table 5.2.2.2.1-3. */
  readonly twoLayers: readonly (readonly [number, number])[];
  /** The same for three and four layers: Table 5.2.2.2.1-4. */
  readonly moreLayers: readonly (readonly [number, number])[];
}

/** O1 of every panel. */
export const nrBeamOversampling = 4;

/** TS 38.214, Tables 5.2.2.2.1-2 (dimensions), -3 and -4 (distance of the second beam). */
export const nrPanels: Readonly<Record<NrPanel, NrPanelDimensions>> = {
  "1x1": { n1: 1, n2: 1, o2: 1, twoLayers: [], moreLayers: [] },
  "2x1": {
    n1: 2,
    n2: 1,
    o2: 1,
    twoLayers: [
      [0, 0],
      [1, 0],
    ],
    moreLayers: [[1, 0]],
  },
  "2x2": {
    n1: 2,
    n2: 2,
    o2: 4,
    twoLayers: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ],
    moreLayers: [
      [1, 0],
      [0, 1],
      [1, 1],
    ],
  },
  "4x1": {
    n1: 4,
    n2: 1,
    o2: 1,
    twoLayers: [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    moreLayers: [
      [1, 0],
      [2, 0],
      [3, 0],
    ],
  },
};
