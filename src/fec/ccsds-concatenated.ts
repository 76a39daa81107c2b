import { type CcsdsConvolutionalRate, ccsdsConvolutionalSpec } from "./ccsds-convolutional.js";
import { ccsdsRandomize } from "./ccsds-randomizer.js";
import { type CcsdsReedSolomonSpec, ccsdsReedSolomon } from "./ccsds-reed-solomon.js";
import type { ChannelCode } from "./channel-code.js";
import { checkLength } from "./check-arguments.js";
import { ConvolutionalCode, type ConvolutionalSpec } from "./convolutional.js";
import type { ConvolutionalSettings } from "./convolutional-settings.js";
import { packSymbols, type ReedSolomonSettings } from "./reed-solomon.js";

/** The concatenated code of CCSDS 131.0-B: interleaved Reed-Solomon words, sent through the convolutional code. */
export interface CcsdsConcatenatedSpec extends Omit<CcsdsReedSolomonSpec, "family"> {
  readonly family: "ccsds-concatenated";
  /** Of the convolutional code. */
  readonly rate: CcsdsConvolutionalRate;
  /** The pseudo-randomizer between both codes; false if left out. */
  readonly isRandomized?: boolean;
}

export interface CcsdsConcatenatedSettings {
  readonly inner: ConvolutionalSettings;
  /** From the inner decoder's hard decisions: `errors` only. */
  readonly outer: ReedSolomonSettings;
}

/** The convolutional code of a concatenation. */
export function ccsdsConcatenatedInner(spec: CcsdsConcatenatedSpec): ConvolutionalSpec {
  return innerSpec(ccsdsReedSolomon({ ...spec, family: "ccsds-reed-solomon" }).codedBits, spec.rate);
}

function innerSpec(informationBits: number, rate: CcsdsConvolutionalRate): ConvolutionalSpec {
  return ccsdsConvolutionalSpec({ family: "ccsds-convolutional", informationBits, rate });
}

/**
 * CCSDS 131.0-B-2, 4 and 3, as one frame of its own: Reed-Solomon words interleaved symbol by symbol, randomizer,
 * convolutional code ended by six zeros. The sync marker is not among its bits.
 *
 * @throws RangeError where no such code exists, naming the argument
 */
export function ccsdsConcatenatedCode(spec: CcsdsConcatenatedSpec): ChannelCode<CcsdsConcatenatedSettings> {
  const { rate, isRandomized = false } = spec;
  const outer = ccsdsReedSolomon({ ...spec, family: "ccsds-reed-solomon" });
  const frameBits = outer.codedBits;
  const inner = new ConvolutionalCode(innerSpec(frameBits, rate), `CCSDS convolutional ${rate}`);
  const name = `${outer.name}${isRandomized ? " randomized" : ""} with convolutional ${rate}`;
  const { informationBits } = outer;
  const { codedBits } = inner;
  const frame = new Uint8Array(frameBits);
  return {
    name,
    informationBits,
    codedBits,
    encode: (information, coded) => {
      outer.encode(information, frame);
      if (isRandomized) ccsdsRandomize(frame, frame);
      inner.encode(frame, coded);
    },
    decoder: (settings) => {
      if (settings.outer.decoder !== "errors") {
        throw new RangeError(
          `CcsdsConcatenatedSettings: outer.decoder: expected errors, found ${settings.outer.decoder}`,
        );
      }
      const innerDecoder = inner.decoder(settings.inner);
      const codec = outer.codec(settings.outer);
      const bits = new Uint8Array(frameBits);
      return {
        iterations: 1,
        decode: (llrs, information) => {
          checkLength(name, "information", information, informationBits);
          innerDecoder.decode(llrs, bits);
          if (isRandomized) ccsdsRandomize(bits, bits);
          packSymbols(bits, 8, codec.symbols);
          const isAccepted = codec.correct();
          codec.information(information);
          return isAccepted;
        },
        toString: () => `${innerDecoder}; ${codec}`,
      };
    },
    toString: () => name,
  };
}
