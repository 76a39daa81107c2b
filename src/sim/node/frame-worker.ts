import { workerData } from "piscina";
import { openCode } from "../../fec/code-family.js";
import { CodedLink } from "../coded-link.js";
import type { CodedLinkSpec } from "../coded-link-spec.js";
import type { FrameCounts } from "../frame-counts.js";
import type { LinkCurveSpec } from "../link-curve-spec.js";
import { openCountedLink } from "../link-error-rates.js";

const spec = workerData as CodedLinkSpec | LinkCurveSpec;
const link = "code" in spec ? new CodedLink(spec, openCode(spec.code)) : openCountedLink(spec);

/** A worker thread's task: a batch of frames (the worker file that `PooledFrameCounter` names). */
export function countFrames({
  level,
  firstFrame,
  frames,
}: {
  level: number;
  firstFrame: number;
  frames: number;
}): FrameCounts {
  return link.count(level, firstFrame, frames);
}
