import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type Whitening, type WhiteningForm, type WhiteningShape, whitening } from "./whitening.js";
import { whiteningSimd } from "./whitening-simd.js";

/** Data elements of 100 resource blocks, four branches, the received vector and four layers; a covariance each block. */
const slot: WhiteningShape = { receive: 4, columns: 5, elements: 14_400, groupElements: 144 };

export const whiteningKernel: Kernel<WhiteningForm> = {
  name: "whitening",
  describe: "whitening by the Cholesky factor of each group's covariance",
  forms: [
    { backend: "reference", open: () => whitening },
    { backend: "simd", open: () => whiteningSimd },
  ],
  tolerance: {
    abs: 1e-5,
    rel: 0,
    reason:
      "of the root of the power that a branch receives over noise: sums of up to 64 products of float32, what they leave is divided by no less than the noise",
  },
  parityCases,
  benchmark: {
    unit: "resource element",
    prepare: (form) => {
      const made = form(slot);
      fill(made, slot, 10, 1);
      const sent = [made.re.slice(), made.im.slice()];
      const run = () => {
        made.re.set(sent[0]);
        made.im.set(sent[1]);
        made.whiten();
      };
      return { work: slot.elements, run };
    },
  },
};

/** Covariances of white noise of unit variance and two interferers, and vectors of the interference's size. */
function fill(made: Whitening, { receive }: WhiteningShape, interference: number, seed: number): void {
  const entries = receive * receive;
  const groups = made.covarianceRe.length / entries;
  const [gRe, gIm] = [3, 4].map((each) => symmetricNumbers(2 * groups * receive, seed + each, 1));
  for (let group = 0; group < groups; group++) {
    for (let i = 0; i < receive; i++) {
      for (let j = 0; j < receive; j++) {
        const at = group * entries + i * receive + j;
        made.covarianceRe[at] = i === j ? 1 : 0;
        made.covarianceIm[at] = 0;
        for (let each = 0; each < 2; each++) {
          const a = (2 * group + each) * receive + i;
          const b = (2 * group + each) * receive + j;
          made.covarianceRe[at] += interference * (gRe[a] * gRe[b] + gIm[a] * gIm[b]);
          made.covarianceIm[at] += interference * (gIm[a] * gRe[b] - gRe[a] * gIm[b]);
        }
      }
    }
  }
  made.re.set(symmetricNumbers(made.re.length, seed, Math.sqrt(interference)));
  made.im.set(symmetricNumbers(made.im.length, seed + 1, Math.sqrt(interference)));
}

function* parityCases(): Generator<ParityCase<WhiteningForm>> {
  for (const elements of [0, 1, 3, 4, 5, 8, 12, 23, 36, 37]) {
    yield whiteningCase({ receive: 2, columns: 3, elements, groupElements: 12 }, 10);
  }
  for (const receive of [1, 2, 3, 4, 5, 8, 64]) {
    for (const interference of [0.01, 1, 1e4]) {
      yield whiteningCase({ receive, columns: 2, elements: 31, groupElements: 7 }, interference);
    }
  }
  yield whiteningCase({ receive: 4, columns: 1, elements: 29, groupElements: 1 }, 1);
  yield whiteningCase({ receive: 4, columns: 1, elements: 29, groupElements: 1000 }, 1);
}

function whiteningCase(shape: WhiteningShape, interference: number): ParityCase<WhiteningForm> {
  const { receive, elements, groupElements } = shape;
  return {
    title: `${receive} branches, ${elements} elements in groups of ${groupElements}, interference ${interference}`,
    run: (form) => {
      const made = form(shape);
      fill(made, shape, interference, 5);
      // In two parts, that split a group.
      made.whiten(0, elements >> 1);
      made.whiten(elements >> 1);
      const unit = Math.sqrt(1 + receive * interference);
      return Float64Array.from([...made.re, ...made.im], (value) => value / unit);
    },
  };
}
