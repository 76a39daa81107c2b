import type { RandomStream } from "../random/random-stream.js";
import { SinusoidProcesses } from "./sinusoid-processes.js";

/** Sinusoids of each process where the caller does not say otherwise. */
const defaultSinusoids = 64;

/**
 * Independent complex processes of unit mean power with the Doppler spectrum of Clarke and Jakes: waves of equal power from
 * all directions around a moving receiver, g(t) = M^(-1/2) sum exp(j (2 pi f_D cos(a_m) t + p_m)).
 *
 * One angle a_m is drawn from each of M equal sectors, the phases are random, so that over realisations the autocorrelation is
 * J0(2 pi f_D tau) exactly (Clarke, Bell Syst. Tech. J. 47, 1968). Angles spaced evenly would pair the shifts f and -f and
 * tie the real to the imaginary part. The amplitude is nearly Rayleigh: E|g|^4 = 2 - 1 / M instead of 2.
 */
export class ScatteredProcesses extends SinusoidProcesses {
  /**
   * @param maximumDoppler_Hz from 0
   * @param stream            of the realisation; draws `2 count sinusoids` numbers
   */
  constructor(count: number, maximumDoppler_Hz: number, stream: RandomStream, sinusoids = defaultSinusoids) {
    if (!(maximumDoppler_Hz >= 0 && maximumDoppler_Hz < Infinity)) {
      throw new RangeError(`ScatteredProcesses: expected a Doppler shift from 0 Hz, found ${maximumDoppler_Hz}`);
    }
    if (!(Number.isInteger(sinusoids) && sinusoids >= 8)) {
      throw new RangeError(`ScatteredProcesses: expected at least 8 sinusoids, found ${sinusoids}`);
    }
    const doppler_Hz = new Float64Array(count * sinusoids);
    const phase = new Float64Array(count * sinusoids);
    for (let at = 0; at < doppler_Hz.length; at++) {
      const sector = ((at % sinusoids) + stream.uniform()) / sinusoids;
      doppler_Hz[at] = maximumDoppler_Hz * Math.cos(2 * Math.PI * sector);
      phase[at] = stream.uniform();
    }
    super(count, doppler_Hz, phase);
  }
}
