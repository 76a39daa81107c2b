import type { GpuAdapter } from "../gpu/gpu-adapter.js";
import { checkPrecodingShape, type Precoder, type PrecoderForm, type PrecodingShape } from "./precoder.js";

/** The precoder on a graphics processor: a thread for each number of the output. */
export function precoderGpu(gpu: GpuAdapter): PrecoderForm {
  return (shape: PrecodingShape): Precoder => {
    checkPrecodingShape(shape);
    const { ports, layers, groups, elementsPerGroup } = shape;
    const elements = groups * elementsPerGroup;
    // thread.x runs over the elements of a group, y over the groups, z over the ports' real and then imaginary parts.
    const products = gpu.program<
      [Float32Array, Float32Array, Float32Array, Float32Array, number, number, number, number]
    >(
      function (weightsRe, weightsIm, layersRe, layersIm, portCount, layerCount, groupCount, groupLength) {
        let sum = 0;
        for (let layer = 0; layer < layerCount; layer++) {
          if (this.thread.z < portCount) {
            sum +=
              weightsRe[(this.thread.y * portCount + this.thread.z) * layerCount + layer] *
                layersRe[(layer * groupCount + this.thread.y) * groupLength + this.thread.x] -
              weightsIm[(this.thread.y * portCount + this.thread.z) * layerCount + layer] *
                layersIm[(layer * groupCount + this.thread.y) * groupLength + this.thread.x];
          } else {
            sum +=
              weightsRe[((this.thread.y - 1) * portCount + this.thread.z) * layerCount + layer] *
                layersIm[(layer * groupCount + this.thread.y) * groupLength + this.thread.x] +
              weightsIm[((this.thread.y - 1) * portCount + this.thread.z) * layerCount + layer] *
                layersRe[(layer * groupCount + this.thread.y) * groupLength + this.thread.x];
          }
        }
        return sum;
      },
      ["Array", "Array", "Array", "Array", "Integer", "Integer", "Integer", "Integer"],
    );
    const weightsRe = new Float32Array(groups * ports * layers);
    const weightsIm = new Float32Array(groups * ports * layers);
    const layersRe = new Float32Array(layers * elements);
    const layersIm = new Float32Array(layers * elements);
    const portsRe = new Float32Array(ports * elements);
    const portsIm = new Float32Array(ports * elements);
    const apply = async () => {
      const found = await products.run(
        [elementsPerGroup, groups, 2 * ports],
        weightsRe,
        weightsIm,
        layersRe,
        layersIm,
        ports,
        layers,
        groups,
        elementsPerGroup,
      );
      portsRe.set(found.subarray(0, portsRe.length));
      portsIm.set(found.subarray(portsRe.length));
    };
    return { weightsRe, weightsIm, layersRe, layersIm, portsRe, portsIm, apply, close: () => products.close() };
  };
}
