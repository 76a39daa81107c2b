import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KernelOutput } from "../kernels/kernel.js";
import * as registry from "../kernels/registry.js";
import type { CodeAndDecoder } from "../src/fec/code-family.js";
import * as fec from "../src/fec.js";
import { namedCode } from "../src/scenario/named-code.js";
import { BuiltProgram } from "./built-program.js";
import { isChromiumFound, launchChromium } from "./chromium.js";

const root = join(import.meta.dirname, "..");
const origin = "http://leolink.test";

/** Of every family codes with their decoders, and Es/N0 in dB at which frames come through and frames are lost. */
const links: Readonly<Record<CodeAndDecoder["family"], readonly (readonly [string, string, number])[]>> = {
  uncoded: [["uncoded:informationBits=100", "", 7]],
  "nr-ldpc": [
    ["nr-ldpc:informationBits=1056,codedBits=2112,crc=24A", "arithmetic=int16", 1.0],
    ["nr-ldpc:informationBits=1056,codedBits=2112,crc=24A", "arithmetic=int8,schedule=flooding", 1.2],
    ["nr-ldpc:informationBits=8424,codedBits=10530", "arithmetic=int8", 4.6],
    ["nr-ldpc:informationBits=300,codedBits=1500", "arithmetic=float32,checkRule=sumProduct", -4.1],
  ],
  "nr-transport-block": [
    [
      "nr-transport-block:transportBlockBits=10000,codedBits=20000,codeRate=0.5,modulationOrder=2",
      "arithmetic=int8",
      1.1,
    ],
  ],
  "nr-polar": [
    ["nr-polar:kind=plain,informationBits=512,codedBits=1024", "decoder=scl,listSize=8,arithmetic=int8", 0.7],
    ["nr-polar:kind=downlinkControl,payloadBits=40,codedBits=216", "decoder=scl,listSize=32", -3.7],
    ["nr-polar:kind=broadcast", "decoder=sc,arithmetic=float32", -8.5],
  ],
  "dvb-s2": [
    ["dvb-s2:frame=short,rate=1/2", "arithmetic=int16", 0.3],
    ["dvb-s2:frame=normal,rate=3/4", "arithmetic=int8,iterations=20", 3.95],
  ],
  "ccsds-ldpc": [["ccsds-ldpc:code=ar4ja,informationBits=1024,rate=1/2", "arithmetic=int16", -1.9]],
  "ccsds-turbo": [
    ["ccsds-turbo:informationBits=1784,rate=1/3", "arithmetic=int16", -4.3],
    ["ccsds-turbo:informationBits=1784,rate=1/2", "arithmetic=float32,algorithm=log", -2.1],
  ],
  "ccsds-convolutional": [
    ["ccsds-convolutional:informationBits=1000,rate=1/2", "arithmetic=int8", -1.3],
    ["ccsds-convolutional:informationBits=1000,rate=3/4,termination=tail-biting", "arithmetic=int16", 1.5],
  ],
  "ccsds-reed-solomon": [["ccsds-reed-solomon:informationSymbols=223,interleaving=5", "", 5]],
  "ccsds-concatenated": [["ccsds-concatenated:informationSymbols=223,rate=1/2", "inner.arithmetic=int8", -1.9]],
  convolutional: [
    ["convolutional:informationBits=500,constraintLength=9,generators=561+753", "arithmetic=float32", -2.0],
    [
      "convolutional:informationBits=500,constraintLength=7,generators=171+133",
      "decoder=bcjr-log,arithmetic=float32",
      -1.3,
    ],
  ],
  "reed-solomon": [["reed-solomon:codedSymbols=255,informationSymbols=223", "", 7.7]],
  bch: [["bch:fieldDegree=8,correctableErrors=5", "", 6.2]],
};

const jobs = Object.values(links)
  .flat()
  .map(([code, decoder, esn0_dB]) => ({ ...namedCode(code, decoder), title: `${code} ${decoder}`.trim(), esn0_dB }));

/**
 * Frames from bits to decoded bits, in plain values. It goes to the browser as its own text: it names nothing but its
 * arguments.
 */
function codedFrames(
  { openCode, RandomBits, SymbolLink }: typeof fec,
  { code: job, modulation, esn0_dB }: (typeof jobs)[0],
) {
  const { informationBits, codedBits, encode, decoder } = openCode(job);
  const source = new RandomBits(1, "browser.test");
  const link = new SymbolLink({ modulation, demapping: "exact", channel: { kind: "awgn" }, codedBits, seed: 1 });
  const [information, decided] = [new Uint8Array(informationBits), new Uint8Array(informationBits)];
  const [coded, llrs] = [new Uint8Array(codedBits), new Float32Array(codedBits)];
  return [0, 1, 2, 3].map((frame) => {
    source.fill(information, frame);
    encode(information, coded);
    link.transmit(coded, esn0_dB, frame, llrs);
    const isAccepted = decoder.decode(llrs, decided);
    const llrWords = Array.from(new Uint32Array(llrs.buffer), (word) => word.toString(16)).join(" ");
    const isRight = decided.every((bit, i) => bit === information[i]);
    return {
      coded: coded.join(""),
      llrWords,
      decided: decided.join(""),
      isAccepted,
      iterations: decoder.iterations,
      isRight,
    };
  });
}

/** What every SIMD form makes of its kernel's parity cases, each as a hash (FNV-1a). It names nothing outside either. */
async function simdOutputs({ kernels }: typeof registry): Promise<string[]> {
  const hash = (output: KernelOutput) => {
    // Float64 outputs may end in a Math.log, whose last place is the engine's own.
    const { buffer, byteOffset, byteLength } = output instanceof Float64Array ? Float32Array.from(output) : output;
    let state = 0x811c9dc5;
    for (const byte of new Uint8Array(buffer, byteOffset, byteLength)) state = Math.imul(state ^ byte, 0x01000193);
    return (state >>> 0).toString(16);
  };
  const outputs: string[] = [];
  for (const { name, visit } of kernels) {
    await visit(async ({ forms, parityCases }) => {
      const form = await forms.find(({ backend }) => backend === "simd")?.open();
      if (form === undefined) throw new Error(`${name}: no SIMD form opens`);
      for (const { title, run } of parityCases()) outputs.push(`${name}, ${title}: ${hash(await run(form))}`);
    });
  }
  return outputs;
}

/** The page that the README shows, and what it shall show. */
function readmePage(): { html: string; shown: string } {
  const html = readFileSync(join(root, "README.md"), "utf8").match(/```html\n([\s\S]*?)```/)?.[1] ?? "";
  return { html, shown: html.match(/\/\/ (.* bit errors)$/m)?.[1] ?? "no such comment" };
}

/** Where a page finds what the main entry imports: what the `exports` of those packages name for browsers. */
const packages = {
  "satellite.js": "/node_modules/satellite.js/dist/index.js",
  yaml: "/node_modules/yaml/browser/index.js",
  zod: "/node_modules/zod/index.js",
};

describe.skipIf(!isChromiumFound("browser.test.ts"))("the package in a browser", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const entry = (name: string): string => exports[name].default.replace("./", "/node_modules/leolink/");
  let expected: ReturnType<typeof codedFrames>[];
  let program: BuiltProgram;
  let browser: Browser;

  beforeAll(async () => {
    expected = jobs.map((job) => codedFrames(fec, job));
    program = new BuiltProgram();
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    program?.dispose();
  });

  /** A page of the given HTML among the files of `node_modules`; collects what it complains of or asks for elsewhere. */
  async function open(html: string): Promise<{ page: Page; complaints: string[]; asked: string[] }> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const asked: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.context().route("**/*", (route) => {
      const { origin: from, pathname } = new URL(route.request().url());
      if (from !== origin) {
        complaints.push(`asked for ${route.request().url()}`);
        return route.abort();
      }
      if (pathname === "/") return route.fulfill({ body: html, contentType: "text/html" });
      asked.push(pathname);
      const path = pathname.startsWith("/node_modules/leolink/dist/")
        ? join(program.dist, pathname.replace("/node_modules/leolink/dist/", ""))
        : join(root, pathname);
      return existsSync(path) ? route.fulfill({ path }) : route.fulfill({ status: 404 });
    });
    await page.goto(`${origin}/`);
    return { page, complaints, asked };
  }

  it("is tried on frames that come through and on frames that are lost", () => {
    const frames = expected.flat();
    const lost = frames.filter(({ isRight }) => !isRight).length;
    expect(lost).toBeGreaterThan(frames.length / 4);
    expect(lost).toBeLessThan((3 * frames.length) / 4);
  });

  const framesOf = (fec: string) => `${JSON.stringify(jobs)}.map((job) => (${codedFrames})(${fec}, job))`;
  const places = {
    "on a page": () => `import("${entry("./fec")}").then((fec) => ${framesOf("fec")})`,
    "in a worker": () => {
      const text = `import * as fec from "${origin}${entry("./fec")}"; postMessage(${framesOf("fec")});`;
      return `new Promise((resolve, reject) => {
        const url = URL.createObjectURL(new Blob([${JSON.stringify(text)}], { type: "text/javascript" }));
        const worker = new Worker(url, { type: "module" });
        worker.onmessage = ({ data }) => resolve(data);
        worker.onerror = ({ message }) => reject(new Error(message));
      })`;
    },
  };

  describe.each(Object.entries(places))("%s", (_, expression) => {
    let found: unknown[];

    beforeAll(async () => {
      const { page, complaints } = await open("<title>codes</title>");
      found = await page.evaluate(expression());
      expect(complaints).toEqual([]);
      await page.close();
    });

    it.each(jobs.map(({ title }, index) => [title, index] as const))(
      "%s: coded bits, LLRs and decisions are those of Node",
      (_title, index) => expect(found[index]).toEqual(expected[index]),
    );
  });

  it("has a SIMD form of every kernel, which makes of every parity case what it makes in Node", async () => {
    const { page, complaints } = await open("<title>kernels</title>");
    const found = await page.evaluate(`import("/node_modules/leolink/dist/kernels/registry.js").then(${simdOutputs})`);
    expect(found).toEqual(await simdOutputs(registry));
    expect(complaints).toEqual([]);
  });

  it("shows the README's page, which asks for nothing but modules of leolink", async () => {
    const { html, shown } = readmePage();
    const { page, complaints, asked } = await open(html);
    expect(await page.evaluate("document.body.textContent.trim()")).toBe(shown);
    expect(complaints).toEqual([]);
    expect(asked).toContain(entry("./fec"));
    expect(asked.filter((path) => !path.startsWith("/node_modules/leolink/dist/"))).toEqual([]);
  });

  it("has a main entry that runs where the page says where its packages are", async () => {
    const map = JSON.stringify({ imports: { ...packages, leolink: entry(".") } });
    const { page, complaints } = await open(`<script type="importmap">${map}</script>`);
    const cn_dB = await page.evaluate(`import("leolink").then(({ linkBudget }) => linkBudget({
      eirp_dBW: 30.02, gOverT_dBK: 15.86, slantRange_m: 1_075_100, carrier_Hz: 20e9, bandwidth_Hz: 400e6,
      losses_dB: [0.5, 0.3],
    }).cn_dB)`);
    // TR 38.821, Table 6.1.3.3-1, study case 6, prints 8.5.
    expect(cn_dB).toBeCloseTo(8.56, 2);
    expect(complaints).toEqual([]);
  });
});
