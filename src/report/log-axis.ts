import type { PlotObject } from "./plot.js";

/** More decades than this are not all labelled. */
const mostLabels = 10;

/** The power of ten at or below the smallest positive value; 0.1 where there is none below it. */
export function decadeFloor(values: Iterable<number>): number {
  let smallest = 0.1;
  for (const value of values) if (value > 0 && value < smallest) smallest = value;
  return powerOfTen(Math.floor(Math.log10(smallest)));
}

/** A logarithmic axis of error rates from the floor to a little above 1, labelled by decades. */
export function rateAxis(floor: number): PlotObject {
  const lowest = Math.round(Math.log10(floor));
  const stride = Math.ceil(-lowest / mostLabels);
  const decades = Array.from({ length: Math.floor(-lowest / stride) + 1 }, (_, index) => -index * stride);
  return {
    type: "log",
    range: [lowest, 0.1],
    tickmode: "array",
    tickvals: decades.map(powerOfTen),
    ticktext: decades.map(decadeText),
  };
}

/** As it is written: 10 ** -5 is not 1e-5. */
function powerOfTen(exponent: number): number {
  return Number(`1e${exponent}`);
}

/** `10⁻³` for a plot. */
export function decadeText(decade: number): string {
  return decade === 0 ? "1" : `10<sup>${String(decade).replace("-", "−")}</sup>`;
}
