import type { Problem } from '@hoist/core';
import { listOf } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import type { DefinitionKind } from '../definitions/definition-kind.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { describeProblem } from './describe-problem.ts';
import { preparePublished } from './publish-change.ts';
import { readPublished } from './published.ts';
import { fieldError, UseCaseError } from '../errors/use-case-error.ts';
import { findPending, toPublishedChange } from './pending.ts';
import type { PendingEntry } from './pending.ts';

/** What a host lacks or has too much of passes with time; anything else, settings and definitions say of each other. */
const passing: readonly Problem['code'][] = [
  'need-missing',
  'over-budget',
  'operator-missing',
  'strategy-missing',
];

/** Whether a fault lies between a definition and what an environment is set to, not in what a host lacks. */
export function isContradiction({ code }: Problem): boolean {
  return !passing.includes(code);
}

/** The field of each kind that a contradicting setting depends on. */
const fields: Readonly<Record<DefinitionKind, string>> = {
  flag: 'variants',
  segment: 'conditionGroups',
  'bucket-group': 'shares',
  regions: 'groups',
};

type Changed = Pick<PendingEntry, 'kind' | 'key'>;

/**
 * Refuses a changed definition that an environment could not serve with the settings it has, protected or not; throws
 * UseCaseError 422 naming environments and flags. `next`: all definitions with this one. What the latest definitions
 * contradict already does not stand in the way.
 */
export function refuseContradicted(hoist: AdminContext, changed: Changed, next: Definitions): void {
  const places = new Map<string, string[]>();
  for (const { key, name } of next.environments) {
    for (const sentence of listAdded(hoist, key, { changed, next }))
      places.set(sentence, [...(places.get(sentence) ?? []), name]);
  }
  if (places.size === 0) return;
  const sentences = [...places].map(([sentence, names]) => `In ${listOf(names)}, ${sentence}`);
  const detail = `${sentences.slice(0, 5).join(' ')} Change its setting there first, then save this again.`;
  throw new UseCaseError('settings-contradict', detail, {
    errors: [fieldError([fields[changed.kind]], 'contradicted', detail)],
  });
}

/** Most changes are fine on top of what is served, whatever else is pending: all of that is looked at only where they are not. */
function listAdded(
  hoist: AdminContext,
  environment: string,
  { changed, next }: { readonly changed: Changed; readonly next: Definitions },
): readonly string[] {
  const isChanged = ({ kind, key }: PendingEntry) => kind === changed.kind && key === changed.key;
  if (findContradictions(hoist, environment, next, isChanged).length === 0) return [];
  const known = new Set(findContradictions(hoist, environment, readDefinitions(hoist.definitions)));
  return findContradictions(hoist, environment, next).filter((sentence) => !known.has(sentence));
}

/** What would be wrong with an environment that served these definitions, in words. */
function findContradictions(
  hoist: AdminContext,
  environment: string,
  definitions: Definitions,
  isAsked: (entry: PendingEntry) => boolean = () => true,
): string[] {
  const published = readPublished(hoist.published(environment));
  const entries = findPending(definitions, published).filter(isAsked);
  if (entries.length === 0) return [];
  const change = toPublishedChange(entries, { definitions, published, registry: hoist.registry });
  const sentences = preparePublished(published, change, hoist)
    .problems.filter(isContradiction)
    .map((problem) => describeProblem(definitions, problem));
  return [...new Set(sentences)];
}
