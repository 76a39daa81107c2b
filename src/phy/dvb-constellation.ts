import type { Constellation } from "./constellation.js";
import {
  type DvbPointRow,
  type DvbRingRow,
  dvbPointConstellations,
  dvbRingConstellations,
  dvbRingShapes,
} from "./dvb-constellations.data.js";

/** Angles of 8PSK in multiples of pi / 4, by label: EN 302 307-1, 5.4.2. */
const psk8 = [1, 0, 4, 5, 2, 7, 3, 6];

/** Names of the constellations but BPSK, which the VL-SNR modes alone use: QPSK, 8PSK, and a modulation with the code rate that sets its radii, e.g. `16APSK 2/3-L`. */
export function dvbConstellationNames(): string[] {
  return [
    "QPSK",
    "8PSK",
    ...dvbRingConstellations.map(([name]) => name),
    ...dvbPointConstellations.map(([name]) => name),
  ];
}

/**
 * A constellation of DVB-S2 or DVB-S2X: EN 302 307-1, 5.4, and EN 302 307-2, 5.4; undefined for another name.
 *
 * QPSK has its first bit in the sign of the real part. ` short` at the end of a name means the short FECFRAME, where
 * that has ratios of its own.
 */
export function dvbConstellation(name: string): Constellation | undefined {
  if (name === "BPSK") {
    // The even symbols of pi/2-BPSK: EN 302 307-2, 5.4.0a. The odd ones are a quarter turn on, which the PLFRAME adds.
    return constellation(name, [Math.SQRT1_2, -Math.SQRT1_2], [Math.SQRT1_2, -Math.SQRT1_2]);
  }
  if (name === "QPSK") {
    const half = Math.SQRT1_2;
    return constellation(name, [half, half, -half, -half], [half, -half, half, -half]);
  }
  if (name === "8PSK") {
    return constellation(
      name,
      psk8.map((k) => Math.cos((k * Math.PI) / 4)),
      psk8.map((k) => Math.sin((k * Math.PI) / 4)),
    );
  }
  const ofRings = dvbRingConstellations.find((row) => row[0] === name);
  if (ofRings) return ringConstellation(ofRings);
  const ofPoints = dvbPointConstellations.find((row) => row[0] === name);
  return ofPoints && pointConstellation(ofPoints);
}

function ringConstellation([name, shape, ratios]: DvbRingRow): Constellation {
  const { angleDivisors, labels } = dvbRingShapes[shape];
  const radii = [1, ...ratios];
  const places = labels
    .trim()
    .split(/\s+/)
    .map((label) => {
      const [ring, multiple] = label.split(":").map(Number);
      return { radius: radii[ring - 1], angle_rad: (multiple * Math.PI) / angleDivisors[ring - 1] };
    });
  return constellation(
    name,
    places.map(({ radius, angle_rad }) => radius * Math.cos(angle_rad)),
    places.map(({ radius, angle_rad }) => radius * Math.sin(angle_rad)),
  );
}

function pointConstellation([name, realSignBit, imaginarySignBit, points]: DvbPointRow): Constellation {
  const quadrant = points
    .trim()
    .split(",")
    .map((point) => point.trim().split(" ").map(Number));
  const bits = Math.log2(4 * quadrant.length);
  const realSign = 1 << (bits - 1 - realSignBit);
  const imaginarySign = 1 << (bits - 1 - imaginarySignBit);
  const re: number[] = [];
  const im: number[] = [];
  let next = 0;
  for (let label = 0; label < 4 * quadrant.length; label++) {
    if (label & (realSign | imaginarySign)) continue;
    const [real, imaginary] = quadrant[next++];
    for (const signs of [0, realSign, imaginarySign, realSign | imaginarySign]) {
      re[label | signs] = signs & realSign ? -real : real;
      im[label | signs] = signs & imaginarySign ? -imaginary : imaginary;
    }
  }
  return constellation(name, re, im);
}

/** Of unit mean power. */
function constellation(name: string, re: readonly number[], im: readonly number[]): Constellation {
  const power = re.reduce((sum, real, label) => sum + real ** 2 + im[label] ** 2, 0) / re.length;
  const scale = 1 / Math.sqrt(power);
  return {
    name,
    bitsPerSymbol: Math.log2(re.length),
    re: Float64Array.from(re, (real) => scale * real),
    im: Float64Array.from(im, (imaginary) => scale * imaginary),
  };
}
