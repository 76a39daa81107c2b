import { type ComplexMatrix, complexMatrix } from "../complex-matrix.js";
import { checkNrChoice, checkNrWhole, NrSettingError } from "./nr-setting-error.js";
import { type NrUplinkCodebook, nrSpreadUplinkCodebook, nrUplinkCodebooks } from "./nr-uplink-codebook.data.js";

const real: Readonly<Record<string, number>> = { "0": 0, "1": 1, n: -1, j: 0, o: 0 };
const imaginary: Readonly<Record<string, number>> = { "0": 0, "1": 0, n: 0, j: 1, o: -1 };

/**
 * Precoding matrix W of codebook-based PUSCH, `[antenna port][layer]`: TS 38.211, Tables 6.3.1.5-1 to 6.3.1.5-7.
 *
 * Non-codebook transmission has the identity (or what the user gives) instead. Matrices that use all ports in full
 * have total power 1; those that leave ports out have less, as the standard has it.
 *
 * @param ports               2 or 4
 * @param layers              1 up to the ports, with transform precoding 1
 * @param tpmi                index of the table
 * @throws NrSettingError naming `precoder.ports`, `layers` or `precoder.tpmi`
 */
export function nrUplinkPrecoder(
  ports: 2 | 4,
  layers: number,
  tpmi: number,
  transformPrecoding = false,
): ComplexMatrix {
  const { matrices, divisors } = uplinkCodebook(ports, layers, transformPrecoding);
  checkNrWhole("precoder.tpmi", tpmi, 0, matrices.length - 1);
  const scale = 1 / Math.sqrt(divisors[tpmi]);
  const matrix = complexMatrix(ports, layers);
  matrices[tpmi].split(" ").forEach((column, layer) => {
    for (let port = 0; port < ports; port++) {
      matrix.re[port * layers + layer] = scale * real[column[port]];
      matrix.im[port * layers + layer] = scale * imaginary[column[port]];
    }
  });
  return matrix;
}

/** Matrices of a codebook: TPMI 0 to one less. */
export function nrUplinkPrecoderCount(ports: 2 | 4, layers: number, transformPrecoding = false): number {
  return uplinkCodebook(ports, layers, transformPrecoding).matrices.length;
}

function uplinkCodebook(ports: 2 | 4, layers: number, transformPrecoding: boolean): NrUplinkCodebook {
  checkNrChoice("precoder.ports", ports, [2, 4]);
  checkNrWhole("layers", layers, 1, ports);
  if (transformPrecoding && layers > 1) {
    throw new NrSettingError("layers", `expected 1 with transform precoding, found ${layers}`);
  }
  return transformPrecoding && ports === 4 ? nrSpreadUplinkCodebook : nrUplinkCodebooks[ports][layers];
}
