/** Of each output C1, C2, ...: `1` where a bit is sent, `0` where it is not, from the first step on, over and over. */
export type PuncturingPatterns = Readonly<Record<string, string>>;

/**
 * Where the coded bits of a frame stand among all outputs, in the order sent: C1, C2, ... of the first step, of the next.
 *
 * @param steps    of the frame
 * @param outputs  n; output i of step t is number t * n + i
 * @throws RangeError where the patterns are not one for each output, of one length, with a bit to send
 */
export function puncturingIndex(steps: number, outputs: number, patterns?: PuncturingPatterns): Int32Array {
  if (patterns === undefined) return Int32Array.from({ length: steps * outputs }, (_, i) => i);
  const isSent = checkedPatterns(outputs, patterns);
  const period = isSent[0].length;
  const index: number[] = [];
  for (let step = 0; step < steps; step++) {
    for (let i = 0; i < outputs; i++) if (isSent[i][step % period]) index.push(step * outputs + i);
  }
  return Int32Array.from(index);
}

/** Steps and sent bits of a pattern's period; 1 and n without patterns. */
export function puncturingPeriod(
  outputs: number,
  patterns?: PuncturingPatterns,
): { readonly steps: number; readonly bits: number } {
  if (patterns === undefined) return { steps: 1, bits: outputs };
  const isSent = checkedPatterns(outputs, patterns);
  return { steps: isSent[0].length, bits: isSent.flat().filter(Boolean).length };
}

function checkedPatterns(outputs: number, patterns: PuncturingPatterns): readonly (readonly boolean[])[] {
  const names = Array.from({ length: outputs }, (_, i) => `C${i + 1}`);
  const unknown = Object.keys(patterns).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new RangeError(
      `ConvolutionalSpec: puncturing: expected patterns of ${names.join(", ")}, found one of ${unknown}`,
    );
  }
  const isSent = names.map((name) => {
    const pattern = patterns[name];
    if (!(typeof pattern === "string" && /^[01]+$/.test(pattern))) {
      throw new RangeError(`ConvolutionalSpec: puncturing.${name}: expected a text of 0 and 1, found ${pattern}`);
    }
    if (pattern.length !== patterns.C1.length) {
      throw new RangeError(
        `ConvolutionalSpec: puncturing.${name}: expected as many steps as C1 (${patterns.C1.length}), found ${pattern.length}`,
      );
    }
    return Array.from(pattern, (letter) => letter === "1");
  });
  if (!isSent.flat().includes(true)) {
    throw new RangeError("ConvolutionalSpec: puncturing: expected a bit to send, found none");
  }
  return isSent;
}
