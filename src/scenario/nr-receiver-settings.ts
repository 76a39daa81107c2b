import type { NrFrontEndSettings } from "../receiver/nr-front-end.js";
import type { CancellationSettings, ReceiverSettings } from "../receiver/receiver-settings.js";
import type { NrReceiver } from "./nr-receiver.js";
import type { NrWaveform } from "./nr-waveform.js";

/** The front end of a scenario's receiver. */
export function nrFrontEnd(receiver: NrReceiver, { ptrs }: Pick<NrWaveform, "ptrs">): NrFrontEndSettings {
  const { estimation, tracking, commonPhase, noise, detector, covarianceBlocks } = receiver;
  const isKnown = estimation === "perfect";
  return {
    estimation:
      estimation === "wiener" ? { kind: "estimatedWiener", delayProfile: "exponential" } : { kind: estimation },
    tracking: isKnown ? "none" : tracking,
    commonPhase: ptrs && !isKnown ? commonPhase : "none",
    noise,
    interference:
      detector === "irc"
        ? { kind: "covariance", source: isKnown ? "known" : "estimated", groupBlocks: covarianceBlocks }
        : { kind: "white" },
  };
}

/** Detection and cancellation of a scenario's receiver. */
export function nrDetection({ detector, survivors, demapping, cancellation, decoder }: NrReceiver): ReceiverSettings {
  return {
    detector: detector === "irc" ? "lmmse" : detector,
    ...(detector === "k-best" && { survivors }),
    demapping,
    cancellation: isListDetector(detector) ? withoutOrder(cancellation) : cancellation,
    ...(decoder.backend && { backend: decoder.backend }),
  };
}

export function isListDetector(detector: NrReceiver["detector"]): boolean {
  return detector === "k-best" || detector === "ml";
}

/** A list detector decodes all words of a stage: the default order says nothing to it. */
function withoutOrder(cancellation: CancellationSettings): CancellationSettings {
  if (cancellation.kind !== "word" || cancellation.order !== "sinr") return cancellation;
  return cancellation.reestimates ? { kind: "word", reestimates: true } : { kind: "word" };
}
