export { analyse } from './analysis/analyse.ts';
export type { Analysing } from './analysis/analyse.ts';
export { isWithin } from './analysis/extent.ts';
export type { Extent } from './analysis/extent.ts';
export type { Finding, FindingCode } from './analysis/finding.ts';
export { canonicalize, NotCanonicalError } from './canonical.ts';
export { countCostly, countCostlyIn, findOverBudget } from './budget.ts';
export type { Budgeted } from './budget.ts';
export * from './bucket-group.ts';
export { BoundaryTimer } from './boundary-timer.ts';
export type { After } from './boundary-timer.ts';
export { checkedFlagSchema } from './checked-flag.ts';
export type { Clock } from './clock.ts';
export { ageOfContact, ContactClock, growthGrace } from './contact-clock.ts';
export { CountLedger } from './counting/count-ledger.ts';
export type { CountedAsker, Counter, CountLedgerOptions } from './counting/count-ledger.ts';
export * from './counting/count-page.ts';
export { sendCounts } from './counting/send-counts.ts';
export type { CountSending, SendTiming } from './counting/send-counts.ts';
export { targetingKeyAttribute } from './context.ts';
export type { Context } from './context.ts';
export type { Sha256 } from './digest.ts';
export * from './domain.ts';
export { bucketCount } from './engine/bucket.ts';
export { everyoneElseRule } from './engine/compiled-setting.ts';
export { compileRuleset, compileRulesetInSlices } from './engine/compile-ruleset.ts';
export type { CompiledRuleset, FlagFailure } from './engine/compile-ruleset.ts';
export * from './regions/region-groups.ts';
export type { RegionOutcome } from './regions/region-set.ts';
export * from './regions/regions.ts';
export { countryCodes } from './regions/world-regions.ts';
export type { ClaimOutcome } from './engine/compiled-claim.ts';
export type { ConditionOutcome } from './engine/compiled-condition.ts';
export type { CompiledFlag } from './engine/compiled-flag.ts';
export type { MembershipOutcome } from './engine/compiled-segment.ts';
export { evaluate, evaluateAll } from './engine/evaluate.ts';
export type { Audience } from './engine/evaluate.ts';
export { explain, explainSegment } from './engine/explain.ts';
export type {
  ExplainedCondition,
  ExplainedSegment,
  ExplainedServe,
  ExplainedStep,
  Explanation,
  StepOutcome,
} from './engine/explanation.ts';
export { FaultTeller } from './engine/fault-teller.ts';
export type { AskedBucket } from './engine/run.ts';
export { findChangedFlags } from './engine/find-changed-flags.ts';
export { findNeeds } from './engine/find-needs.ts';
export { findProblems, listProblems } from './engine/find-problems.ts';
export { lastChange } from './engine/last-change.ts';
export { nextChange } from './engine/next-change.ts';
export type { Problem, ProblemCode } from './engine/problem.ts';
export { describeForecast, marginOf } from './forecast/describe-forecast.ts';
export { forecastChange, forecastPeople } from './forecast/forecast-change.ts';
export type { Flow, Forecast, ForecastInput } from './forecast/forecast-change.ts';
export { deepestJson, isJsonObject } from './json.ts';
export { findExcess } from './json-excess.ts';
export type { Json, JsonObject } from './json.ts';
export { keepUnchanged } from './keep-unchanged.ts';
export * from './key-text.ts';
export * from './keyring.ts';
export { limits } from './limits.ts';
export { applyListChange } from './list-change.ts';
export * from './log-state.ts';
export { parseRuleset, parseRulesetInSlices, RulesetError } from './parse-ruleset.ts';
export { readPart, toPart } from './part.ts';
export type { Part } from './part.ts';
export type { AttributeType, AttributeTypes } from './plugin/attribute-type.ts';
export { attributeTypeBit, attributeTypeMask } from './plugin/attribute-type.ts';
export { defineOperator } from './plugin/operator.ts';
export type {
  BoundOperator,
  Operator,
  ConditionWording,
  OperandReferences,
  OperatorDefinition,
  OperatorVector,
} from './plugin/operator.ts';
export { findNearest } from './plugin/find-nearest.ts';
export { readInput, strict } from './plugin/plugin-input.ts';
export { strictly } from './plugin/strict-schema.ts';
export type { Bound, InputIssue, NameOf, ReadInput, Trust } from './plugin/plugin-input.ts';
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
} from './plugin/strategy.ts';
export { createSubject } from './plugin/create-subject.ts';
export type { OperatorSubject, StrategySubject, Subject } from './plugin/subject.ts';
export type { ErrorCode, Fingerprint, Reason, Resolution } from './resolution.ts';
export { applyChange, findChange, parseRulesetChange, positionOf } from './ruleset-change.ts';
export type { RulesetChange, RulesetPosition } from './ruleset-change.ts';
export * from './ruleset.ts';
export { describeAvailability, describeRegion, describeRegions } from './sentences/describe-availability.ts';
export { describeCondition } from './sentences/describe-condition.ts';
export { describeExplanation, describeResolution } from './sentences/describe-explanation.ts';
export type { StepWords } from './sentences/describe-explanation.ts';
export { describeMembership } from './sentences/describe-membership.ts';
export { describeSettingChange } from './sentences/describe-setting-change.ts';
export type { SettingChange } from './sentences/describe-setting-change.ts';
export { describeSetting } from './sentences/describe-setting.ts';
export type { Sentence } from './sentences/describe-setting.ts';
export type { Moment, Wording } from './sentences/wording.ts';
export { joinWords } from './sentences/words.ts';
export { scheduleSetting } from './schedule-setting.ts';
export * from './served.ts';
export * from './setting.ts';
export * from './steps.ts';
export { valueTypes, wrongValue } from './variant-values.ts';
export type { ValueType } from './variant-values.ts';
export * from './version.ts';
