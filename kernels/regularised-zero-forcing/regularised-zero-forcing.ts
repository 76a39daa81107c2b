import { GroupWeights } from "./group-weights.js";
import { checkRegularisation, checkZeroForcingShape, type ZeroForcing, type ZeroForcingShape } from "./zero-forcing.js";

/**
 * Weights of regularised zero forcing, W = H^H (H H^H + alpha I)^-1 of every group: the reference form, in float64,
 * rounded to float32.
 *
 * alpha = 0 is zero forcing (H W = I), alpha = users N0 / P the minimum mean square error at a sum power P, and alpha
 * to infinity maximum ratio, H^H / alpha. The columns are not scaled to a power. Groups whose matrix is singular get NaN
 * for weights and a `leastShare` of 0: where it is no more than 2^-30, and where the channel is no number.
 *
 * It gives receivers too. Of y = G x + n, G `[antenna][stream]`, the filter (G^H G + alpha I)^-1 G^H is W^H where H is
 * G^H, and by reciprocity W^T where H is G^T; with alpha = N0 / Es it is the linear minimum mean square error.
 *
 * O(groups users^2 (3 / 2 antennas + users / 3)) complex products.
 */
export function regularisedZeroForcing(shape: ZeroForcingShape): ZeroForcing {
  checkZeroForcingShape(shape);
  const { users, antennas, groups } = shape;
  const numbers = groups * users * antennas;
  const channelRe = new Float32Array(numbers);
  const channelIm = new Float32Array(numbers);
  const regularisation = new Float32Array(groups);
  const weightsRe = new Float32Array(numbers);
  const weightsIm = new Float32Array(numbers);
  const leastShare = new Float32Array(groups);
  const made = { channelRe, channelIm, regularisation, weightsRe, weightsIm, leastShare };
  const weights = new GroupWeights(users, antennas);
  const apply = () => {
    checkRegularisation(regularisation);
    for (let group = 0; group < groups; group++) weights.solve(made, group);
  };
  return { ...made, apply };
}
