import type { Setting } from '../model/setting.ts';
import { describeAvailability } from './describe-availability.ts';
import { describeDifference, isSame, without } from './differences.ts';
import { describeAudience } from './describe-rule.ts';
import { describeRuleChange, fallThrough } from './describe-rule-change.ts';
import { describeServe, toServeWords } from './describe-serve.ts';
import { describeServeChange } from './describe-serve-change.ts';
import type { DescribedFlag } from './describe-serve.ts';
import { describeSetting } from './describe-setting.ts';
import { joinWords } from '../plugin/words.ts';
import type { Wording } from '../plugin/wording.ts';

/** What a change of a setting is described from. Null: not set up. */
export interface SettingChange extends Wording {
  readonly flag: DescribedFlag;
  readonly before: Setting | null;
  readonly after: Setting | null;
}

/** The differences between two settings as plain sentences, in the order of evaluation; empty when there is none. */
export function describeSettingChange(input: SettingChange): string[] {
  const { before, after } = input;
  if (!before && !after) return [];
  if (!before) return [`Set up: ${describeSetting({ ...input, setting: after }).text}`];
  if (!after) return ['Back to not set up'];
  return [
    ...describeSwitch(before, after),
    ...describePrerequisites(before, after),
    ...describeWhere(before, after),
    ...describeNever(before, after, input),
    ...describeRules(before, after, input),
    ...describeServeChange('Everyone else', [before.everyoneElse, after.everyoneElse], input),
    ...describeOff(before, after, input),
    ...describeBucketGroup(before, after),
    ...(before.salt === after.salt ? [] : ['Everyone is drawn anew: people may move between versions']),
  ];
}

function describeSwitch(before: Setting, after: Setting): string[] {
  if (before.enabled === after.enabled) return [];
  return [after.enabled ? 'Turned on' : 'Turned off'];
}

function describePrerequisites(before: Setting, after: Setting): string[] {
  const words = ({ prerequisites }: Setting) =>
    joinWords(
      prerequisites.map(({ flag, variants }) => `${flag} serves ${joinWords(variants, 'or')}`),
      'and',
    ) || 'none';
  return describeDifference('Prerequisites', words(before), words(after));
}

function describeWhere({ availability: before }: Setting, { availability: after }: Setting): string[] {
  const change = describeDifference('Available', describeAvailability(before), describeAvailability(after));
  if (before.mode === 'everywhere' || after.mode === 'everywhere') return change;
  return [
    ...change,
    ...describeDifference('Reason for the regions', reasonWords(before.reason), reasonWords(after.reason)),
    ...describeDifference('Regions to be reviewed', before.reviewOn ?? 'never', after.reviewOn ?? 'never'),
  ];
}

/** In quotes, so that no reason reads like none. */
function reasonWords(reason: string): string {
  return reason === '' ? 'none' : `"${reason}"`;
}

function describeNever({ never: before }: Setting, { never: after }: Setting, { names }: Wording): string[] {
  const name = (key: string) => names('segment', key);
  const change = [
    ...without(after, before).map((key) => `Added ${name(key)} to Never for`),
    ...without(before, after).map((key) => `Removed ${name(key)} from Never for`),
  ];
  return change.length > 0 || isSame(before, after) ? change : ['Changed the order of Never for'];
}

function describeRules(before: Setting, after: Setting, input: SettingChange): string[] {
  const old = new Map(before.rules.map((rule) => [rule.id, rule]));
  const kept = new Set(after.rules.map(({ id }) => id));
  const sentences = after.rules.flatMap((rule) => {
    const was = old.get(rule.id);
    return was ? describeRuleChange(was, rule, input) : [describeAdded(rule, input)];
  });
  for (const rule of before.rules) {
    if (!kept.has(rule.id)) sentences.push(`Removed ${describeAudience(rule, input)}`);
  }
  const orderBefore = before.rules.filter(({ id }) => kept.has(id)).map(({ id }) => id);
  const orderAfter = after.rules.filter(({ id }) => old.has(id)).map(({ id }) => id);
  return isSame(orderBefore, orderAfter) ? sentences : [...sentences, 'Changed the order of the rules'];
}

function describeAdded(rule: Setting['rules'][number], input: SettingChange): string {
  const words = toServeWords(rule.serve, input.flag, input);
  const serve = words.kind === 'on' ? '' : `: ${describeServe(words)}`;
  return `Added ${describeAudience(rule, input)}${serve}${rule.enabled ? '' : `, switched off: ${fallThrough}`}`;
}

function describeOff(before: Setting, after: Setting, { names }: Wording): string[] {
  const words = ({ off }: Setting) => (off === null ? "the app's own default" : names('variant', off));
  return describeDifference('When off', words(before), words(after));
}

function describeBucketGroup(before: Setting, after: Setting): string[] {
  if (before.bucketGroup === after.bucketGroup) return [];
  const change = describeDifference('Group', before.bucketGroup ?? 'none', after.bucketGroup ?? 'none');
  return change.map((sentence) => `${sentence}: people may move between versions`);
}
