import { type ComplexMatrix, complexMatrix } from "../complex-matrix.js";
import { nrDownlinkPrecoder } from "../phy/nr-downlink-codebook.js";
import { NrSettingError } from "../phy/nr-setting-error.js";
import { nrUplinkPrecoder } from "../phy/nr-uplink-codebook.js";
import type { Antennas } from "./antennas.js";
import type { NrWaveform } from "./nr-waveform.js";
import type { Link } from "./scenario.js";

/**
 * The precoder of a scenario, `[antenna][layer]`; undefined for a layer an antenna.
 * @throws NrSettingError naming `layers`, `precoder` or a part of it
 */
export function nrPrecoder(
  { precoding, transmit }: Pick<Antennas, "precoding" | "transmit">,
  { layers, transformPrecoding }: Pick<NrWaveform, "layers" | "transformPrecoding">,
  direction: Link["direction"],
): ComplexMatrix | undefined {
  switch (precoding.kind) {
    case "none":
      if (transmit.count === layers) return undefined;
      throw new NrSettingError(
        "layers",
        `expected ${transmit.count}, a layer for each transmit antenna, found ${layers}; set antennas.transmit.count, or give a precoder`,
      );
    case "tpmi": {
      if (direction !== "uplink")
        throw new NrSettingError("precoder", "expected panel or matrix in the downlink, found tpmi");
      return withAntennas(
        nrUplinkPrecoder(portsOf(transmit.count), layers, precoding.tpmi, transformPrecoding),
        transmit.count,
      );
    }
    case "panel": {
      if (direction !== "downlink")
        throw new NrSettingError("precoder", "expected tpmi or matrix in the uplink, found panel");
      return withAntennas(nrDownlinkPrecoder(precoding.panel, layers, precoding), transmit.count);
    }
    case "matrix": {
      const { re, im } = precoding;
      if (re[0].length !== layers) {
        throw new NrSettingError("precoder.matrix", `expected ${layers} layers, found ${re[0].length}`);
      }
      const made = complexMatrix(re.length, layers);
      made.re.set(re.flat());
      made.im.set(im.flat());
      const power = made.re.reduce((sum, x, i) => sum + x * x + made.im[i] ** 2, 0);
      for (let i = 0; i < made.re.length; i++) {
        made.re[i] /= Math.sqrt(power);
        made.im[i] /= Math.sqrt(power);
      }
      return withAntennas(made, transmit.count);
    }
  }
}

function portsOf(antennas: number): 2 | 4 {
  if (antennas === 2 || antennas === 4) return antennas;
  throw new NrSettingError(
    "precoder.tpmi",
    `expected 2 or 4 transmit antennas with a codebook of the uplink, found ${antennas}`,
  );
}

function withAntennas(matrix: ComplexMatrix, antennas: number): ComplexMatrix {
  if (matrix.rows === antennas) return matrix;
  throw new NrSettingError(
    "precoder",
    `expected ${antennas} antennas, those of antennas.transmit, found ${matrix.rows}`,
  );
}
