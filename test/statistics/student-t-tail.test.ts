import { expect, test } from "vitest";
import { studentTCentral } from "../../src/statistics/student-t.js";
import { studentTCritical, studentTTail } from "../../src/statistics/student-t-tail.js";

// scipy 1.17, 2 * t.sf.
test.each([
  [2, 5.5, 0.09675439023118504],
  [3.1, 2.2, 0.0799534071119865],
  [6.5, 9.7, 7.930740890814293e-5],
  [40, 3.3, 1.5058886868e-5],
  [0.3, 17.3, 0.767751974532544],
  [5, 1e6, 5.733997870890745e-7],
])("|T| exceeds %d with %d degrees of freedom with probability %d", (t, nu, p) => {
  expect(Math.abs(studentTTail(t, nu) / p - 1)).toBeLessThan(1e-6);
});

// NIST/SEMATECH e-Handbook, 1.3.6.7.2: upper critical values, two-sided at 0.05, 0.01 and 0.002.
test.each([
  [0.05, 1, 12.706],
  [0.05, 4, 2.776],
  [0.01, 10, 3.169],
  [0.002, 20, 3.552],
  [0.05, 100, 1.984],
])("the critical value at %d with %d degrees of freedom is the table's %d", (p, nu, t) => {
  expect(studentTCritical(p, nu)).toBeCloseTo(t, 3);
});

test("whole degrees of freedom give the finite sums of studentTCentral", () => {
  for (const nu of [1, 2, 3, 8, 31, 200]) {
    for (const t of [0, 0.1, 1, 2.5, 6]) expect(studentTTail(t, nu)).toBeCloseTo(1 - studentTCentral(t, nu), 12);
  }
});

test.each([
  [-1, 3],
  [1, 0],
  [Number.NaN, 3],
])("t = %d with %d degrees of freedom is refused", (t, nu) => {
  expect(() => studentTTail(t, nu)).toThrow(RangeError);
});
