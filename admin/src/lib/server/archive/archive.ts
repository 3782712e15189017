import { listChunkKeys } from '@hoist/core';
import type { FlagDefinition, Json, SegmentDefinition } from '@hoist/core';
import { listOf, nameDay } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { listDependents } from './archive-dependents.ts';
import { listPublishedIn } from '../publishing/archived.ts';
import type { Archivable, ArchivableKind } from '../publishing/archived.ts';
import { changeDefinition } from '../publishing/change-definition.ts';
import type { ChangeRequest } from '../publishing/change-definition.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath } from '../publishing/conflict.ts';
import { etagOfPart, readDefinitions, requireFlag, requireSegment } from '../definitions/definitions.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { readPublished } from '../publishing/published.ts';
import { readForgottenFrom } from './forgotten-from.ts';
import { leavesTombstone } from '../definitions/tombstone.ts';
import type { Tombstone } from '../definitions/tombstone.ts';
import { isDifferenceOf } from '../definitions/difference-mark.ts';
import { isWatchOf } from '../definitions/rollout-watch.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/** A flag or a segment that is archived, restored or deleted. */
export interface ArchiveRequest extends Omit<ChangeRequest, 'patch'> {
  readonly kind: ArchivableKind;
}

/**
 * Archives what is off everywhere and nothing depends on. Its part leaves unprotected environments at once; a protected one
 * goes on serving a flag that is set up there until somebody has reviewed that it goes.
 */
export async function archiveDefinition(
  hoist: AdminContext,
  person: Person,
  request: ArchiveRequest,
): Promise<void> {
  await changeArchived(hoist, person, { ...request, change: 'archived' }, () => {
    requireArchivable(hoist, request);
    return { archivedAt: new Date(hoist.now()).toISOString() };
  });
}

/** Throws UseCaseError if something is archived already, is on somewhere, or is needed by something else. */
export function requireArchivable(hoist: AdminContext, thing: Pick<ArchiveRequest, 'kind' | 'key'>): void {
  const { name, archivedAt } = readOne(hoist, thing);
  if (archivedAt !== null) throw new UseCaseError('already-archived', `'${name}' is archived already.`);
  requireUnused(hoist, thing, { name, next: 'archive it' });
}

/** Brings back what is archived. A flag is not set up where its part has left, and as it was where it has not. */
export async function restoreDefinition(
  hoist: AdminContext,
  person: Person,
  request: ArchiveRequest,
): Promise<void> {
  await changeArchived(hoist, person, { ...request, change: 'restored' }, (definition) => {
    requireArchived(definition, 'There is nothing to restore.');
    return { archivedAt: null };
  });
}

/**
 * Deletes what is archived and served nowhere, for good; a flag once nobody has asked for it for 30 days. Its key is never used again, but for one of
 * the example.
 */
export async function deleteDefinition(
  hoist: AdminContext,
  person: Person,
  request: ArchiveRequest,
): Promise<void> {
  const { kind, key, ifMatch, idempotencyKey } = request;
  requireRole(person, 'editor', `delete a ${kind}`);
  const reader = hoist.definitions;
  const partKey = `${kind}/${key}`;
  const forgottenFrom = kind === 'flag' ? await readForgottenFrom(hoist, key) : undefined;
  await commitChange(hoist, reader, {
    person,
    idempotencyKey,
    kind: 'deleted',
    build: () => {
      const definition = readOne(hoist, request);
      if (etagOfPart(reader, partKey) !== ifMatch) throw changedUnderneath(`the ${kind} '${key}'`);
      requireArchived(definition, 'Archive it first.');
      requirePublishedNowhere(hoist, request, definition.name);
      requireUnused(hoist, request, { name: definition.name, next: 'delete it' });
      requireForgotten(definition.name, forgottenFrom, hoist.now());
      const tombstone: Tombstone = {
        key: partKey,
        name: definition.name,
        revision: definition.revision + 1,
        deletedAt: new Date(hoist.now()).toISOString(),
      };
      const set: [string, Json][] = leavesTombstone(key) ? [[`tombstone/${partKey}`, tombstone]] : [];
      const watches = [...readDefinitions(hoist.definitions).watches.keys()].filter(
        (watch) => kind === 'flag' && isWatchOf(watch, key),
      );
      const differences = [...readDefinitions(hoist.definitions).differences.keys()].filter(
        (difference) => kind === 'flag' && isDifferenceOf(difference, key),
      );
      const chunks = 'conditionGroups' in definition ? listChunkKeys(definition) : [];
      const removed = [
        partKey,
        ...watches.map((watch) => `watch/${watch}`),
        ...differences.map((difference) => `difference/${difference}`),
        ...chunks.map((chunk) => `ids/${chunk}`),
      ];
      return { set: new Map(set), removed, said: `deleted the ${kind} ${definition.name}` };
    },
  });
}

function readOne(hoist: AdminContext, { kind, key }: Pick<ArchiveRequest, 'kind' | 'key'>): Archivable {
  const definitions = readDefinitions(hoist.definitions);
  return kind === 'flag' ? requireFlag(definitions, key) : requireSegment(definitions, key);
}

async function changeArchived(
  hoist: AdminContext,
  person: Person,
  request: ArchiveRequest & { readonly change: 'archived' | 'restored' },
  revise: (definition: Archivable) => Pick<Archivable, 'archivedAt'>,
): Promise<void> {
  const { kind, key, change } = request;
  const next = <Definition extends Archivable>(definition: Definition): Definition => ({
    ...definition,
    ...revise(definition),
    revision: definition.revision + 1,
  });
  const definitions = () => readDefinitions(hoist.definitions);
  if (kind === 'flag') {
    await changeDefinition<FlagDefinition>(hoist, person, request, {
      kind,
      change,
      read: () => requireFlag(definitions(), key),
      revise: next,
      put: (all, flag) => ({ ...all, flags: new Map(all.flags).set(key, flag) }),
    });
    return;
  }
  await changeDefinition<SegmentDefinition>(hoist, person, request, {
    kind,
    change,
    read: () => requireSegment(definitions(), key),
    revise: next,
    put: (all, segment) => ({ ...all, segments: new Map(all.segments).set(key, segment) }),
  });
}

function requireArchived({ name, archivedAt }: Archivable, way: string): void {
  if (archivedAt === null) throw new UseCaseError('not-archived', `'${name}' is not archived. ${way}`);
}

function requireUnused(
  hoist: AdminContext,
  { kind, key }: Pick<ArchiveRequest, 'kind' | 'key'>,
  { name, next }: { readonly name: string; readonly next: string },
): void {
  const on = kind === 'flag' ? listOn(hoist, key) : [];
  if (on.length > 0)
    throw new UseCaseError(
      'still-on',
      `'${name}' is on in ${listOf(on)}. Turn it off there first, then ${next}.`,
    );
  const dependents = listDependents(hoist, kind, key);
  if (dependents.length === 0) return;
  const detail = `'${name}' is needed by ${listOf(dependents)}. Take it out there first, then ${next}.`;
  throw new UseCaseError('still-needed', detail);
}

/** Names of the environments where a flag is on. */
function listOn(hoist: AdminContext, key: string): string[] {
  return readDefinitions(hoist.definitions)
    .environments.filter(
      (environment) =>
        readPublished(hoist.published(environment.key)).flags.get(key)?.setting?.enabled === true,
    )
    .map(({ name }) => name);
}

function requireForgotten(name: string, from: number | undefined, now: number): void {
  if (from === undefined || from <= now) return;
  const detail = `'${name}' can be deleted from ${nameDay(from, 'UTC')} on, if no app asks for it until then.`;
  throw new UseCaseError('not-forgotten', detail);
}

function requirePublishedNowhere(hoist: AdminContext, { kind, key }: ArchiveRequest, name: string): void {
  const places = listPublishedIn(hoist, kind, key);
  if (places.length === 0) return;
  const verb = places.length === 1 ? 'serves' : 'serve';
  const detail = `${listOf(places)} still ${verb} '${name}'. Review the change that is pending there first.`;
  throw new UseCaseError('still-published', detail);
}
