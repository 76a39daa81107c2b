import { LeolinkError, type Problem } from "../leolink-error.js";
import { type PatternSample, patternGrid } from "./pattern-grid.js";
import { noField_dBi, type PatternTable } from "./pattern-table.js";

/** Largest cut that is read; a count beyond it is a broken header. */
const mostValues = 1_000_000;

interface Cut {
  readonly initial: number;
  readonly increment: number;
  readonly count: number;
  readonly constant: number;
  readonly polarisation: 1 | 2 | 3;
  /** 1: theta varies at a constant phi; 2: phi varies at a constant theta. */
  readonly kind: 1 | 2;
}

/**
 * A pattern from a far-field file of TICRA's GRASP, `.cut`: for each cut a line of text, a line of V_INI, V_INC, V_NUM, C, ICOMP,
 * ICUT and NCOMP, and V_NUM lines of real and imaginary parts of two components.
 *
 * Read are spherical cuts (ICUT 1: over theta at phi = C; 2: over phi at theta = C) with NCOMP 2 and ICOMP 1 (E_theta, E_phi;
 * turned here into the x and y components of Ludwig's third definition), 2 (right- and left-hand circular) or 3 (co- and
 * cross-polar of Ludwig's third definition). |E|^2 is taken as gain, the field of an isotropic antenna being 1; a file that is
 * scaled otherwise needs `peakGain_dBi`.
 * The format as the documentation of python-graspfile and of grasp2alm describe it; the scale as in files that other programs write.
 *
 * @param coPolar  which component is co-polar
 * @throws LeolinkError (`input`) with file and line
 */
export function patternFromGraspCut(
  text: string,
  file: string,
  coPolar: "first" | "second",
  peakGain_dBi?: number,
): PatternTable {
  const lines = text.split(/\r\n|\r|\n/);
  while (lines.length > 0 && lines[lines.length - 1].trim() === "") lines.pop();
  if (lines.length === 0) throw located(file, 1, "expected a cut, found an empty file");
  const samples: PatternSample[] = [];
  const seen = new Map<string, number>();
  for (let next = 0; next < lines.length; ) {
    const cut = header(lines[next + 1], file, next + 2);
    const key = `${cut.kind} ${cut.constant}`;
    const earlier = seen.get(key);
    if (earlier !== undefined) {
      const what = cut.kind === 1 ? "phi" : "theta";
      throw located(
        file,
        next + 2,
        `expected each ${what} once, found ${cut.constant} deg again, first in line ${earlier}: files of several frequencies are not read`,
      );
    }
    seen.set(key, next + 2);
    for (let index = 0; index < cut.count; index++) {
      const line = next + 3 + index;
      const fields = numbers(lines[line - 1], 4, "real and imaginary parts of two components", file, line);
      samples.push(sample(cut, index, fields, coPolar, line));
    }
    next += 2 + cut.count;
  }
  return patternGrid(samples, file, peakGain_dBi);
}

function header(text: string | undefined, file: string, line: number): Cut {
  const expected = "V_INI, V_INC, V_NUM, C, ICOMP, ICUT and NCOMP";
  const [initial, increment, count, constant, polarisation, kind, components] = numbers(text, 7, expected, file, line);
  const problems: string[] = [];
  if (!(Number.isInteger(count) && count >= 1 && count <= mostValues)) {
    problems.push(`V_NUM: expected a whole number from 1 to ${mostValues}, found ${count}`);
  }
  if (count > 1 && increment === 0) problems.push("V_INC: expected a step, found 0");
  if (polarisation !== 1 && polarisation !== 2 && polarisation !== 3) {
    problems.push(
      `ICOMP: expected 1 (theta, phi), 2 (circular) or 3 (Ludwig's third definition), found ${polarisation}`,
    );
  }
  if (kind !== 1 && kind !== 2) problems.push(`ICUT: expected 1 (over theta) or 2 (over phi), found ${kind}`);
  if (components !== 2) problems.push(`NCOMP: expected 2, a far field, found ${components}`);
  const [thetas, phis] =
    kind === 1 ? [[initial, initial + (count - 1) * increment], [constant]] : [[constant], [initial]];
  if (!thetas.every((theta) => Math.abs(theta) <= 180 + 1e-6)) {
    problems.push(`expected theta from -180 to 180 deg, found ${thetas.join(" to ")} deg`);
  }
  if (!phis.every((phi) => Math.abs(phi) <= 720)) problems.push(`expected phi within two turns, found ${phis[0]} deg`);
  if (problems.length > 0) {
    throw new LeolinkError(
      "input",
      problems.map((message): Problem => ({ message, location: { file, line } })),
    );
  }
  return {
    initial,
    increment,
    count,
    constant,
    polarisation: polarisation as Cut["polarisation"],
    kind: kind as Cut["kind"],
  };
}

function sample(
  { initial, increment, constant, polarisation, kind }: Cut,
  index: number,
  [re1, im1, re2, im2]: readonly number[],
  coPolar: "first" | "second",
  line: number,
): PatternSample {
  const varied = initial + index * increment;
  const [theta_deg, phi_deg] = kind === 1 ? [varied, constant] : [constant, varied];
  let first = [re1, im1];
  let second = [re2, im2];
  if (polarisation === 1) {
    const phi = (phi_deg * Math.PI) / 180;
    const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
    // Unit vectors of Ludwig's third definition for a field along x: theta cos(phi) - phi sin(phi), theta sin(phi) + phi cos(phi).
    first = [re1 * cos - re2 * sin, im1 * cos - im2 * sin];
    second = [re1 * sin + re2 * cos, im1 * sin + im2 * cos];
  }
  const [co, cross] = coPolar === "first" ? [first, second] : [second, first];
  return {
    line,
    theta_deg,
    phi_deg,
    co_dBi: fieldGain_dBi(co),
    cross_dBi: fieldGain_dBi(cross),
    phase_deg: (Math.atan2(co[1], co[0]) * 180) / Math.PI,
  };
}

function fieldGain_dBi([re, im]: readonly number[]): number {
  const gain = re ** 2 + im ** 2;
  return gain > 0 ? Math.max(noField_dBi, 10 * Math.log10(gain)) : noField_dBi;
}

/** Fortran writes exponents of three digits without their letter, 0.1234-100. */
const fortranExponent = /^([+-]?(?:\d+\.?\d*|\.\d+))([+-]\d{3})$/;

function numbers(text: string | undefined, count: number, what: string, file: string, line: number): number[] {
  if (text === undefined) throw located(file, line, `expected ${what}, found the end of the file`);
  const words = text.trim() === "" ? [] : text.trim().split(/\s+/);
  if (words.length !== count) throw located(file, line, `expected ${count} numbers (${what}), found ${words.length}`);
  return words.map((word) => {
    const value = Number(word.replace(fortranExponent, "$1e$2").replace(/[dD]/, "e"));
    if (Number.isFinite(value)) return value;
    throw located(file, line, `expected ${what}, found ${JSON.stringify(word.slice(0, 40))}`);
  });
}

function located(file: string, line: number, message: string): LeolinkError {
  return new LeolinkError("input", [{ message, location: { file, line } }]);
}
