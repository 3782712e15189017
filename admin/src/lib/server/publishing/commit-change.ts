import { randomUUID } from 'node:crypto';
import { limits } from '@hoist/core';
import type { Json } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader, Store } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { refuseDivergence } from './divergence.ts';
import { toActor } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { invalid, UseCaseError } from '../definitions/use-case-error.ts';

/** The parts to write and to drop. */
export interface Change {
  readonly set: ReadonlyMap<string, Json>;
  readonly removed?: readonly string[];
}

interface Commit {
  /** Begins this newer epoch, which relays follow wherever they stand; otherwise nothing is committed that none would. */
  readonly epoch?: number | undefined;
  readonly person: Person;
  /** The caller's idempotency key: repeating the act has one effect. */
  readonly idempotencyKey?: string | undefined;
  readonly why: string;
  /** Called on the newest state, again after a lost race; throws UseCaseError to refuse. */
  readonly build: () => Change;
}

/**
 * Commits one change to one log and waits until this process's own reader has applied it. `repeated`: the act had taken
 * effect before, so what `build` would have written was not. Throws UseCaseError 409 while relays are ahead of the store.
 */
export async function commitChange(
  hoist: AdminContext,
  reader: LogReader,
  { person, idempotencyKey, why, epoch, build }: Commit,
): Promise<'committed' | 'repeated' | 'unchanged'> {
  if (why.length > limits.comment)
    throw invalid({ comment: `A comment has at most ${limits.comment} characters.` });
  if (epoch === undefined) await refuseDivergence(hoist);
  const result = await commit<UseCaseError>(hoist.store, reader, {
    idempotencyKey: idempotencyKey ?? randomUUID(),
    who: toActor(person),
    when: new Date(hoist.now()).toISOString(),
    why,
    build: () => buildOrRefuse(build),
    ...(epoch !== undefined && { epoch }),
  });
  if (result.outcome === 'refused') throw result.refusal;
  await reader.catchUp();
  return result.outcome;
}

function buildOrRefuse(build: () => Change) {
  try {
    const { set, removed = [] } = build();
    return { set, removed };
  } catch (error) {
    if (error instanceof UseCaseError) return { refusal: error };
    throw error;
  }
}

/** Who last changed a part, and when, for telling apart one's own change from another's. */
export async function whoChanged(
  store: Store,
  reader: LogReader,
  partKey: string,
): Promise<{ who: string; when: string }> {
  const version = reader.version(partKey);
  const [record] = version === undefined ? [] : await store.read(reader.log, version - 1, 1);
  return { who: record?.who.name ?? 'Somebody', when: record?.when ?? '' };
}
