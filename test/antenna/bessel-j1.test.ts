import { expect, test } from "vitest";
import { besselJ1 } from "../../src/antenna/bessel-j1.js";

test.each([
  // SciPy 1.17.1, scipy.special.j1
  [0, 0],
  [1e-3, 0.0004999999375000026],
  [0.5, 0.24226845767487387],
  [1.616, 0.5714309920921754],
  [10, 0.04347274616886141],
  [100.3, -0.06757851439603228],
  [1571.2, -0.00749407043574692],
])("J1(%d) is the tabulated value", (x, expected) => {
  expect(Math.abs(besselJ1(x) - expected)).toBeLessThan(1e-13);
});

test("J1 is odd and vanishes at its tabulated zeros", () => {
  // NIST DLMF, Table 10.21: j(1,1), j(1,2), j(1,3)
  for (const zero of [3.8317059702, 7.0155866698, 10.1734681351]) expect(Math.abs(besselJ1(zero))).toBeLessThan(1e-10);
  expect(besselJ1(-2.5)).toBe(-besselJ1(2.5));
});
