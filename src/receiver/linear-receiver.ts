import type { LinearDetector } from "../../kernels/mimo-detector/mimo-detector.js";
import type { LayerDetector } from "./layer-detector.js";
import type { Detection, ReceptionRecord } from "./reception.js";
import type { WordPort } from "./word-port.js";

/**
 * Every word by the same linear filter, the other words' layers interference that nobody cancels. With noise whitened by
 * the covariance of interference, `lmmse` is MMSE-IRC.
 */
export class LinearReceiver implements Detection {
  readonly #filter: LinearDetector;

  constructor(filter: LinearDetector) {
    this.#filter = filter;
  }

  receive(detector: LayerDetector, ports: readonly WordPort[], record: ReceptionRecord): void {
    detector.detect(this.#filter);
    for (const port of ports) port.take(detector, this.#filter === "zf");
    const stage = record.stage("linear", ports);
    for (const [index, port] of ports.entries()) {
      port.demap();
      if (port.decode()) stage.decoded++;
      record.attempt(index, port);
    }
  }
}
