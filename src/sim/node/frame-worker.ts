import { workerData } from "piscina";
import { openCode } from "../../fec/code-family.js";
import { CodedLink } from "../coded-link.js";
import type { CodedLinkSpec } from "../coded-link-spec.js";
import type { FrameCounts } from "../frame-counts.js";

const spec = workerData as CodedLinkSpec;
const link = new CodedLink(spec, openCode(spec.code));

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
