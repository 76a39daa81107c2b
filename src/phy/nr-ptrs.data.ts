/**
 * k_ref^RE: subcarrier of PT-RS in a resource block, by DM-RS type, port of the DM-RS and resource element offset (00, 01,
 * 10, 11): TS 38.211, Tables 7.4.1.2.2-1 (PDSCH) and 6.4.1.2.2.1-1 (PUSCH), which are the same.
 */
export const nrPtrsSubcarriers: Readonly<Record<1 | 2, readonly (readonly number[])[]>> = {
  1: [
    [0, 2, 6, 8],
    [2, 4, 8, 10],
    [1, 3, 7, 9],
    [3, 5, 9, 11],
  ],
  2: [
    [0, 1, 6, 7],
    [1, 6, 7, 0],
    [2, 3, 8, 9],
    [3, 8, 9, 2],
    [4, 5, 10, 11],
    [5, 10, 11, 4],
  ],
};
