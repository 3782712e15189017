export { describeAvailability, describeRegion, describeRegions } from './describe-availability.ts';
export { describeCondition } from './describe-condition.ts';
export { describeExplanation, describeResolution } from './describe-explanation.ts';
export type { StepWords } from './describe-explanation.ts';
export { describeMembership } from './describe-membership.ts';
export { describeSettingChange } from './describe-setting-change.ts';
export type { SettingChange } from './describe-setting-change.ts';
export { describeSetting } from './describe-setting.ts';
export type { Sentence } from './describe-setting.ts';
