// Writes the AssemblyScript of the Fourier transform: Stockham's autosort stages of radix 2, 3, 4 and 5, each for vectors
// of four numbers and for the numbers that fill no vector, from one description of the butterfly.

const radices = [2, 3, 4, 5];

const kinds = {
  vector: {
    add: (a, b) => `f32x4.add(${a}, ${b})`,
    sub: (a, b) => `f32x4.sub(${a}, ${b})`,
    mul: (a, b) => `f32x4.mul(${a}, ${b})`,
    constant: (value) => `f32x4.splat(${Math.fround(value)})`,
    load: (at) => `v128.load(${at})`,
    store: (at, value) => `v128.store(${at}, ${value});`,
    type: "v128",
    loadOne: (at) => `v128.load32_splat(${at})`,
    scale: "f32x4.splat(scale)",
  },
  single: {
    add: (a, b) => `(${a} + ${b})`,
    sub: (a, b) => `(${a} - ${b})`,
    mul: (a, b) => `(${a} * ${b})`,
    constant: (value) => `<f32>${Math.fround(value)}`,
    load: (at) => `load<f32>(${at})`,
    store: (at, value) => `store<f32>(${at}, ${value});`,
    type: "f32",
    loadOne: (at) => `load<f32>(${at})`,
    scale: "scale",
  },
};

/** Writes lines and gives every intermediate result a name. */
class Writer {
  lines = [];
  #count = 0;

  constructor(kind) {
    this.kind = kind;
  }

  name(expression) {
    const name = `t${this.#count++}`;
    this.lines.push(`const ${name} = ${expression};`);
    return name;
  }

  add(a, b) {
    return [this.name(this.kind.add(a[0], b[0])), this.name(this.kind.add(a[1], b[1]))];
  }

  sub(a, b) {
    return [this.name(this.kind.sub(a[0], b[0])), this.name(this.kind.sub(a[1], b[1]))];
  }

  scaled(a, factor) {
    return a.map((part) => this.name(this.kind.mul(part, factor)));
  }

  times(a, b) {
    const { add, sub, mul } = this.kind;
    return [this.name(sub(mul(a[0], b[0]), mul(a[1], b[1]))), this.name(add(mul(a[0], b[1]), mul(a[1], b[0])))];
  }

  /** a - j b */
  minusTurned(a, b) {
    return [this.name(this.kind.add(a[0], b[1])), this.name(this.kind.sub(a[1], b[0]))];
  }

  /** a + j b */
  plusTurned(a, b) {
    return [this.name(this.kind.sub(a[0], b[1])), this.name(this.kind.add(a[1], b[0]))];
  }
}

/** The transform of as many numbers as the radix. */
function butterfly(writer, x) {
  const constant = (value) => writer.kind.constant(value);
  if (x.length === 2) return [writer.add(x[0], x[1]), writer.sub(x[0], x[1])];
  if (x.length === 3) {
    const sum = writer.add(x[1], x[2]);
    const turned = writer.scaled(writer.sub(x[1], x[2]), constant(Math.sqrt(0.75)));
    const middle = writer.sub(x[0], writer.scaled(sum, constant(0.5)));
    return [writer.add(x[0], sum), writer.minusTurned(middle, turned), writer.plusTurned(middle, turned)];
  }
  if (x.length === 4) {
    const [even, odd] = [writer.add(x[0], x[2]), writer.sub(x[0], x[2])];
    const [other, turned] = [writer.add(x[1], x[3]), writer.sub(x[1], x[3])];
    return [
      writer.add(even, other),
      writer.minusTurned(odd, turned),
      writer.sub(even, other),
      writer.plusTurned(odd, turned),
    ];
  }
  const [cos1, cos2] = [1, 2].map((k) => constant(Math.cos((2 * Math.PI * k) / 5)));
  const [sin1, sin2] = [1, 2].map((k) => constant(Math.sin((2 * Math.PI * k) / 5)));
  const [sum1, sum2] = [writer.add(x[1], x[4]), writer.add(x[2], x[3])];
  const [turn1, turn2] = [writer.sub(x[1], x[4]), writer.sub(x[2], x[3])];
  const mixed = (a, b) => writer.add(x[0], writer.add(writer.scaled(sum1, a), writer.scaled(sum2, b)));
  const [near, far] = [mixed(cos1, cos2), mixed(cos2, cos1)];
  const nearTurn = writer.add(writer.scaled(turn1, sin1), writer.scaled(turn2, sin2));
  const farTurn = writer.sub(writer.scaled(turn1, sin2), writer.scaled(turn2, sin1));
  return [
    writer.add(x[0], writer.add(sum1, sum2)),
    writer.minusTurned(near, nearTurn),
    writer.minusTurned(far, farTurn),
    writer.plusTurned(far, farTurn),
    writer.plusTurned(near, nearTurn),
  ];
}

function loaded(writer, radix, at, step) {
  return Array.from({ length: radix }, (_, r) =>
    ["xRe", "xIm"].map((part) => writer.name(writer.kind.load(`${part} + ${at} + ${r} * ${step}`))),
  );
}

/** One butterfly of a stage inside: loads, transforms, turns by the twiddles w1, w2 ..., stores. */
function inner(kindName, radix) {
  const writer = new Writer(kinds[kindName]);
  const y = butterfly(writer, loaded(writer, radix, "from", "step"));
  y.forEach((value, r) => {
    const turned = r === 0 ? value : writer.times(value, [`w${r}Re`, `w${r}Im`]);
    ["yRe", "yIm"].forEach((part, index) => {
      writer.lines.push(writer.kind.store(`${part} + to + ${r} * width`, turned[index]));
    });
  });
  return writer.lines.join("\n        ");
}

function twiddles(kindName, radix, at) {
  const { load, loadOne } = kinds[kindName];
  const read = at === "vector" ? load : loadOne;
  return Array.from({ length: radix - 1 }, (_, index) =>
    ["Re", "Im"].map((part, plane) => `const w${index + 1}${part} = ${read(`turn + ${2 * index + plane} * m`)};`),
  )
    .flat()
    .join("\n      ");
}

/** A stage with twiddles, for vectors of what shares them and for what fills no vector. */
function stage(radix) {
  const half = (kindName, bytes, condition) => `
      ${kindName === "vector" ? "if (width >= 16)" : "if (width & 15)"} {
      ${twiddles(kindName, radix)}
      for (; ${condition}; from += ${bytes}, to += ${bytes}) {
        ${inner(kindName, radix)}
      }
      }`;
  return `
/** @param size   of the stage's transforms; \`width\`: bytes that share their twiddles, of the stages before */
function stage${radix}(xRe: i32, xIm: i32, yRe: i32, yIm: i32, turns: i32, size: i32, width: i32): void {
  const m = size / ${radix} << 2;
  const step = (m >> 2) * width;
  const whole = width & ~15;
  for (let p = 0; p < m; p += 4) {
    const turn = turns + p;
    let from = (p >> 2) * width;
    let to = ${radix} * from;
    const end = from + width;
    const wholeEnd = from + whole;${half("vector", 16, "from < wholeEnd")}${half("single", 4, "from < end")}
  }
}`;
}

/** The last stage: no twiddles, but the scale. */
function lastStage(radix) {
  const half = (kindName, bytes, condition) => {
    const writer = new Writer(kinds[kindName]);
    const y = butterfly(writer, loaded(writer, radix, "at", "width"));
    y.forEach((value, r) => {
      ["yRe", "yIm"].forEach((part, index) => {
        const scaled = writer.kind.mul(value[index], writer.kind.scale);
        writer.lines.push(writer.kind.store(`${part} + at + ${r} * width`, scaled));
      });
    });
    return `
  for (; ${condition}; at += ${bytes}) {
    ${writer.lines.join("\n    ")}
  }`;
  };
  return `
function last${radix}(xRe: i32, xIm: i32, yRe: i32, yIm: i32, width: i32, scale: f32): void {
  const whole = width & ~15;
  let at = 0;${half("vector", 16, "at < whole")}${half("single", 4, "at < width")}
}`;
}

/** The first stage of radix 4: four butterflies at a time, whose results are transposed; writes up to 12 numbers more. */
function firstStage() {
  const writer = new Writer(kinds.vector);
  const y = butterfly(writer, loaded(writer, 4, "p", "m"));
  const turned = y.map((value, r) => (r === 0 ? value : writer.times(value, [`w${r}Re`, `w${r}Im`])));
  ["yRe", "yIm"].forEach((part, index) => {
    const [a, b, c, d] = turned.map((value) => value[index]);
    const shuffled = (x, z, lanes) => writer.name(`v128.shuffle<f32>(${x}, ${z}, ${lanes})`);
    const [ab, cd] = [shuffled(a, b, "0, 4, 1, 5"), shuffled(c, d, "0, 4, 1, 5")];
    const [abHigh, cdHigh] = [shuffled(a, b, "2, 6, 3, 7"), shuffled(c, d, "2, 6, 3, 7")];
    [
      [ab, cd, "0, 2"],
      [ab, cd, "1, 3"],
      [abHigh, cdHigh, "0, 2"],
      [abHigh, cdHigh, "1, 3"],
    ].forEach(([x, z, lanes], row) => {
      writer.lines.push(`v128.store(${part} + (p << 2), v128.shuffle<f64>(${x}, ${z}, ${lanes}), ${16 * row});`);
    });
  });
  return `
function first4(xRe: i32, xIm: i32, yRe: i32, yIm: i32, turns: i32, size: i32): void {
  const m = size & ~3;
  for (let p = 0; p < m; p += 16) {
    const turn = turns + p;
    ${twiddles("vector", 4, "vector")}
    ${writer.lines.join("\n    ")}
  }
}`;
}

/** AssemblyScript of the transform. */
export function source() {
  const choose = (call, first) =>
    radices.map((radix) => `if (radix == ${radix}) ${call(radix)}`).join(`\n${first}else `);
  return `
/** Address of the first byte that the host may use. */
export function heapBase(): i32 {
  return <i32>__heap_base;
}
${radices.map(stage).join("\n")}
${radices.map(lastStage).join("\n")}
${firstStage()}

/**
 * Transforms \`count\` arrays in place. The inverse takes the planes the other way round.
 *
 * @param a, b   scratch, two planes each, padded by 64 bytes
 * @param plane  bytes of a plane of scratch
 * @param turns  twiddles of each stage but the last: [r - 1][re, im][size / radix]
 * @param plan   radices, one i32 a stage
 */
export function transform(
  re: i32, im: i32, count: i32, size: i32, a: i32, b: i32, plane: i32, turns: i32, plan: i32, stages: i32, scale: f32,
): void {
  const bytes = size << 2;
  for (let each = 0; each < count; each++, re += bytes, im += bytes) {
    let xRe = re;
    let xIm = im;
    let turn = turns;
    let left = size;
    let width = 4;
    for (let index = 0; index < stages; index++) {
      const radix = load<i32>(plan + (index << 2));
      const isLast = index == stages - 1;
      const next = index & 1 ? b : a;
      const yRe = isLast && index > 0 ? re : next;
      const yIm = isLast && index > 0 ? im : next + plane;
      if (isLast) {
        ${choose((radix) => `last${radix}(xRe, xIm, yRe, yIm, width, scale);`, "        ")}
      } else {
        if (radix == 4 && width == 4) first4(xRe, xIm, yRe, yIm, turn, size);
        else ${choose((radix) => `stage${radix}(xRe, xIm, yRe, yIm, turn, left, width);`, "        ")}
      }
      turn += 2 * (radix - 1) * (left / radix << 2);
      left /= radix;
      width *= radix;
      xRe = yRe;
      xIm = yIm;
    }
    if (stages == 1) {
      memory.copy(re, a, bytes);
      memory.copy(im, a + plane, bytes);
    }
  }
}
`;
}
