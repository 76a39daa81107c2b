/**
 * Trellis of a feed-forward convolutional code of rate 1/n.
 *
 * A state holds the last inputs, the newest in bit 0; with input u, state s goes to (2 s + u) mod `states`. The two
 * ways into state s come from s >> 1 and from (s >> 1) + `states` / 2.
 */
export interface ConvolutionalTrellis {
  /** K: the input and the K - 1 before it make an output. */
  readonly constraintLength: number;
  /** 2^(K - 1), but 32 or more: what a state remembers beyond K - 1 inputs changes no output. */
  readonly states: number;
  /** n. */
  readonly outputs: number;
  /** Of each output: bit d is the tap on the input d steps ago. */
  readonly taps: readonly number[];
  /** Bit i: output i is inverted. */
  readonly inverted: number;
}

/** Fills one vector of bytes with half the states, so that no SIMD form needs a case of its own for short codes. */
const fewestStates = 32;

/** Longest constraint length and most outputs. */
const largestConstraintLength = 14;
const mostOutputs = 8;

/**
 * @param generators  bit K - 1 is the tap on the newest input, bit 0 that on the oldest: 0o171 and 0o133 for K = 7
 * @param inverted    of each output; none if left out
 * @throws RangeError where no such code exists, naming the argument
 */
export function convolutionalTrellis(
  constraintLength: number,
  generators: readonly number[],
  inverted: readonly boolean[] = [],
): ConvolutionalTrellis {
  const owner = "convolutionalTrellis";
  checkRange(owner, "constraintLength", constraintLength, 2, largestConstraintLength);
  checkRange(owner, "generators.length", generators.length, 1, mostOutputs);
  for (const [i, generator] of generators.entries()) {
    checkRange(owner, `generators[${i}]`, generator, 1, 2 ** constraintLength - 1);
  }
  if (inverted.length > generators.length) {
    throw new RangeError(`${owner}: inverted: expected ${generators.length} at most, found ${inverted.length}`);
  }
  const taps = generators.map((generator) => {
    let reversed = 0;
    for (let d = 0; d < constraintLength; d++) reversed |= ((generator >> (constraintLength - 1 - d)) & 1) << d;
    return reversed;
  });
  return {
    constraintLength,
    states: Math.max(2 ** (constraintLength - 1), fewestStates),
    outputs: generators.length,
    taps,
    inverted: inverted.reduce((mask, isInverted, i) => mask | (isInverted ? 1 << i : 0), 0),
  };
}

/** Outputs, bit i being output i, for a window of inputs: bit d is the input d steps ago. */
export function trellisOutputs({ taps, inverted }: ConvolutionalTrellis, window: number): number {
  let outputs = inverted;
  for (let i = 0; i < taps.length; i++) outputs ^= parity(window & taps[i]) << i;
  return outputs;
}

function parity(value: number): number {
  let folded = value ^ (value >> 16);
  folded ^= folded >> 8;
  folded ^= folded >> 4;
  return (0x6996 >> (folded & 15)) & 1;
}

function checkRange(owner: string, argument: string, value: number, minimum: number, maximum: number): void {
  if (!(Number.isInteger(value) && value >= minimum && value <= maximum)) {
    throw new RangeError(
      `${owner}: ${argument}: expected a whole number from ${minimum} to ${maximum}, found ${value}`,
    );
  }
}
