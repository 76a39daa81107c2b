import { symbolChannelKernel } from "./channel/symbol-channel-kernel.js";
import { symbolMapperKernel } from "./channel/symbol-mapper-kernel.js";
import { exactDemapperKernel } from "./demap/exact-demapper-kernel.js";
import { maxLogDemapperKernel } from "./demap/max-log-demapper-kernel.js";
import { exponentialMappingKernel } from "./effective-sinr/exponential-mapping-kernel.js";
import { informationMappingKernel } from "./effective-sinr/information-mapping-kernel.js";
import { fftKernel } from "./fft/fft-kernel.js";
import { gaussianKernel } from "./gaussian/gaussian-kernel.js";
import type { Kernel } from "./kernel.js";
import { ldpcFloat32Kernel } from "./ldpc/ldpc-float32-kernel.js";
import { ldpcInt8Kernel } from "./ldpc/ldpc-int8-kernel.js";
import { ldpcInt16Kernel } from "./ldpc/ldpc-int16-kernel.js";
import { qcXorKernel } from "./ldpc/qc-xor-kernel.js";
import { listDetectorKernel } from "./list-detector/list-detector-kernel.js";
import { mimoChannelKernel } from "./mimo-channel/mimo-channel-kernel.js";
import { mimoDetectorKernel } from "./mimo-detector/mimo-detector-kernel.js";
import { pathResponseKernel } from "./path-response/path-response-kernel.js";
import { philoxKernel } from "./philox/philox-kernel.js";
import { polarListKernel } from "./polar/polar-list-kernel.js";
import { precoderKernel } from "./precoding/precoder-kernel.js";
import { reedSolomonKernel } from "./reed-solomon/reed-solomon-kernel.js";
import { regularisedZeroForcingKernel } from "./regularised-zero-forcing/regularised-zero-forcing-kernel.js";
import { sumOfSinusoidsKernel } from "./sum-of-sinusoids/sum-of-sinusoids-kernel.js";
import { turboSisoKernel } from "./turbo/turbo-siso-kernel.js";
import { viterbiKernel } from "./viterbi/viterbi-kernel.js";
import { whiteningKernel } from "./whitening/whitening-kernel.js";

/** A kernel of any form; what works for all of them is handed to `visit`. */
export interface RegisteredKernel {
  readonly name: string;
  readonly visit: <Result>(visitor: <Form>(kernel: Kernel<Form>) => Result) => Result;
}

/** Every kernel of leolink: those of the files `kernels/<folder>/*-kernel.ts`. */
export const kernels: readonly RegisteredKernel[] = [
  registered(ldpcFloat32Kernel),
  registered(ldpcInt16Kernel),
  registered(ldpcInt8Kernel),
  registered(qcXorKernel),
  registered(polarListKernel),
  registered(viterbiKernel),
  registered(turboSisoKernel),
  registered(reedSolomonKernel),
  registered(philoxKernel),
  registered(gaussianKernel),
  registered(symbolChannelKernel),
  registered(symbolMapperKernel),
  registered(exactDemapperKernel),
  registered(maxLogDemapperKernel),
  registered(exponentialMappingKernel),
  registered(informationMappingKernel),
  registered(precoderKernel),
  registered(regularisedZeroForcingKernel),
  registered(mimoChannelKernel),
  registered(pathResponseKernel),
  registered(sumOfSinusoidsKernel),
  registered(fftKernel),
  registered(mimoDetectorKernel),
  registered(whiteningKernel),
  registered(listDetectorKernel),
];

function registered<Form>(kernel: Kernel<Form>): RegisteredKernel {
  return { name: kernel.name, visit: (visitor) => visitor(kernel) };
}
