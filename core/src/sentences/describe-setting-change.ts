import { canonicalize } from '../canonical.ts';
import type { Json } from '../json.ts';
import type { Rule, Serve, Setting } from '../setting.ts';
import { describeAvailability } from './describe-availability.ts';
import { describeAudience } from './describe-rule.ts';
import { describeServe, toServeWords } from './describe-serve.ts';
import type { DescribedFlag } from './describe-serve.ts';
import { describeSetting } from './describe-setting.ts';
import { joinWords } from './words.ts';
import type { Wording } from './wording.ts';

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
    ...describeOthers(before, after, input),
    ...describeOff(before, after, input),
    ...describeGroup(before, after),
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

function describeWhere(before: Setting, after: Setting): string[] {
  return describeDifference(
    'Available',
    describeAvailability(before.availability),
    describeAvailability(after.availability),
  );
}

function describeNever(before: Setting, after: Setting, { names }: Wording): string[] {
  const name = (key: string) => names('segment', key);
  return [
    ...without(after.never, before.never).map((key) => `Added ${name(key)} to Never for`),
    ...without(before.never, after.never).map((key) => `Removed ${name(key)} from Never for`),
  ];
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

function describeAdded(rule: Rule, input: SettingChange): string {
  const words = toServeWords(rule.serve, input.flag, input);
  const serve = words.kind === 'on' ? '' : `: ${describeServe(words)}`;
  return `Added ${describeAudience(rule, input)}${serve}${rule.enabled ? '' : ', switched off'}`;
}

function describeRuleChange(before: Rule, after: Rule, input: SettingChange): string[] {
  if (isSame(before, after)) return [];
  const people = describeAudience(after, input);
  const sentences = describePeople(before, after, input);
  if (before.enabled !== after.enabled) sentences.push(`Switched ${people} ${after.enabled ? 'on' : 'off'}`);
  sentences.push(...describeServeChange(people, [before.serve, after.serve], input));
  return sentences.length > 0 ? sentences : [`Renamed the rule for ${people}`];
}

function describePeople(before: Rule, after: Rule, input: SettingChange): string[] {
  if (!isSame(before.conditions, after.conditions)) {
    return describeDifference('Rule', describeAudience(before, input), describeAudience(after, input));
  }
  const name = (key: string) => input.names('segment', key);
  return [
    ...without(after.segments, before.segments).map((key) => `Added ${name(key)}`),
    ...without(before.segments, after.segments).map((key) => `Removed ${name(key)}`),
  ];
}

function describeOthers(before: Setting, after: Setting, input: SettingChange): string[] {
  return describeServeChange('Everyone else', [before.everyoneElse, after.everyoneElse], input);
}

function describeServeChange(
  people: string,
  [before, after]: readonly [before: Serve, after: Serve],
  input: SettingChange,
): string[] {
  if (isSame(before, after)) return [];
  const was = describeServe(toServeWords(before, input.flag, input));
  const is = describeServe(toServeWords(after, input.flag, input));
  if (was !== is) return [`${people}: ${was} → ${is}`];
  if (isWrittenTheSame(before, after, input)) return [];
  return [`${people}: ${isPlan(after, input) ? 'another plan' : 'the same shares, other people'}`];
}

/** Whether a person wrote the same: every publish makes the steps of a plan anew, which is nobody's change. */
function isWrittenTheSame(before: Serve, after: Serve, { registry }: Wording): boolean {
  const fromTheStart = ({ strategy, params }: Serve) =>
    registry.strategies.get(strategy)?.schedule(params, atTheStart) ?? params;
  return before.strategy === after.strategy && isSame(fromTheStart(before), fromTheStart(after));
}

const atTheStart = { now: 0, enabled: true, previous: undefined };

/** Whether time is part of what it hands out. */
function isPlan({ strategy, params }: Serve, { registry }: Wording): boolean {
  const result = registry.strategies.get(strategy)?.bind(params);
  return result?.ok === true && result.bound.shares === undefined;
}

function describeOff(before: Setting, after: Setting, { names }: Wording): string[] {
  const words = ({ off }: Setting) => (off === null ? "the app's own default" : names('variant', off));
  return describeDifference('When off', words(before), words(after));
}

function describeGroup(before: Setting, after: Setting): string[] {
  if (before.group === after.group) return [];
  const change = describeDifference('Group', before.group ?? 'none', after.group ?? 'none');
  return change.map((sentence) => `${sentence}: people may move between versions`);
}

function describeDifference(what: string, before: string, after: string): string[] {
  return before === after ? [] : [`${what}: ${before} → ${after}`];
}

function without(keys: readonly string[], others: readonly string[]): string[] {
  return keys.filter((key) => !others.includes(key));
}

function isSame(one: Json | object, other: Json | object): boolean {
  return canonicalize(one as Json) === canonicalize(other as Json);
}
