import type { Json, Rule, Serve, Setting, ValueType } from '@hoist/core';
import { moveShares, sharesOf, wholeShare } from '@hoist/plugins/move-shares';
import type { Range } from '@hoist/plugins/move-shares';
import { fillStrategies, readStrategyDraft, toStrategyDraft } from './other-strategy.ts';
import type { StrategyDraft, StrategyForm } from './other-strategy.ts';
import { notAPercentage, toPercent, toShare } from '../percent.ts';
import { plans, readRolloutDraft, toRolloutDraft } from './rollout-draft.ts';
import type { RolloutStep } from './rollout-draft.ts';

/** The parts of a flag that the simple view uses. */
export interface FlagShape {
  readonly type: ValueType;
  readonly variants: readonly { readonly key: string; readonly value: Json; readonly name: string }[];
}

/** One segment and whether it has the flag; `rule` is the rule's id, empty for a new row. */
export interface SegmentRow {
  readonly rule: string;
  readonly segment: string;
  readonly on: boolean;
  readonly variant: string;
}

/** What everyone else gets. An on/off flag knows off, on and percentage; others one version or a split. */
export const everyoneElseModes = ['', 'off', 'on', 'percentage', 'one', 'split', 'progressive'] as const;
/** `other:` and a name stand for a strategy that is edited by its generated form. */
export type EveryoneElseMode = (typeof everyoneElseModes)[number] | `other:${string}`;

/** Who gets a flag in one environment, as the simple view shows it: texts, in the order of the form. */
export interface SimpleSetting {
  readonly rows: readonly SegmentRow[];
  readonly mode: EveryoneElseMode;
  /** For `percentage`. */
  readonly percent: string;
  /** For `one`. */
  readonly variant: string;
  /** For `progressive`: the variant that grows. */
  readonly growing: string;
  /** For `progressive`: the variant that the others get. */
  readonly otherwise: string;
  /** For `progressive`. */
  readonly steps: readonly RolloutStep[];
  /** For `split`: a percent a variant, by {@link weightOf}. */
  readonly weights: Readonly<Record<string, string>>;
  /** For `other:`: the typed parameters of each strategy. */
  readonly others: readonly StrategyDraft[];
  /** The bucket group that people are drawn in; empty for none. */
  readonly bucketGroup: string;
}

type Wrong = Readonly<Record<string, string>>;
type Draft = Omit<Setting, 'salt'>;

/** Names a variant's weight in a draft and its form. The prefix keeps keys like `toString` apart from properties of objects. */
export function weightOf(variant: string): string {
  return `weights:${variant}`;
}

/** The `true` and `false` variants of an on/off flag; undefined for a flag with several versions. */
export function findOnOff(flag: FlagShape): { readonly on: string; readonly off: string } | undefined {
  if (flag.type !== 'boolean' || flag.variants.length !== 2) return undefined;
  const on = flag.variants.find(({ value }) => value === true);
  const off = flag.variants.find(({ value }) => value === false);
  return on && off && { on: on.key, off: off.key };
}

/** Converts a setting to the simple view; undefined if the view cannot show all of it. */
export function toSimpleSetting(
  flag: FlagShape,
  setting: Setting | null,
  forms: readonly StrategyForm[],
): SimpleSetting | undefined {
  const weights = Object.fromEntries(flag.variants.map(({ key }) => [weightOf(key), '']));
  const [first, second] = flag.variants;
  const empty = {
    percent: '',
    variant: first?.key ?? '',
    growing: first?.key ?? '',
    otherwise: second?.key ?? '',
    steps: plans.careful.steps,
    weights,
    others: fillStrategies(forms, []),
    bucketGroup: setting?.bucketGroup ?? '',
  };
  if (!setting) return { rows: [], mode: '', ...empty };
  if (isGuarded(setting)) return undefined;
  const rows = setting.rules.map((rule) => toRow(flag, rule));
  const rest = toEveryoneElse(flag, setting.everyoneElse) ?? toOther(setting.everyoneElse, forms);
  if (!rest || rows.includes(undefined)) return undefined;
  return { rows: rows.filter((row) => row !== undefined), ...empty, ...rest };
}

/** Applies a draft to the setting that it was made from, or returns messages by field. */
export function fromSimpleSetting(
  flag: FlagShape,
  draft: SimpleSetting,
  {
    base,
    newId,
    forms,
  }: { readonly base: Draft; readonly newId: () => string; readonly forms: readonly StrategyForm[] },
): { readonly setting: Draft; readonly fields: Wrong } {
  const onOff = findOnOff(flag);
  const rules = draft.rows.map((row): Rule => {
    const known = base.rules.find(({ id }) => id === row.rule);
    const serve = { strategy: 'fixed', params: { variant: onOff?.on ?? row.variant } };
    const { id, name } = known ?? { id: newId(), name: '' };
    return { id, name, enabled: row.on, segments: [row.segment], conditions: [], serve };
  });
  const { mode } = draft;
  const rest = isOther(mode)
    ? readStrategyDraft(mode.slice(otherPrefix.length), draft.others, forms)
    : readEveryoneElse(flag, { ...draft, mode }, base.everyoneElse);
  const everyoneElse = 'serve' in rest ? rest.serve : base.everyoneElse;
  const { bucketGroup: _, ...alone } = base;
  const setting = {
    ...alone,
    rules,
    everyoneElse,
    ...(draft.bucketGroup !== '' && { bucketGroup: draft.bucketGroup }),
  };
  return { setting, fields: 'fields' in rest ? rest.fields : {} };
}

/** True for a setting with steps before its rules, which the view does not show. */
function isGuarded({ availability, prerequisites, never }: Setting): boolean {
  return availability.mode !== 'everywhere' || prerequisites.length + never.length > 0;
}

function toRow(flag: FlagShape, rule: Rule): SegmentRow | undefined {
  const [segment] = rule.segments;
  const variant = fixedVariant(rule.serve);
  if (segment === undefined || rule.segments.length > 1 || rule.conditions.length > 0) return undefined;
  if (variant === undefined) return undefined;
  const onOff = findOnOff(flag);
  if (onOff && variant !== onOff.on) return undefined;
  return { rule: rule.id, segment, on: rule.enabled, variant };
}

const otherPrefix = 'other:';

function isOther(mode: EveryoneElseMode): mode is `other:${string}` {
  return mode.startsWith(otherPrefix);
}

function toOther(serve: Serve, forms: readonly StrategyForm[]): Rest | undefined {
  const draft = toStrategyDraft(serve, forms);
  return draft && { mode: `other:${draft.strategy}`, others: fillStrategies(forms, [draft]) };
}

type Rest = Pick<SimpleSetting, 'mode'> & Partial<SimpleSetting>;

function toEveryoneElse(flag: FlagShape, serve: Serve): Rest | undefined {
  const onOff = findOnOff(flag);
  const variant = fixedVariant(serve);
  if (variant !== undefined) {
    if (!onOff) return { mode: 'one', variant };
    if (variant !== onOff.on && variant !== onOff.off) return undefined;
    return { mode: variant === onOff.on ? 'on' : 'off' };
  }
  const rollout = toRolloutDraft(serve);
  if (rollout) {
    const { steps, variant: growing, otherwise } = rollout;
    return onOff && growing !== onOff.on ? undefined : { mode: 'progressive', steps, growing, otherwise };
  }
  const ranges = rangesOf(serve);
  if (!ranges || byOf(serve) !== undefined) return undefined;
  const shares = sharesOf(ranges);
  if (onOff) return { mode: 'percentage', percent: toPercent(shares.get(onOff.on) ?? 0) };
  return {
    mode: 'split',
    weights: Object.fromEntries(
      flag.variants.map(({ key }) => [weightOf(key), toPercent(shares.get(key) ?? 0)]),
    ),
  };
}

function readEveryoneElse(
  flag: FlagShape,
  draft: SimpleSetting,
  before: Serve,
): { serve: Serve } | { fields: Wrong } {
  const onOff = findOnOff(flag);
  switch (draft.mode) {
    case 'off':
    case 'on':
      return onOff
        ? { serve: fixed(onOff[draft.mode]) }
        : { fields: { mode: 'Choose what everyone else gets.' } };
    case 'one':
      return { serve: fixed(draft.variant) };
    case 'percentage':
      return readPercentage(onOff, draft, before);
    case 'split':
      return readSplit(flag, draft, before);
    case 'progressive': {
      const { steps, growing, otherwise } = draft;
      const who = onOff ? { variant: onOff.on, otherwise: onOff.off } : { variant: growing, otherwise };
      return readRolloutDraft({ steps, ...who }, before);
    }
    default:
      return { fields: { mode: 'Choose what everyone else gets.' } };
  }
}

function readPercentage(
  onOff: ReturnType<typeof findOnOff>,
  draft: SimpleSetting,
  before: Serve,
): { serve: Serve } | { fields: Wrong } {
  const share = toShare(draft.percent);
  if (share === undefined || !onOff) return { fields: { percent: notAPercentage } };
  const { on, off } = onOff;
  const [first, second, ...more] = rangesOf(before) ?? [];
  const isPlain = (first?.variant ?? on) === on && (second?.variant ?? off) === off && more.length === 0;
  const wanted = new Map([
    [on, share],
    [off, wholeShare - share],
  ]);
  if (!isPlain) return { serve: split(rangesOf(before), on, wanted) };
  const ranges = [
    { from: 0, to: share, variant: on },
    { from: share, to: wholeShare, variant: off },
  ];
  return { serve: { strategy: 'split', params: { ranges: ranges.filter(({ from, to }) => from < to) } } };
}

function readSplit(
  flag: FlagShape,
  draft: SimpleSetting,
  before: Serve,
): { serve: Serve } | { fields: Wrong } {
  const wanted = new Map<string, number>();
  const fields: Record<string, string> = {};
  for (const { key } of flag.variants) {
    const share = toShare(draft.weights[weightOf(key)] || '0');
    if (share === undefined) fields[`weights.${key}`] = notAPercentage;
    else wanted.set(key, share);
  }
  const sum = [...wanted.values()].reduce((total, share) => total + share, 0);
  if (Object.keys(fields).length === 0 && sum !== wholeShare) {
    fields['weights'] = `The percentages add up to ${toPercent(sum)} %. They must add up to 100 %.`;
  }
  if (Object.keys(fields).length > 0) return { fields };
  return { serve: split(rangesOf(before), fixedVariant(before) ?? flag.variants[0]?.key ?? '', wanted) };
}

/** Splits so that people keep their variant as far as the new shares allow; `all` had everyone if nothing was split before. */
function split(
  before: readonly Range[] | undefined,
  all: string,
  wanted: ReadonlyMap<string, number>,
): Serve {
  const ranges = moveShares(before ?? [{ from: 0, to: wholeShare, variant: all }], wanted);
  return {
    strategy: 'split',
    params: { ranges: ranges.map(({ from, to, variant }) => ({ from, to, variant })) },
  };
}

function fixed(variant: string): Serve {
  return { strategy: 'fixed', params: { variant } };
}

function fixedVariant(serve: Serve): string | undefined {
  const variant = serve.strategy === 'fixed' ? toObject(serve.params)['variant'] : undefined;
  return typeof variant === 'string' ? variant : undefined;
}

function rangesOf(serve: Serve): readonly Range[] | undefined {
  const ranges = serve.strategy === 'split' ? toObject(serve.params)['ranges'] : undefined;
  return Array.isArray(ranges) ? (ranges as readonly Range[]) : undefined;
}

function byOf(serve: Serve): Json | undefined {
  return toObject(serve.params)['by'];
}

function toObject(value: Json): Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, Json>>) : {};
}
