import { randomUUID } from 'node:crypto';
import { commentSchema, limits, shorten, toPlainText } from '@hoist/core';
import type { ChangeKind, Json } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader, Store } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { refuseDivergence } from './divergence.ts';
import { toActor } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { parseInput } from '../errors/parse.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { z } from 'zod';

/** The parts to write and to drop. */
export interface ChangedParts {
  readonly set: ReadonlyMap<string, Json>;
  readonly removed?: readonly string[];
}

/** A change to one log. */
interface Change extends ChangedParts {
  /** What it does, continuing the name of who makes it, in the names of the state that it leads to. */
  readonly said: string;
}

interface Commit {
  /** Begins this epoch, so that relays follow even if they have read more than the store holds. */
  readonly epoch?: number | undefined;
  readonly person: Person;
  /** Repeating a commit with the same key has one effect. */
  readonly idempotencyKey?: string | undefined;
  readonly kind: ChangeKind;
  /** What the person wrote about it; empty for nothing. */
  readonly comment?: string | undefined;
  /** Called on the latest state, again after a lost race; throws UseCaseError to refuse. */
  readonly build: () => Change;
}

/**
 * Commits one change to one log and waits until this process's own reader has applied it. `repeated`: the log held a version
 * with this idempotency key, so nothing was written. Throws UseCaseError 409 while relays are ahead of the store.
 */
export async function commitChange(
  hoist: AdminContext,
  reader: LogReader,
  { person, idempotencyKey, kind, comment, epoch, build }: Commit,
): Promise<'committed' | 'repeated' | 'unchanged'> {
  const note = { kind, who: toActor(person), comment: readComment(comment) };
  // Relays read nothing of who may use the admin.
  if (epoch === undefined && reader !== hoist.access) await refuseDivergence(hoist);
  const result = await commit<UseCaseError>(hoist.store, reader, {
    idempotencyKey: idempotencyKey ?? randomUUID(),
    ...note,
    when: new Date(hoist.now()).toISOString(),
    build: () => buildOrRefuse(build),
    ...(epoch !== undefined && { epoch }),
  });
  if (result.outcome === 'refused') throw result.refusal;
  await reader.catchUp();
  return result.outcome;
}

/** The comment as one line, or null for none; throws UseCaseError 422. */
function readComment(text = ''): string | null {
  const comment = text.trim().replaceAll(/\s+/g, ' ');
  return comment === '' ? null : parseInput(commentInput, { comment }).comment;
}

const commentInput = z.object({ comment: commentSchema });

function buildOrRefuse(build: () => Change) {
  try {
    const { set, removed = [], said } = build();
    return { set, removed, said: shorten(toPlainText(said), limits.said) };
  } catch (error) {
    if (error instanceof UseCaseError) return { refusal: error };
    throw error;
  }
}

/** Finds who last changed a part, and when. */
export async function whoChanged(
  store: Store,
  reader: LogReader,
  partKey: string,
): Promise<{ who: string; when: string }> {
  const version = reader.version(partKey);
  const [record] = version === undefined ? [] : await store.read(reader.log, version - 1, 1);
  return { who: record?.who.name ?? 'Somebody', when: record?.when ?? '' };
}
