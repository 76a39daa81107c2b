import type { Kernel, ParityCase } from "../kernel.js";
import { symmetricNumbers } from "../parity-input.js";
import { type MimoChannel, type MimoChannelForm, type MimoChannelShape, mimoChannel } from "./mimo-channel.js";
import { mimoChannelGpu } from "./mimo-channel-gpu.js";
import { mimoChannelSimd } from "./mimo-channel-simd.js";

/** A slot of the widest carrier: 14 symbols of 273 resource blocks, four ports at each end. */
const slot: MimoChannelShape = { receivePorts: 4, transmitPorts: 4, elements: 14 * 3276 };

export const mimoChannelKernel: Kernel<MimoChannelForm> = {
  name: "mimo-channel",
  describe: "channel y = H x, a matrix for each resource element",
  forms: [
    { backend: "reference", open: () => mimoChannel },
    { backend: "simd", open: () => mimoChannelSimd },
    { backend: "gpu", open: (gpu) => gpu && mimoChannelGpu(gpu) },
  ],
  tolerance: {
    abs: 2e-5,
    rel: 0,
    reason: "sums of up to 256 products of numbers below 1 in float32, whose signs may cancel",
  },
  parityCases,
  benchmark: {
    unit: "resource element",
    prepare: (form) => {
      const made = form(slot);
      fill(made, 1, 1);
      return { work: slot.elements, run: () => made.apply() };
    },
  },
};

function fill(made: MimoChannel, seed: number, bound: number): void {
  const arrays = [made.gainRe, made.gainIm, made.sentRe, made.sentIm];
  for (const [index, array] of arrays.entries()) array.set(symmetricNumbers(array.length, seed + index, bound));
}

function* parityCases(): Generator<ParityCase<MimoChannelForm>> {
  const shapes = [
    ...[0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 511, 512, 513, 519, 3276].map((elements) => [2, 3, elements]),
    ...[1, 2, 4, 8].flatMap((receive) => [1, 2, 3, 4, 8].map((transmit) => [receive, transmit, 29])),
    [64, 64, 13],
    [64, 256, 5],
    [4, 4, slot.elements],
  ];
  for (const [receivePorts, transmitPorts, elements] of shapes) {
    const title = `${receivePorts} x ${transmitPorts} ports, ${elements} elements`;
    yield {
      title,
      run: (form) => received(form, { receivePorts, transmitPorts, elements }, (made) => fill(made, 5, 1)),
    };
  }
  const shape = { receivePorts: 2, transmitPorts: 2, elements: 19 };
  yield { title: "zeros", run: (form) => received(form, shape, () => {}) };
  yield {
    title: "numbers whose products are the smallest there are",
    run: (form) => received(form, shape, (made) => fill(made, 9, 1e-20)),
  };
}

async function received(form: MimoChannelForm, shape: MimoChannelShape, prepare: (made: MimoChannel) => void) {
  const made = form(shape);
  prepare(made);
  await made.apply();
  made.close?.();
  const { receivedRe, receivedIm } = made;
  const both = new Float32Array(receivedRe.length + receivedIm.length);
  both.set(receivedRe);
  both.set(receivedIm, receivedRe.length);
  return both;
}
