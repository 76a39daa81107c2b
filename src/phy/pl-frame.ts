import type { DvbS2xModcod } from "./dvb-s2x.js";
import type { TransportFormat } from "./transport-format.js";

/** EN 302 307-1, 5.5: a slot is 90 symbols, the PLHEADER one slot, a pilot block 36 symbols after every 16 slots. */
const slot_symbols = 90;
const plHeader_symbols = 90;
export const pilotBlock_symbols = 36;
const slotsPerPilotBlock = 16;
/** EN 302 307-1, 5.3. */
const fecFrame_bit = { normal: 64_800, short: 16_200 } as const;
/** EN 302 307-1, 5.1.6. */
const bbHeader_bit = 80;

/** A physical-layer frame that carries one BBFRAME. */
export interface PlFrame {
  readonly symbols: number;
  /** Data field of the BBFRAME: Kbch less its header. */
  readonly payload_bit: number;
}

/** Where what stands in a PLFRAME. */
export interface PlFrameLayout {
  readonly symbols: number;
  /** Slots of the XFECFRAME, the last one padded where the bits do not fill it. */
  readonly dataSymbols: number;
  /** Place of the first symbol of each pilot block, counted from the PLHEADER's first. */
  readonly pilotBlocks: readonly number[];
}

/**
 * Geometry of a PLFRAME: PLHEADER, the XFECFRAME's slots, and, with pilots, a block after every 16 slots but none right
 * before the next frame's start (EN 302 307-1, 5.5.3).
 */
export function plFrameLayout(frame: keyof typeof fecFrame_bit, bitsPerSymbol: number, pilots: boolean): PlFrameLayout {
  const slots = Math.ceil(fecFrame_bit[frame] / bitsPerSymbol / slot_symbols);
  const count = pilots ? Math.floor((slots - 1) / slotsPerPilotBlock) : 0;
  const stretch = slotsPerPilotBlock * slot_symbols;
  return {
    symbols: plHeader_symbols + slots * slot_symbols + count * pilotBlock_symbols,
    dataSymbols: slots * slot_symbols,
    pilotBlocks: Array.from(
      { length: count },
      (_, block) => plHeader_symbols + (block + 1) * stretch + block * pilotBlock_symbols,
    ),
  };
}

/** The symbols of a PLFRAME with a normal FECFRAME and what it carries. */
export function plFrame(modcod: DvbS2xModcod, { pilots }: { readonly pilots: boolean }): PlFrame {
  return {
    symbols: plFrameLayout("normal", modcod.bitsPerSymbol, pilots).symbols,
    payload_bit: modcod.kbch_bit - bbHeader_bit,
  };
}

/** Time on air of a frame. */
export function frameDuration_s(frame: PlFrame, symbolRate_Hz: number): number {
  return frame.symbols / symbolRate_Hz;
}

/** Payload bits a symbol, BB header, PL header and pilots paid. */
export function spectralEfficiency(modcod: DvbS2xModcod, pilots: boolean): number {
  const { symbols, payload_bit } = plFrame(modcod, { pilots });
  return payload_bit / symbols;
}

/** Payload bit rate of frames sent back to back. */
export function netBitRate_bps(modcod: DvbS2xModcod, symbolRate_Hz: number, pilots: boolean): number {
  return spectralEfficiency(modcod, pilots) * symbolRate_Hz;
}

/** The MODCOD with its PLFRAME, as budget, adaptation and MAC see it. */
export function dvbFormat(modcod: DvbS2xModcod, symbolRate_Hz: number, pilots: boolean): TransportFormat {
  const frame = plFrame(modcod, { pilots });
  const { name, threshold_dB, table } = modcod;
  return {
    name,
    threshold_dB,
    thresholdSource: table,
    payload_bit: frame.payload_bit,
    payloadSource: "EN 302 307-1, 5.1, 5.3 and 5.5",
    duration_s: frameDuration_s(frame, symbolRate_Hz),
    deliveredShare: 1,
  };
}
