export { isWithin } from './plugin/match-range.ts';
export type { MatchRange } from './plugin/match-range.ts';
export { canonicalize, NotCanonicalError } from './log/canonical.ts';
export * from './model/bucket-group.ts';
export { BoundaryTimer } from './engine/time/boundary-timer.ts';
export type { After } from './engine/time/boundary-timer.ts';
export { checkedFlagSchema } from './model/checked-flag.ts';
export { checkedSegmentSchema } from './model/checked-segment.ts';
export { checkedSettingSchema } from './model/checked-setting.ts';
export { findInvisible, listInvisible } from './model/invisible.ts';
export type { Invisible } from './model/invisible.ts';
export type { Clock } from './time/clock.ts';
export { ageOfContact, ContactClock, rolloutGrace } from './time/contact-clock.ts';
export { CountLedger } from './counting/count-ledger.ts';
export type { CountSource, Counter, CountLedgerOptions } from './counting/count-ledger.ts';
export * from './counting/count-page.ts';
export * from './counting/count-report.ts';
export { sendCounts } from './counting/send-counts.ts';
export type { CountSending, SendTiming } from './counting/send-counts.ts';
export { targetingKeyAttribute } from './model/context.ts';
export type { Context } from './model/context.ts';
export { changeKinds } from './log/change-kind.ts';
export type { ChangeKind } from './log/change-kind.ts';
export type { Sha256 } from './log/digest.ts';
export * from './model/condition.ts';
export * from './model/environment.ts';
export * from './model/flag.ts';
export * from './model/json-schema.ts';
export * from './model/key.ts';
export * from './model/name.ts';
export * from './model/segment.ts';
export * from './model/id-chunk.ts';
export { changeIdChunks, changeIdChunksInSlices, countIds, toLongList } from './bucketing/id-chunks.ts';
export type { IdsChange } from './bucketing/id-chunks.ts';
export { bucketCount } from './bucketing/bucket.ts';
export { everyoneElseRule } from './engine/nodes/compiled-setting.ts';
export { compileRuleset, compileRulesetInSlices } from './engine/compile/compile-ruleset.ts';
export type { CompiledRuleset, FlagFailure } from './engine/compile/compile-ruleset.ts';
export * from './model/regions/region-groups.ts';
export type { RegionOutcome } from './model/regions/region-set.ts';
export * from './model/regions/regions.ts';
export { countryCodes } from './model/regions/world-regions.ts';
export type { ShareOutcome } from './engine/nodes/compiled-share.ts';
export type { ConditionOutcome } from './engine/nodes/compiled-condition.ts';
export type { CompiledFlag } from './engine/nodes/compiled-flag.ts';
export type { CompiledSegment, MembershipOutcome } from './engine/nodes/compiled-segment.ts';
export { evaluate, evaluateAll } from './engine/evaluate/evaluate.ts';
export type { Audience } from './engine/evaluate/evaluate.ts';
export { explain, explainSegment } from './engine/explain/explain.ts';
export type {
  ExplainedCondition,
  ExplainedSegment,
  ExplainedServe,
  ExplainedStep,
  Explanation,
  StepOutcome,
} from './engine/explain/explanation.ts';
export { FailureReporter } from './engine/evaluate/failure-reporter.ts';
export type { AskedBucket } from './engine/evaluate/evaluation-subject.ts';
export { findChangedFlags } from './engine/compile/find-changed-flags.ts';
export { findNeeds } from './engine/compile/find-needs.ts';
export { findProblems, listProblems } from './engine/compile/find-problems.ts';
export { lastChange } from './engine/time/last-change.ts';
export { nextChange } from './engine/time/next-change.ts';
export { toProblem } from './engine/nodes/problem.ts';
export type { Problem, ProblemCode } from './engine/nodes/problem.ts';
export { deepestJson, isJsonObject } from './model/json.ts';
export { isLongerThan } from './model/is-longer.ts';
export { findExcess } from './model/json-excess.ts';
export type { Json, JsonObject } from './model/json.ts';
export { keepUnchanged } from './model/keep-unchanged.ts';
export * from './model/key-text.ts';
export * from './model/keyring.ts';
export * from './model/relay-report.ts';
export { limits } from './model/limits.ts';
export { applyListChange } from './model/list-change.ts';
export { shorten } from './model/shorten.ts';
export { spacedTextPattern, toPlainText } from './model/plain-text.ts';
export { refuseInvisible } from './model/visible-texts.ts';
export { comparePositions } from './log/compare-positions.ts';
export * from './log/log-state.ts';
export { parseRuleset, parseRulesetInSlices, RulesetError } from './model/parse-ruleset.ts';
export { readPart, toPart } from './log/part.ts';
export type { Part } from './log/part.ts';
export type { AttributeType, AttributeTypes } from './plugin/attribute-type.ts';
export { attributeTypeBit, attributeTypeMask } from './plugin/attribute-type.ts';
export { hints } from './plugin/hints.ts';
export type { Hint } from './plugin/hints.ts';
export { defineOperator } from './plugin/operator.ts';
export type {
  BoundOperator,
  Operator,
  ConditionWording,
  OperandReferences,
  OperatorDefinition,
  OperatorVector,
} from './plugin/operator.ts';
export { findNearest } from './model/input/find-nearest.ts';
export { readInput } from './model/input/read-input.ts';
export { strict } from './plugin/plugin-input.ts';
export { strictly } from './model/input/strict-schema.ts';
export type { InputIssue, ReadInput, SchemaIssue, SchemaIssueCode } from './model/input/read-input.ts';
export type { Bound, ErrorPolicy, NameOf } from './plugin/plugin-input.ts';
export { createRegistry } from './plugin/registry.ts';
export type { EngineFeature, Plugin, Registry } from './plugin/registry.ts';
export { defineStrategy } from './plugin/strategy.ts';
export type {
  BoundStrategy,
  RolloutProgress,
  ScheduleMoment,
  Share,
  Strategy,
  StrategyDefinition,
  StrategyReferences,
  StrategyVector,
  ServedVariant,
} from './plugin/strategy.ts';
export { createSubject } from './engine/evaluate/create-subject.ts';
export type { OperatorSubject, StrategySubject, Subject } from './plugin/subject.ts';
export type { ErrorCode, Fingerprint, Reason, Resolution } from './engine/evaluate/resolution.ts';
export { applyChange, findChange, parseRulesetChange, positionOf } from './model/ruleset-change.ts';
export type { RulesetChange, RulesetPosition } from './model/ruleset-change.ts';
export * from './model/ruleset.ts';
export type { Moment } from './plugin/moment.ts';
export type { Wording } from './plugin/wording.ts';
export { joinWords } from './plugin/words.ts';
export { scheduleSetting } from './engine/compile/schedule-setting.ts';
export * from './model/published.ts';
export * from './model/setting.ts';
export * from './time/steps.ts';
export { valueTypes, wrongValue } from './model/variant-values.ts';
export type { ValueType } from './model/variant-values.ts';
export * from './log/version.ts';
