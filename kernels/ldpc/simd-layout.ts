import { WasmLayout } from "../wasm-layout.js";
import type { LayerPlan, PlannedEdge } from "./layer-plan.js";

const chunk = 16;
const alignment = 64;

/** Where everything of a SIMD decoder stands in linear memory, and the tables that its kernel walks. */
export interface SimdLayout {
  /** Z in lanes, in bytes, and in bytes of whole chunks. */
  readonly z: number;
  readonly zBytes: number;
  readonly zp: number;
  /** Bytes of a buffer that hold a column periodically. */
  readonly length: number;
  /** Columns that the rows in use reach, from the first. */
  readonly columns: number;
  readonly layers: number;
  readonly checks: number;
  readonly scratch: number;
  /** A column's worth of quantised LLRs. */
  readonly line: number;
  readonly llrs: number;
  readonly messages: number;
  readonly messageBytes: number;
  /** Of each edge with messages: its place in the code, its first chunk, and from chunk to chunk. */
  readonly messagesOf: readonly { readonly index: number; readonly start: number; readonly step: number }[];
  readonly hard: number;
  readonly end: number;
  /** Where the words of all tables go, and their addresses there. */
  readonly tables: number;
  readonly words: readonly number[];
  readonly loadTable: number;
  /** Of even and odd iterations, after which every column stands where it stood. */
  readonly iterations: readonly [SimdIteration, SimdIteration];
  /** Flooding: from the channel's LLRs to the first posteriors. */
  readonly firstCopies: number;
}

export interface SimdIteration {
  readonly layers: number;
  readonly checks: number;
  /** (buffer, lanes to skip) of each column, as it stands after the iteration. */
  readonly posteriors: number;
  /** Flooding: from the channel's LLRs to where the messages are added. */
  readonly copies: number;
}

/** Places of the buffers, before any table. */
interface Room {
  readonly bytes: number;
  readonly z: number;
  readonly zp: number;
  readonly buffer: (column: number, which: number) => number;
  readonly changes: (index: number) => number;
  readonly messages: number;
  readonly words: number[];
  /** How each column is turned at the end of an iteration, and when a frame is loaded. */
  readonly turned: Int32Array;
}

/** Buffers of a column: two for the layered schedule; for flooding two pairs and the channel's LLRs. */
const buffersOf = { layered: 2, flooding: 5 };
const channelBuffer = 4;

/**
 * @param bytes     of a number
 * @param heapBase  first byte that is free
 */
export function simdLayout(
  plan: LayerPlan,
  z: number,
  bytes: number,
  schedule: "layered" | "flooding",
  heapBase: number,
): SimdLayout {
  const { columns, layers } = plan;
  const zBytes = z * bytes;
  const zp = Math.ceil(zBytes / chunk) * chunk;
  const length = zBytes + zp + chunk;
  const stride = Math.ceil((length + chunk) / alignment) * alignment;
  const memory = new WasmLayout(heapBase, alignment);
  const widest = Math.max(...layers.map(({ edges, input }) => edges.length + (input ? 1 : 0)));
  const changes = Math.max(1, ...layers.map(({ edges }) => edges.filter(({ isRepeated }) => isRepeated).length));
  const scratch = memory.take(4 * chunk * widest);
  const line = memory.take(zBytes + 4 * chunk);
  const buffers = memory.take(buffersOf[schedule] * columns * stride);
  const changeBuffers = memory.take(changes * stride);
  const messageBytes = layers.reduce((sum, { edges }) => sum + edges.length * zp, 0);
  const messages = memory.take(messageBytes);
  const llrs = memory.take(4 * columns * z + 4 * chunk);
  const hard = memory.take(columns * z + 2 * chunk);

  const words: number[] = [];
  const turned = lastShifts(plan);
  const room: Room = {
    bytes,
    z,
    zp,
    buffer: (column, which) => buffers + (buffersOf[schedule] * column + which) * stride,
    changes: (index) => changeBuffers + index * stride,
    messages,
    words,
    turned,
  };
  const tables = schedule === "layered" ? layeredTables(plan, room) : floodingTables(plan, room);
  const wordsAt = memory.take(4 * words.length);
  const address = (word: number) => wordsAt + 4 * word;
  const iteration = (each: SimdIteration): SimdIteration => ({
    layers: address(each.layers),
    checks: address(each.checks),
    posteriors: address(each.posteriors),
    copies: address(each.copies),
  });
  return {
    z,
    zBytes,
    zp,
    length,
    columns,
    layers: layers.length,
    checks: layers.filter(({ input }) => !input).length,
    scratch,
    line,
    llrs,
    messages,
    messageBytes,
    messagesOf: messagePlaces(plan, room),
    hard,
    end: memory.end,
    tables: wordsAt,
    words,
    loadTable: address(tables.load),
    iterations: [iteration(tables.iterations[0]), iteration(tables.iterations[1])],
    firstCopies: address(tables.firstCopies),
  };
}

/** First words of the tables. */
interface TableStarts {
  readonly load: number;
  readonly iterations: readonly [SimdIteration, SimdIteration];
  readonly firstCopies: number;
}

/** A layer reads each column at one offset from where it stands and writes it, turned anew, to the other buffer. */
function layeredTables({ layers, columns }: LayerPlan, room: Room): TableStarts {
  const { z, bytes, buffer, words, turned } = room;
  // Where each column is, its buffer and its turn, as the layers go by.
  const place = new Uint8Array(columns);
  const turn = Int32Array.from(turned);
  const read = ({ column, shift }: PlannedEdge) =>
    buffer(column, place[column]) + ((shift - turn[column] + z) % z) * bytes;
  const load = columnTable(columns, words, (column) => [buffer(column, 0), turned[column]]);
  const iteration = (): SimdIteration => {
    const start = words.length;
    let message = room.messages;
    for (const { edges, input } of layers) {
      const lacking = edges.findIndex(({ lacksFirst }) => lacksFirst);
      words.push(edges.length + (input ? 1 : 0), edges.length, message);
      words.push(edges.filter(({ isRepeated }) => isRepeated).length, lacking + 1);
      message += edges.length * room.zp;
      const reads = edges.map(read);
      const inputRead = input && read(input);
      const changes: number[] = [];
      for (const [index, edge] of edges.entries()) {
        const { column, shift, isRepeated } = edge;
        // A first edge writes to the column's other buffer, and each one after it moves the column once more.
        const target = buffer(column, 1 - place[column]);
        const own = room.changes(changes.length / 4);
        if (isRepeated) changes.push(reads[index], read(edge), own, target);
        words.push(reads[index], isRepeated ? own : target);
        place[column] = 1 - place[column];
        turn[column] = shift;
      }
      if (inputRead !== undefined) words.push(inputRead, 0);
      words.push(...changes);
    }
    const checks = checkTable(layers, words, read);
    const posteriors = columnTable(columns, words, (column) => [buffer(column, place[column]), (z - turn[column]) % z]);
    return { layers: start, checks, posteriors, copies: 0 };
  };
  return { load, iterations: [iteration(), iteration()], firstCopies: 0 };
}

/**
 * Layers read the posteriors of the iteration before, which stand still in the first buffer of one pair, turned by their
 * last shift; messages are added to the channel's LLRs in the other pair, whose two buffers take turns from edge to edge
 * and end in the first.
 */
function floodingTables({ layers, columns }: LayerPlan, room: Room): TableStarts {
  const { z, bytes, buffer, words, turned } = room;
  const offset = ({ column, shift }: PlannedEdge, from: Int32Array) => ((shift - from[column] + z) % z) * bytes;
  const taken = new Int32Array(columns);
  for (const { edges } of layers) for (const { column } of edges) taken[column]++;
  const load = columnTable(columns, words, (column) => [buffer(column, channelBuffer), turned[column]]);
  const firstCopies = columnTable(columns, words, (column) => [buffer(column, channelBuffer), buffer(column, 0)]);
  const iteration = (pair: 0 | 1): SimdIteration => {
    const sums = 2 - 2 * pair;
    const place = Uint8Array.from(taken, (count) => count % 2);
    const turn = Int32Array.from(turned);
    const copies = columnTable(columns, words, (column) => [
      buffer(column, channelBuffer),
      buffer(column, sums + place[column]),
    ]);
    const start = words.length;
    let message = room.messages;
    for (const { edges, input } of layers) {
      const lacking = edges.findIndex(({ lacksFirst }) => lacksFirst);
      words.push(edges.length + (input ? 1 : 0), edges.length, message, lacking + 1);
      message += edges.length * room.zp;
      for (const edge of input ? [...edges, input] : edges) {
        words.push(buffer(edge.column, 2 * pair) + offset(edge, turned), room.changes(0));
      }
      for (const edge of edges) {
        const { column, shift } = edge;
        words.push(buffer(column, sums + place[column]) + offset(edge, turn));
        words.push(buffer(column, sums + 1 - place[column]));
        place[column] = 1 - place[column];
        turn[column] = shift;
      }
    }
    const checks = checkTable(layers, words, (edge) => buffer(edge.column, sums) + offset(edge, turned));
    const posteriors = columnTable(columns, words, (column) => [buffer(column, sums), (z - turned[column]) % z]);
    return { layers: start, checks, posteriors, copies };
  };
  return { load, iterations: [iteration(0), iteration(1)], firstCopies };
}

function columnTable(columns: number, words: number[], pair: (column: number) => readonly [number, number]): number {
  const start = words.length;
  for (let column = 0; column < columns; column++) words.push(...pair(column));
  return start;
}

/** Checks whose variables all have posteriors. */
function checkTable(layers: LayerPlan["layers"], words: number[], read: (edge: PlannedEdge) => number): number {
  const start = words.length;
  for (const { edges, input } of layers) {
    if (input) continue;
    words.push(edges.length, edges.findIndex(({ lacksFirst }) => lacksFirst) + 1, ...edges.map(read));
  }
  return start;
}

function messagePlaces({ layers }: LayerPlan, { messages, zp }: Room): SimdLayout["messagesOf"] {
  let layer = messages;
  return layers.flatMap(({ edges }) => {
    const first = layer;
    layer += edges.length * zp;
    return edges.map(({ index }, e) => ({ index, start: first + chunk * e, step: chunk * edges.length }));
  });
}

/** How each column is turned when an iteration ends, and so when a frame is loaded. */
function lastShifts({ layers, columns }: LayerPlan): Int32Array {
  const shifts = new Int32Array(columns);
  for (const { edges, input } of layers) {
    for (const { column, shift } of edges) shifts[column] = shift;
    if (input) shifts[input.column] = input.shift;
  }
  return shifts;
}
