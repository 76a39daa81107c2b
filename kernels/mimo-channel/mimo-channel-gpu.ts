import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import {
  checkMimoChannelShape,
  type MimoChannel,
  type MimoChannelForm,
  type MimoChannelShape,
} from "./mimo-channel.js";

/** Most elements: a dispatch of a graphics processor has at most 65,535 groups of 8 in a dimension. */
const mostElements = 65_535 * 8;

/** The channel on a graphics processor, float32: a thread for each number of the output. */
export function mimoChannelGpu(gpu: GpuAdapter): MimoChannelForm {
  return (shape: MimoChannelShape): MimoChannel => {
    checkMimoChannelShape(shape);
    const { receivePorts, transmitPorts, elements } = shape;
    if (!(elements <= mostElements)) {
      throw new RangeError(`mimoChannel: a GPU takes at most ${mostElements} elements, found ${elements}`);
    }
    // thread.x runs over the elements, y over the ports' real and then imaginary parts.
    const products = gpu.program<[Float32Array, Float32Array, Float32Array, Float32Array, number, number, number]>(
      function (gainRe, gainIm, sentRe, sentIm, receiveCount, transmitCount, length) {
        let sum = 0;
        for (let port = 0; port < transmitCount; port++) {
          if (this.thread.y < receiveCount) {
            sum +=
              gainRe[(this.thread.y * transmitCount + port) * length + this.thread.x] *
                sentRe[port * length + this.thread.x] -
              gainIm[(this.thread.y * transmitCount + port) * length + this.thread.x] *
                sentIm[port * length + this.thread.x];
          } else {
            sum +=
              gainRe[((this.thread.y - receiveCount) * transmitCount + port) * length + this.thread.x] *
                sentIm[port * length + this.thread.x] +
              gainIm[((this.thread.y - receiveCount) * transmitCount + port) * length + this.thread.x] *
                sentRe[port * length + this.thread.x];
          }
        }
        return sum;
      },
      ["Array", "Array", "Array", "Array", "Integer", "Integer", "Integer"],
    );
    const gainRe = new Float32Array(receivePorts * transmitPorts * elements);
    const gainIm = new Float32Array(receivePorts * transmitPorts * elements);
    const sentRe = new Float32Array(transmitPorts * elements);
    const sentIm = new Float32Array(transmitPorts * elements);
    const receivedRe = new Float32Array(receivePorts * elements);
    const receivedIm = new Float32Array(receivePorts * elements);
    const sizes = [receivePorts, transmitPorts, elements] as const;
    const apply = async () => {
      const found = await products.run([elements, 2 * receivePorts], gainRe, gainIm, sentRe, sentIm, ...sizes);
      receivedRe.set(found.subarray(0, receivedRe.length));
      receivedIm.set(found.subarray(receivedRe.length));
    };
    return { gainRe, gainIm, sentRe, sentIm, receivedRe, receivedIm, apply, close: () => products.close() };
  };
}
