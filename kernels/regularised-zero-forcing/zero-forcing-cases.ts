import type { ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import type { ZeroForcing, ZeroForcingForm, ZeroForcingShape } from "./zero-forcing.js";

/** Gives every channel random numbers up to `bound` in either part. */
export function fillGroups({ channelRe, channelIm }: ZeroForcing, seed: number, bound: number): void {
  channelRe.set(symmetricNumbers(channelRe.length, seed, bound));
  channelIm.set(symmetricNumbers(channelIm.length, seed + 1, bound));
}

/** Inputs on which all forms must agree: random ones of many shapes, singular ones, and the ends of float32's range. */
export function* zeroForcingCases(): Generator<ParityCase<ZeroForcingForm>> {
  const shapes = [
    ...[1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17].map((users) => [users, 19, 2]),
    ...[1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17].map((antennas) => [3, antennas, 3]),
    [4, 4, 50],
    [16, 64, 3],
    [64, 256, 1],
    [12, 5, 2],
    [4, 8, 0],
  ];
  for (const [users, antennas, groups] of shapes) {
    for (const alpha of [0, 0.3, 1e4]) {
      const title = `${users} users on ${antennas} antennas, ${groups} groups, alpha ${alpha}`;
      yield zeroForcingCase(title, { users, antennas, groups }, (made) => {
        fillGroups(made, 5, 1);
        made.regularisation.fill(alpha);
      });
    }
  }
  const shape = { users: 5, antennas: 9, groups: 3 };
  for (const bound of [1e-19, 1e-16, 1e-10, 1e10, 1e16, 1e18]) {
    yield zeroForcingCase(`channels of ${bound}`, shape, (made) => {
      fillGroups(made, 7, bound);
      made.regularisation.fill(0.01 * bound ** 2);
    });
  }
  // The second user's channel is the first one's and `apart` of another.
  for (const apart of [1, 0.3, 0.1, 0.03, 1e-3]) {
    for (const alpha of [0, 1e-6, 0.1]) {
      yield zeroForcingCase(`two users ${apart} apart, alpha ${alpha}`, shape, (made) => {
        fillGroups(made, 11, 1);
        for (const array of [made.channelRe, made.channelIm]) {
          for (let i = 0; i < 9; i++) array[9 + i] = array[i] + apart * array[9 + i];
        }
        made.regularisation.fill(alpha);
      });
    }
  }
  for (const [users, antennas] of [
    [16, 64],
    [13, 21],
  ]) {
    yield zeroForcingCase(`${users} users that share most of their channel`, { users, antennas, groups: 2 }, (made) => {
      fillGroups(made, 17, 1);
      for (const array of [made.channelRe, made.channelIm]) {
        for (let i = antennas; i < users * antennas; i++) array[i] = 0.9 * array[i % antennas] + 0.1 * array[i];
      }
    });
  }
  yield zeroForcingCase("one group of three singular, with two users the same", shape, (made) => {
    fillGroups(made, 13, 1);
    for (const array of [made.channelRe, made.channelIm]) array.copyWithin(45 + 18, 45, 45 + 9);
  });
  yield zeroForcingCase("no channel at all", shape, () => {});
  yield zeroForcingCase("no channel but a regularisation", shape, (made) => made.regularisation.fill(1));
  yield zeroForcingCase("a channel that is no number", shape, (made) => {
    fillGroups(made, 13, 1);
    made.channelRe[50] = Number.NaN;
    made.channelIm[100] = Infinity;
  });
}

/** Weights in units of the norm of each user's weights in the group, and the shares. */
function zeroForcingCase(
  title: string,
  shape: ZeroForcingShape,
  prepare: (made: ZeroForcing) => void,
): ParityCase<ZeroForcingForm> {
  return {
    title,
    run: (form) => {
      const made = form(shape);
      prepare(made);
      made.apply();
      return Float64Array.from([...made.leastShare, ...inUnitsOfNorm(made, shape)]);
    },
  };
}

function* inUnitsOfNorm({ weightsRe, weightsIm }: ZeroForcing, shape: ZeroForcingShape): Generator<number> {
  const { users, antennas, groups } = shape;
  for (let column = 0; column < groups * users; column++) {
    const start = Math.floor(column / users) * users * antennas + (column % users);
    let power = 0;
    for (let antenna = 0; antenna < antennas; antenna++) {
      power += weightsRe[start + antenna * users] ** 2 + weightsIm[start + antenna * users] ** 2;
    }
    const unit = power === 0 ? 1 : Math.sqrt(power);
    for (let antenna = 0; antenna < antennas; antenna++) {
      yield weightsRe[start + antenna * users] / unit;
      yield weightsIm[start + antenna * users] / unit;
    }
  }
}
