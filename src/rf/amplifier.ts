import { fromdB } from "../decibel.js";

/** A memoryless amplifier: amplitude and phase out by amplitude in. */
export type AmplifierModel =
  /** Solid state: A = r / (1 + r^2p)^(1 / 2p), no phase; saturates at 1. */
  | { readonly kind: "rapp"; readonly smoothness: number }
  /** Travelling-wave tube: A = a r / (1 + b r^2), phase = c r^2 / (1 + d r^2) rad. */
  | {
      readonly kind: "saleh";
      readonly alphaAmplitude: number;
      readonly betaAmplitude: number;
      readonly alphaPhase: number;
      readonly betaPhase: number;
    }
  /** Measured: back-offs from saturation, rising to 0 dB at most, and phase; linear between points, straight gain below the first. */
  | {
      readonly kind: "table";
      readonly inputBackOff_dB: readonly number[];
      readonly outputBackOff_dB: readonly number[];
      readonly phase_deg: readonly number[];
    };

/** A. Saleh, IEEE Trans. Commun. 29 (1981): the TWT of its table; three public codes agree. */
export const salehTube: AmplifierModel = {
  kind: "saleh",
  alphaAmplitude: 2.1587,
  betaAmplitude: 1.1517,
  alphaPhase: 4.0033,
  betaPhase: 9.104,
};

/** What comes out, with the saturated output as unit. */
export interface AmplifierOutput {
  amplitude: number;
  phase_rad: number;
}

/**
 * The output of an amplifier driven at `amplitude` of the input that saturates it (of a Rapp amplifier: at which the lines of
 * small-signal gain and saturation meet).
 *
 * @param amplitude  from 0
 */
export function amplify(model: AmplifierModel, amplitude: number, out: AmplifierOutput): void {
  switch (model.kind) {
    case "rapp": {
      const { smoothness: p } = model;
      out.amplitude = amplitude / (1 + amplitude ** (2 * p)) ** (1 / (2 * p));
      out.phase_rad = 0;
      return;
    }
    case "saleh": {
      // Saturation: r = 1 / sqrt(beta), A = alpha / (2 sqrt(beta)).
      const r2 = amplitude ** 2 / model.betaAmplitude;
      out.amplitude = (2 * amplitude) / (1 + amplitude ** 2);
      out.phase_rad = (model.alphaPhase * r2) / (1 + model.betaPhase * r2);
      return;
    }
    case "table": {
      const { inputBackOff_dB: input, outputBackOff_dB: output, phase_deg } = model;
      // Back-offs are losses: the table runs from the largest to 0 dB.
      const drive_dB = 20 * Math.log10(Math.max(amplitude, 1e-30));
      const last = input.length - 1;
      if (drive_dB <= -input[0]) {
        out.amplitude = fromdB(drive_dB + input[0] - output[0]) ** 0.5;
        out.phase_rad = (phase_deg[0] * Math.PI) / 180;
        return;
      }
      let i = 1;
      while (i < last && -input[i] < drive_dB) i++;
      const part = Math.min(1, (drive_dB + input[i - 1]) / (input[i - 1] - input[i]));
      out.amplitude = fromdB(-(output[i - 1] + part * (output[i] - output[i - 1]))) ** 0.5;
      out.phase_rad = ((phase_deg[i - 1] + part * (phase_deg[i] - phase_deg[i - 1])) * Math.PI) / 180;
    }
  }
}

/** Planar points of a constellation. */
interface Points {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Points behind an amplifier, and what becomes of a pilot: a symbol of amplitude 1. */
export interface AmplifiedPoints extends Points {
  readonly pilot: { readonly re: number; readonly im: number };
}

/**
 * A constellation behind an amplifier, brought back to unit mean power: a table of what is sent instead of each point.
 *
 * Memoryless, one sample a symbol: the regrowth of the spectrum and the symbol interference that a filtered signal has behind a
 * saturated amplifier are not in it.
 *
 * @param inputBackOff_dB  of the mean input power from saturation
 */
export function amplifiedPoints({ re, im }: Points, model: AmplifierModel, inputBackOff_dB: number): AmplifiedPoints {
  const drive = 10 ** (-inputBackOff_dB / 20);
  const out: AmplifierOutput = { amplitude: 0, phase_rad: 0 };
  const points = { re: new Float64Array(re.length), im: new Float64Array(re.length) };
  let power = 0;
  for (let i = 0; i < re.length; i++) {
    const amplitude = Math.hypot(re[i], im[i]);
    amplify(model, drive * amplitude, out);
    const angle = Math.atan2(im[i], re[i]) + out.phase_rad;
    points.re[i] = out.amplitude * Math.cos(angle);
    points.im[i] = out.amplitude * Math.sin(angle);
    power += out.amplitude ** 2 / re.length;
  }
  const scale = 1 / Math.sqrt(power);
  for (let i = 0; i < re.length; i++) {
    points.re[i] *= scale;
    points.im[i] *= scale;
  }
  amplify(model, drive, out);
  const pilot = {
    re: scale * out.amplitude * Math.cos(out.phase_rad),
    im: scale * out.amplitude * Math.sin(out.phase_rad),
  };
  return { ...points, pilot };
}

/** The receiver's best complex gain for such a constellation: E(y x*) / E|x|^2. */
export function wantedGain({ re, im }: Points, sent: Points): { re: number; im: number } {
  const out = { re: 0, im: 0 };
  for (let i = 0; i < re.length; i++) {
    out.re += (sent.re[i] * re[i] + sent.im[i] * im[i]) / re.length;
    out.im += (sent.im[i] * re[i] - sent.re[i] * im[i]) / re.length;
  }
  const power = meanPower({ re, im });
  return { re: out.re / power, im: out.im / power };
}

/**
 * Ratio of wanted to distortion power of such a constellation, linear, behind the receiver's best complex gain: the Bussgang
 * decomposition y = a x + d, a = E(y x*) / E|x|^2; Infinity without distortion.
 */
export function distortionRatio(points: Points, sent: Points): number {
  const gain = wantedGain(points, sent);
  const wanted = (gain.re ** 2 + gain.im ** 2) * meanPower(points);
  const distortion = meanPower(sent) - wanted;
  return distortion > 1e-14 ? wanted / distortion : Number.POSITIVE_INFINITY;
}

/**
 * The same ratio for a Gaussian input (OFDM of many subcarriers), by integration over the Rayleigh distribution of the amplitude.
 * The distortion counts whole, in the signal's band and beside it.
 */
export function gaussianDistortionRatio(model: AmplifierModel, inputBackOff_dB: number): number {
  const drive = 10 ** (-inputBackOff_dB / 20);
  const out: AmplifierOutput = { amplitude: 0, phase_rad: 0 };
  const points = 4000;
  const most = 6;
  let [crossRe, crossIm, power, input] = [0, 0, 0, 0];
  for (let i = 0; i < points; i++) {
    const r = (most * (i + 0.5)) / points;
    const weight = 2 * r * Math.exp(-r * r) * (most / points);
    amplify(model, drive * r, out);
    crossRe += weight * r * out.amplitude * Math.cos(out.phase_rad);
    crossIm += weight * r * out.amplitude * Math.sin(out.phase_rad);
    power += weight * out.amplitude ** 2;
    input += weight * r * r;
  }
  const wanted = (crossRe ** 2 + crossIm ** 2) / input;
  return power - wanted > 1e-14 * power ? wanted / (power - wanted) : Number.POSITIVE_INFINITY;
}

function meanPower({ re, im }: Points): number {
  let power = 0;
  for (let i = 0; i < re.length; i++) power += (re[i] ** 2 + im[i] ** 2) / re.length;
  return power;
}
