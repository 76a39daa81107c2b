/**
 * Loss in dB of a coherent correlation over a known sequence under a frequency offset: -20 log10 of
 * |sin(pi N f / Rs) / (N sin(pi f / Rs))|, the Dirichlet kernel. Infinity where the sum turns whole circles.
 *
 * @param symbols              N, from 1
 * @param offsetPerSymbolRate  f / Rs, offset over symbol rate; either sign
 */
export function correlationLoss_dB(symbols: number, offsetPerSymbolRate: number): number {
  if (!(Number.isInteger(symbols) && symbols >= 1)) {
    throw new RangeError(`correlationLoss_dB: symbols: expected a whole number from 1, found ${symbols}`);
  }
  if (!Number.isFinite(offsetPerSymbolRate)) {
    throw new RangeError(
      `correlationLoss_dB: offsetPerSymbolRate: expected a finite number, found ${offsetPerSymbolRate}`,
    );
  }
  // Of whole symbol rates nothing is seen once a symbol.
  const offset = offsetPerSymbolRate - Math.round(offsetPerSymbolRate);
  if (offset === 0) return 0;
  return -20 * Math.log10(Math.abs(Math.sin(Math.PI * symbols * offset) / (symbols * Math.sin(Math.PI * offset))));
}
