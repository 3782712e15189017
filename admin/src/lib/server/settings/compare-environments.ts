import { isWrittenTheSame } from '@hoist/core/words';
import type { Environment, FlagDefinition, Setting } from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import { createYield } from '@hoist/store';
import { listParts } from '#lib/forms/setting/copy-parts.ts';
import type { CopyPart } from '#lib/forms/setting/copy-parts.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { keyOfDifference } from '../definitions/difference-mark.ts';
import type { DifferenceMark } from '../definitions/difference-mark.ts';
import { etagOfSetting, readPublished } from '../publishing/published.ts';
import { describeCopyPart } from './describe-copy-part.ts';
import { wordingOf } from './wording-of.ts';

/** What is listed: what differs, what of it nobody calls intended, or all flags. */
export const comparisonFilters = ['different', 'open', 'all'] as const;
export type ComparisonFilter = (typeof comparisonFilters)[number];

/** One part of a setting that differs, in words. */
interface ComparedPart {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** A flag in two environments. */
export interface ComparedFlag {
  readonly key: string;
  readonly name: string;
  /** Who gets it there, in words. */
  readonly from: string;
  readonly to: string;
  /** What a mark is said of. */
  readonly fromEtag: string;
  readonly toEtag: string;
  /** None where both serve the same, and where only one of them has a setting. */
  readonly parts: readonly ComparedPart[];
  readonly isDifferent: boolean;
  /** Whether there is a setting to copy. */
  readonly canCopy: boolean;
  /** What somebody said of this difference. */
  readonly mark: Pick<DifferenceMark, 'intended' | 'who' | 'when'> | null;
}

/** The flags of one list, in no order, with what is said of each. */
export interface Comparison {
  readonly from: Environment;
  readonly to: Environment;
  /** How many flags of those that the search finds are in each of the lists. */
  readonly counts: Readonly<Record<ComparisonFilter, number>>;
  readonly flags: readonly FlagDefinition[];
  readonly show: (flag: FlagDefinition) => ComparedFlag;
}

interface ComparisonQuery {
  readonly from: string;
  readonly to: string;
  readonly show?: ComparisonFilter | undefined;
  /** What their name or key contains. */
  readonly search?: string | undefined;
}

/**
 * What two environments serve of every flag. It is compared in slices, and what was compared is compared again only once
 * either side has changed. Throws UseCaseError 404 or 422.
 */
export async function compareEnvironments(
  context: AdminContext,
  { from, to, show = 'different', search = '' }: ComparisonQuery,
): Promise<Comparison> {
  const definitions = readDefinitions(context.definitions);
  const sides = { from: requireEnvironment(definitions, from), to: requireEnvironment(definitions, to) };
  const lists: Record<ComparisonFilter, FlagDefinition[]> = { different: [], open: [], all: [] };
  const wanted = search.trim().toLowerCase();
  const yieldToEventLoop = createYield();
  const readSettings = createReader(context, { from, to });
  for (const flag of definitions.flags.values()) {
    if (!`${flag.name}\n${flag.key}`.toLowerCase().includes(wanted)) continue;
    const settings = readSettings(flag.key);
    if (flag.archivedAt !== null && !settings.isServed) continue;
    lists.all.push(flag);
    if (isDifferent(context, settings)) {
      lists.different.push(flag);
      if (readMark(definitions, flag.key, settings)?.intended !== true) lists.open.push(flag);
    }
    await yieldToEventLoop();
  }
  const counts = { different: lists.different.length, open: lists.open.length, all: lists.all.length };
  return {
    ...sides,
    counts,
    flags: lists[show],
    show: (flag) => toCompared(context, definitions, { flag, settings: readSettings(flag.key) }),
  };
}

interface Settings {
  readonly from: { readonly environment: string; readonly setting: Setting | null };
  readonly to: { readonly environment: string; readonly setting: Setting | null };
  readonly isServed: boolean;
}

function createReader(context: AdminContext, { from, to }: { readonly from: string; readonly to: string }) {
  const [there, here] = [readPublished(context.published(from)), readPublished(context.published(to))];
  return (key: string): Settings => ({
    from: { environment: from, setting: there.flags.get(key)?.setting ?? null },
    to: { environment: to, setting: here.flags.get(key)?.setting ?? null },
    isServed: there.flags.has(key) || here.flags.has(key),
  });
}

/** What was compared already, by the very settings: a changed setting is another object. */
const compared = new WeakMap<Setting, WeakMap<Setting, readonly CopyPart[]>>();

/** What differs, as copying from the one to the other would list it. */
function listDifferentParts({ registry }: AdminContext, there: Setting, here: Setting): readonly CopyPart[] {
  const known = compared.get(there)?.get(here);
  if (known) return known;
  const parts = listParts({
    here,
    there,
    isSameServe: (one, other) => isWrittenTheSame(one, other, registry),
  });
  const ofThere = compared.get(there) ?? new WeakMap<Setting, readonly CopyPart[]>();
  compared.set(there, ofThere.set(here, parts));
  return parts;
}

function isDifferent(context: AdminContext, { from, to }: Settings): boolean {
  if (!from.setting || !to.setting) return from.setting !== to.setting;
  return listDifferentParts(context, from.setting, to.setting).length > 0;
}

/** What was said of exactly these two settings. */
function readMark(
  { differences }: Definitions,
  flag: string,
  { from, to }: Settings,
): DifferenceMark | undefined {
  const mark = differences.get(keyOfDifference(flag, from.environment, to.environment));
  const isSame = ({ environment, digest }: DifferenceMark['sides'][number]) =>
    digest === etagOfSetting(environment === from.environment ? from.setting : to.setting);
  return mark?.sides.every(isSame) ? mark : undefined;
}

function toCompared(
  context: AdminContext,
  definitions: Definitions,
  { flag, settings }: { readonly flag: FlagDefinition; readonly settings: Settings },
): ComparedFlag {
  const wording = { ...wordingOf(context, flag, definitions), flag };
  const [there, here] = [settings.from.setting, settings.to.setting];
  const parts = there && here ? listDifferentParts(context, there, here) : [];
  const mark = readMark(definitions, flag.key, settings);
  return {
    key: flag.key,
    name: flag.name,
    from: describeSetting({ ...wording, setting: there }).text,
    to: describeSetting({ ...wording, setting: here }).text,
    fromEtag: etagOfSetting(there),
    toEtag: etagOfSetting(here),
    isDifferent: isDifferent(context, settings),
    canCopy: there !== null,
    parts: there && here ? parts.map((part) => describePart(part, { there, here }, wording)) : [],
    mark: mark ? { intended: mark.intended, who: mark.who, when: mark.when } : null,
  };
}

function describePart(
  part: CopyPart,
  { there, here }: { readonly there: Setting; readonly here: Setting },
  wording: Parameters<typeof describeCopyPart>[1],
): ComparedPart {
  const { title, words } = describeCopyPart(part, wording);
  const { pair } = part;
  const alone = (setting: Setting, rule: Setting['rules'][number] | undefined) =>
    pair ? { ...setting, rules: rule ? [rule] : [] } : setting;
  return { title, from: words(alone(there, pair?.there)), to: words(alone(here, pair?.here)) };
}
