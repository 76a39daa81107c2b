import { ccsdsDualBasis } from "./ccsds-reed-solomon.data.js";
import type { ChannelCode } from "./channel-code.js";
import { checkWhole } from "./check-arguments.js";
import { ReedSolomonChannelCode, type ReedSolomonSettings } from "./reed-solomon.js";

/** The Reed-Solomon codes of CCSDS 131.0-B. */
export interface CcsdsReedSolomonSpec {
  readonly family: "ccsds-reed-solomon";
  /** k: 223 (E = 16 correctable errors) or 239 (E = 8), with the virtual fill. */
  readonly informationSymbols: 223 | 239;
  /** I: 1, 2, 3, 4, 5 or 8 words. */
  readonly interleaving: number;
  /** Symbols of 0 that each word starts with and that are not sent, 0 to k - 1; 0 if left out. */
  readonly virtualFill?: number;
  /** Of the symbols sent: `dual` (the standard's, if left out) or `conventional`. */
  readonly basis?: "dual" | "conventional";
}

const interleavings = [1, 2, 3, 4, 5, 8];

/**
 * CCSDS 131.0-B-2, 4.3: GF(256) of x^8 + x^7 + x^2 + x + 1, generator of the roots alpha^(11 j) for j = 128 - E to
 * 127 + E, symbols in the dual basis, words interleaved symbol by symbol.
 *
 * @throws RangeError where no such code exists, naming the argument
 */
export function ccsdsReedSolomonCode(spec: CcsdsReedSolomonSpec): ChannelCode<ReedSolomonSettings> {
  return ccsdsReedSolomon(spec);
}

/** `ccsdsReedSolomonCode` with its codec. */
export function ccsdsReedSolomon(spec: CcsdsReedSolomonSpec): ReedSolomonChannelCode {
  const owner = "CcsdsReedSolomonSpec";
  const { informationSymbols, interleaving, virtualFill = 0, basis = "dual" } = spec;
  if (informationSymbols !== 223 && informationSymbols !== 239) {
    throw new RangeError(`${owner}: informationSymbols: expected 223 or 239, found ${informationSymbols}`);
  }
  if (!interleavings.includes(interleaving)) {
    throw new RangeError(`${owner}: interleaving: expected one of ${interleavings}, found ${interleaving}`);
  }
  checkWhole(owner, "virtualFill", virtualFill, 0, informationSymbols - 1);
  if (basis !== "dual" && basis !== "conventional") {
    throw new RangeError(`${owner}: basis: expected dual or conventional, found ${basis}`);
  }
  const parity = 255 - informationSymbols;
  const fill = virtualFill === 0 ? "" : ` fill ${virtualFill}`;
  return new ReedSolomonChannelCode(
    {
      symbolBits: 8,
      fieldPolynomial: 0x187,
      symbols: 255 - virtualFill,
      parity,
      firstRoot: 128 - parity / 2,
      rootStep: 11,
      interleaving,
      ...(basis === "dual" && { sentSymbols: dualBasisSymbols() }),
    },
    `CCSDS Reed-Solomon (255, ${informationSymbols}) I=${interleaving}${fill}${basis === "dual" ? "" : ` ${basis} basis`}`,
  );
}

/** Symbol in the dual basis of each element of the field. */
export function dualBasisSymbols(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, element) =>
    ccsdsDualBasis.reduce((symbol, row, i) => symbol ^ ((element >> (7 - i)) & 1 ? row : 0), 0),
  );
}
