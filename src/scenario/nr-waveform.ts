/** A shared channel of 5G NR in every slot; sizes and identities as TS 38.211 and 38.214 number them. */
export interface NrWaveform {
  readonly kind: "nr";
  readonly subcarrierSpacing_Hz: number;
  readonly cyclicPrefix: "normal" | "extended";
  /** Of the allocation, from the carrier's first on; those of a carrier of the link's bandwidth if left out. */
  readonly resourceBlocks?: number;
  readonly firstSymbol: number;
  readonly symbols: number;
  readonly mapping: "A" | "B";
  /** DFT-s-OFDM. */
  readonly transformPrecoding: boolean;
  readonly mcsTable: 1 | 2 | 3;
  /** That adaptation may use, rising. */
  readonly mcs: readonly number[];
  readonly layers: number;
  readonly dmrs: {
    readonly type: 1 | 2;
    readonly length: 1 | 2;
    readonly additionalPositions: 0 | 1 | 2 | 3;
    readonly typeAPosition: 2 | 3;
    readonly cdmGroupsWithoutData: 1 | 2 | 3;
  };
  readonly ptrs?: { readonly timeDensity: 1 | 2 | 4; readonly frequencyDensity: 2 | 4 };
  /** Of a first transmission at its MCS's threshold. */
  readonly targetBler: number;
  readonly implementationLoss_dB: number;
}
