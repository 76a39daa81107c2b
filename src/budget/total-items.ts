import type { TransportFormat } from "../phy/transport-format.js";
import type { ImpairmentRatio } from "../rf/impairment-ratio.js";
import type { HopState } from "./hop.js";
import type { BudgetItem } from "./link-budget.js";

/** What the hops add up to. */
export interface LinkTotal {
  /** One hop, or uplink and downlink of a transparent payload. */
  readonly hops: readonly HopState[];
  readonly cn0_dBHz: number;
  readonly cn_dB: number;
  readonly ci_dB: number;
  readonly cnir_dB: number;
  readonly esn0_dB: number;
  readonly bandwidth_Hz: number;
  readonly symbolRate_Hz: number;
  readonly implementationLoss_dB: number;
  /** Carrier over the distortion of each impairment of modems and oscillators. */
  readonly impairments: readonly ImpairmentRatio[];
  /** Undefined where no threshold is met. */
  readonly format: TransportFormat | undefined;
  /** What the waveform calls its formats. */
  readonly formatWord: string;
  readonly rate_bps: number;
  readonly delay_s: number;
}

/** The end of a budget: both hops combined, and what the waveform makes of it. */
export function totalItems(total: LinkTotal): BudgetItem[] {
  const isTransparent = total.hops.length > 1;
  const combination = isTransparent
    ? "u d / (1 + u + d): the repeater's output power is shared with uplink noise"
    : "the one hop";
  const bandwidth = { name: "bandwidth", value: total.bandwidth_Hz / 1e6, unit: "MHz" };
  const symbolRate = { name: "symbol rate", value: total.symbolRate_Hz / 1e6, unit: "MBd" };
  const items: BudgetItem[] = [
    item(
      "delay_ms",
      "Propagation delay, one way",
      total.delay_s * 1e3,
      "ms",
      "slant range / c, over all hops",
      "definition",
      [],
    ),
    item(
      "cn_dB",
      "C/N",
      total.cn_dB,
      "dB",
      combination,
      "definition",
      hopInputs(total, "C/N", ({ cn_dB }) => cn_dB),
    ),
    item("cn0_dBHz", "C/N0", total.cn0_dBHz, "dBHz", "C/N + 10 log10(B)", "definition", [bandwidth]),
  ];
  if (total.ci_dB !== Number.POSITIVE_INFINITY) {
    items.push(
      item(
        "ci_dB",
        "C/I",
        total.ci_dB,
        "dB",
        "sum of reciprocals over the hops",
        "definition",
        hopInputs(total, "C/I", ({ ci_dB }) => ci_dB),
      ),
    );
  }
  items.push(
    item(
      "cnir_dB",
      "C/(N+I)",
      total.cnir_dB,
      "dB",
      combination,
      "definition",
      hopInputs(total, "C/(N+I)", ({ cnir_dB }) => cnir_dB),
    ),
    ...total.impairments.map(({ name, ratio_dB }) =>
      item(
        `distortion${camelWord(name)}_dB`,
        `C/distortion, ${name}`,
        ratio_dB,
        "dB",
        "signal-to-distortion ratio that this impairment alone leaves",
        impairmentSources[name],
        [{ name: total.formatWord, value: total.format?.name ?? "the lowest", unit: "" }],
      ),
    ),
    item(
      "esn0_dB",
      "Es/(N0+I0) at the demodulator",
      total.esn0_dB,
      "dB",
      total.impairments.length > 0
        ? "C/(N+I) + 10 log10(B / Rs) - implementation loss, with the distortions as sum of reciprocals"
        : "C/(N+I) + 10 log10(B / Rs) - implementation loss",
      "definition",
      [
        bandwidth,
        symbolRate,
        { name: "implementation loss", value: total.implementationLoss_dB, unit: "dB" },
        ...total.impairments.map(({ name, ratio_dB }) => ({
          name: `C/distortion, ${name}`,
          value: ratio_dB,
          unit: "dB",
        })),
      ],
    ),
  );
  const { format } = total;
  if (format) {
    items.push(
      item(
        "margin_dB",
        `Margin of ${format.name}`,
        total.esn0_dB - format.threshold_dB,
        "dB",
        "Es/(N0+I0) - threshold",
        format.thresholdSource,
        [
          { name: total.formatWord, value: format.name, unit: "" },
          { name: "threshold", value: format.threshold_dB, unit: "dB" },
        ],
      ),
    );
  }
  items.push(
    item(
      "rate_Mbps",
      "Net bit rate with ideal adaptation",
      total.rate_bps / 1e6,
      "Mbps",
      "payload bits of a frame / its duration",
      format?.payloadSource ?? "definition",
      [{ name: total.formatWord, value: format?.name ?? "none: below the lowest threshold", unit: "" }, symbolRate],
    ),
  );
  return items;
}

/** Models of the impairments' ratios. */
const impairmentSources: Readonly<Record<ImpairmentRatio["name"], string>> = {
  "phase noise": "mask of the scenario behind an optimal carrier tracker",
  "frequency offset": "P. Moose, IEEE Trans. Commun. 42, 1994",
  "I/Q imbalance": "image rejection of M. Valkama et al., 2001",
  quantisation: "uniform converter, by integration over the signal's distribution",
  amplifier: "Bussgang decomposition of the constellation",
};

/** `I/Q imbalance` becomes `IQImbalance`. */
function camelWord(name: string): string {
  return name
    .split(/[^A-Za-z]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

function hopInputs({ hops }: LinkTotal, name: string, of: (hop: HopState) => number): BudgetItem["inputs"] {
  if (hops.length === 1) return [];
  return hops.map((hop, index) => ({
    name: `${name} ${index === 0 ? "feeder" : "user"} link`,
    value: of(hop),
    unit: "dB",
  }));
}

function item(
  key: string,
  label: string,
  value: number,
  unit: string,
  formula: string,
  source: string,
  inputs: BudgetItem["inputs"],
): BudgetItem {
  return { key, label, value, unit, role: "result", formula, source, inputs };
}
