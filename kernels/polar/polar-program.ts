import { type PolarCode, parityRegisterLength, polarStages } from "./polar-code.js";
import { polarNodeKinds } from "./polar-nodes.js";

const operation = {
  end: 0,
  boxPlus: 1,
  sum: 2,
  sumOfZeros: 3,
  combine: 4,
  combineZeros: 5,
  frozen: 6,
  repetition: 7,
  free: 8,
  singleParity: 9,
  parity: 10,
} as const;

/**
 * Instructions of polar-list.as.ts for a code: its tree in the order of decoding.
 *
 * Bits 0 to 3: operation; 4 to 7: stage of the node it writes (of its halves, for `combine`); 8: the node (the
 * combined one) is a right half; 9 to 11: index of the node's first bit modulo 5.
 */
export function polarProgram(code: PolarCode): Uint32Array {
  const stages = polarStages(code);
  const kind = polarNodeKinds(code, "fast");
  const program: number[] = [];
  const emit = (what: number, stage: number, isRight = false, first = 0) => {
    program.push(what | (stage << 4) | (isRight ? 1 << 8 : 0) | ((first % parityRegisterLength) << 9));
  };
  const visit = (first: number, stage: number, isRight: boolean): void => {
    const size = 2 ** stage;
    const nodeKind = kind(first, size);
    if (nodeKind !== "split") {
      emit(operation[nodeKind], stage, isRight, first);
      return;
    }
    const half = size / 2;
    const leftIsFrozen = kind(first, half) === "frozen";
    emit(operation.boxPlus, stage - 1);
    visit(first, stage - 1, false);
    emit(leftIsFrozen ? operation.sumOfZeros : operation.sum, stage - 1);
    visit(first + half, stage - 1, true);
    emit(leftIsFrozen ? operation.combineZeros : operation.combine, stage - 1, isRight);
  };
  visit(0, stages, true);
  emit(operation.end, 0);
  return Uint32Array.from(program);
}
