import type { FrameLink } from "../mac/frame-link.js";
import type { LinkSnapshot } from "../receiver/link-snapshot.js";

/** What the frames came to that a replication sent in its windows; plain data. */
export interface FrameLinkCounts {
  readonly frames: number;
  readonly frameErrors: number;
  /** Wrong frames that the decoder accepted. */
  readonly undetectedErrors: number;
  /** Frames whose header was not read, where the waveform has one. */
  readonly headerErrors: number;
  /** Frames with echoes that the receiver's equaliser does not follow, which are noise to it. */
  readonly lateFrames: number;
  readonly informationBits: number;
  readonly bitErrors: number;
  /** Sums over frames. */
  readonly iterations: number;
  /** Squared error vector of the equalised symbols over their mean power. */
  readonly squaredEvm: number;
  /** SINR that it stands for, and the one that budget and fading say, both in decibels. */
  readonly measuredSinr_dB: number;
  readonly expectedSinr_dB: number;
}

/** What became of another user's transport blocks beside the own frames that count. */
export interface OtherUserCounts {
  readonly name: string;
  readonly blocks: number;
  readonly blockErrors: number;
  /** Of blocks that arrived. */
  readonly delivered_bit: number;
}

/** Frames of a waveform over a real link, counted. */
export interface CountedFrameLink extends FrameLink {
  readonly counts: FrameLinkCounts;
  /** Of other users on the same resources. */
  readonly others: readonly OtherUserCounts[];
  /** Of the last frame; undefined before the first. */
  snapshot(): LinkSnapshot | undefined;
}

/** What a replication brings home of its real frames. */
export interface FrameLinkResult {
  readonly counts: FrameLinkCounts;
  readonly others: readonly OtherUserCounts[];
  /** Time in its windows. */
  readonly window_s: number;
  /** Of the first replication. */
  readonly snapshot?: LinkSnapshot;
}

export const noLinkFrames: FrameLinkCounts = {
  frames: 0,
  frameErrors: 0,
  undetectedErrors: 0,
  headerErrors: 0,
  lateFrames: 0,
  informationBits: 0,
  bitErrors: 0,
  iterations: 0,
  squaredEvm: 0,
  measuredSinr_dB: 0,
  expectedSinr_dB: 0,
};

/** Counts of disjoint frames add. */
export function addLinkCounts(a: FrameLinkCounts, b: FrameLinkCounts): FrameLinkCounts {
  return {
    frames: a.frames + b.frames,
    frameErrors: a.frameErrors + b.frameErrors,
    undetectedErrors: a.undetectedErrors + b.undetectedErrors,
    headerErrors: a.headerErrors + b.headerErrors,
    lateFrames: a.lateFrames + b.lateFrames,
    informationBits: a.informationBits + b.informationBits,
    bitErrors: a.bitErrors + b.bitErrors,
    iterations: a.iterations + b.iterations,
    squaredEvm: a.squaredEvm + b.squaredEvm,
    measuredSinr_dB: a.measuredSinr_dB + b.measuredSinr_dB,
    expectedSinr_dB: a.expectedSinr_dB + b.expectedSinr_dB,
  };
}
