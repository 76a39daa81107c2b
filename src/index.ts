/**
 * The package's public entry `leolink`; it and `leolink/fec` (`fec.ts`) alone hand on names from other rooms.
 *
 * Units stand in the names; every function's own docstring says its range, errors and source.
 */

export { type BicmInformation, bicmInformation } from "../kernels/effective-sinr/bicm-information.js";
export { bicmNormalApproximation_dB } from "./abstraction/bicm-normal-approximation.js";
export { antennaGain_dBi, peakGain_dBi } from "./antenna/antenna-gain.js";
export type { AntennaPattern, PlanarArray } from "./antenna/antenna-pattern.js";
export type { ArrayDirection } from "./antenna/array-direction.js";
export { ArrayField } from "./antenna/array-field.js";
export { ElementResponse, elementPositions } from "./antenna/array-response.js";
export { portField } from "./antenna/dual-polarisation.js";
export { patternFromGraspCut } from "./antenna/grasp-cut.js";
export { patternFromCsv } from "./antenna/pattern-csv.js";
export { type PatternStudy, patternStudy } from "./antenna/pattern-study.js";
export { type LinkBudgetInput, type LinkBudgetResult, linkBudget } from "./budget/carrier-to-noise.js";
export type { BudgetItem, HopBudget, LinkBudget, ModcodMargin } from "./budget/link-budget.js";
export { tr38821LinkBudget } from "./budget/tr38821.js";
export { tr38821DownlinkGeometry } from "./budget/tr38821-geometry.js";
export { transponderRatio_dB } from "./budget/transponder.js";
export { type ClusterProfile, ntnClusterProfile } from "./channel/cluster-profile.js";
export {
  ClusteredDelayLine,
  type ElementArray,
  type ElementField,
  isotropicElement,
} from "./channel/clustered-delay-line.js";
export { DelayLineFilter, type DelayLineFilterSettings } from "./channel/delay-line-filter.js";
export { fadingChannel } from "./channel/fading-channel.js";
export type { FadingSpec } from "./channel/fading-spec.js";
export { FrequencyResponse, type SubcarrierGrid } from "./channel/frequency-response.js";
export { LargeScaleChannel, type LargeScaleChannelSettings } from "./channel/large-scale-channel.js";
export {
  emptyLargeScaleState,
  LargeScaleParameters,
  type LargeScaleSettings,
  type LargeScaleState,
} from "./channel/large-scale-parameters.js";
export {
  type MultipathChannel,
  type PathSeries,
  type PathState,
  pathSeries,
  pathState,
} from "./channel/multipath-channel.js";
export { PathDelay, type RangeSamples } from "./channel/path-delay.js";
export { TappedDelayLine } from "./channel/tapped-delay-line.js";
export { type SkyTrack, UserTrack } from "./channel/user-track.js";
export { type ComplexMatrix, complexMatrix } from "./complex-matrix.js";
export * from "./fec.js";
export { CircularOrbit } from "./geometry/circular-orbit.js";
export { type Ephemeris, emptyStateVector, type StateVector } from "./geometry/ephemeris.js";
export { dopplerRate_Hzs, dopplerShift_Hz, type LookAngles, lookAngles } from "./geometry/look-angles.js";
export { type Pass, passes } from "./geometry/passes.js";
export { Sgp4Orbit } from "./geometry/sgp4-orbit.js";
export { nadirAngleSpherical_deg, slantRangeSpherical_m } from "./geometry/spherical-earth.js";
export { walkerShell } from "./geometry/walker-shell.js";
export { type GeodeticPosition, type GroundPoint, groundPoint } from "./geometry/wgs84.js";
export { LeolinkError, type Problem, type Warning } from "./leolink-error.js";
export { type DvbS2xModcod, dvbS2xModcods, symbolRate_Hz } from "./phy/dvb-s2x.js";
export { netBitRate_bps, spectralEfficiency } from "./phy/pl-frame.js";
export { freeSpaceLoss_dB } from "./propagation/free-space.js";
export {
  type SlantPathAttenuation,
  type SlantPathModel,
  slantPathAttenuation,
  slantPathModel,
} from "./propagation/slant-path.js";
export type { SlantPathParameters } from "./propagation/slant-path-parameters.js";
export { RandomStream } from "./random/random-stream.js";
export { correlationLoss_dB } from "./receiver/correlation-loss.js";
export { DvbFrameLink, type DvbFrameLinkSettings } from "./receiver/dvb-frame-link.js";
export { EchoCanceller } from "./receiver/echo-canceller.js";
export { flatGridChannel, type GridChannel, multipathGridChannel } from "./receiver/grid-channel.js";
export { type LoopGains, secondOrderLoopGains } from "./receiver/loop-gains.js";
export { MultiUserReceiver } from "./receiver/multi-user-receiver.js";
export { noncoherentDetectionProbability } from "./receiver/noncoherent-detection.js";
export { NrCodeWord } from "./receiver/nr-code-word.js";
export { NrSharedChannel, type NrSharedChannelSettings } from "./receiver/nr-shared-channel.js";
export { NrSlotLink, type NrSlotLinkSettings } from "./receiver/nr-slot-link.js";
export { LinearPrecoder } from "./receiver/precoding/linear-precoder.js";
export {
  type DegreeDistribution,
  degreeDistribution,
  degreeDistributionText,
  meanReplicas,
  parseDegreeDistribution,
} from "./receiver/random-access/degree-distribution.js";
export { asymptoticLossRate, asymptoticThreshold } from "./receiver/random-access/density-evolution.js";
export { type AccessOutcome, RandomAccess, type RandomAccessSpec } from "./receiver/random-access/random-access.js";
export type { ReceivedBlock } from "./receiver/received-block.js";
export type { ReceiverSettings } from "./receiver/receiver-settings.js";
export { gOverT_dBK } from "./rf/g-over-t.js";
export { impairmentRatios } from "./rf/impairment-ratio.js";
export { type LineUpStage, lineUpTotal, stageLevels } from "./rf/line-up.js";
export type { Scenario } from "./scenario/scenario.js";
export { type AccessCounter, inlineAccessCounter } from "./sim/access-counter.js";
export { type AccessThresholdEffort, accessThreshold } from "./sim/access-threshold.js";
export { budgetAt, type Moment } from "./sim/budget-at.js";
export { CodedLink } from "./sim/coded-link.js";
export type { CodedLinkSpec } from "./sim/coded-link-spec.js";
export { type ErrorRateCurve, errorRateCurve } from "./sim/error-rate-run.js";
export { errorRateThreshold } from "./sim/error-rate-threshold.js";
export { type FrameCounter, inlineFrameCounter } from "./sim/frame-counter.js";
export { type GoldenVectors, goldenVectors } from "./sim/golden-vectors.js";
export { LinkModel } from "./sim/link-model.js";
export { type AccessCurve, randomAccessCurve } from "./sim/random-access-run.js";
export { type RunOptions, run } from "./sim/run.js";
export type { LinkTimeline, RunResult } from "./sim/run-result.js";
export { scenarioPasses } from "./sim/scenario-passes.js";
export type { Estimate } from "./statistics/estimate.js";
export { marcumQ, marcumQComplement } from "./statistics/marcum-q.js";
