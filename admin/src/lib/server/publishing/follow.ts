import type { Environment } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { commitChange } from './commit-change.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Person } from '../access/person.ts';
import { partKeyOf } from '../definitions/definition-kind.ts';
import { preparePublished } from './publish-change.ts';
import type { Prepared } from './publish-change.ts';
import { sayPublished } from './say-published.ts';
import { readPublished } from './published.ts';
import { findPending, isHarmless, toPublishedChange } from './pending.ts';
import type { PendingEntry, PendingState } from './pending.ts';

/** The actor of what Hoist does by itself. */
export const hoistItself: Person = {
  kind: 'hoist',
  id: 'hoist',
  name: 'Hoist',
  email: '',
  role: 'admin',
};

/** Publishes the latest definitions in every environment that follows them. */
export async function followEverywhere(hoist: AdminContext, person: Person): Promise<void> {
  const { environments } = readDefinitions(hoist.definitions);
  await Promise.all(environments.map((environment) => follow(hoist, person, environment)));
}

/** How many definitions are published at once: a whole import would block the event loop. */
const mostAtOnce = 500;

/**
 * Reconciles one environment. What is due is derived from published < latest, so running it twice, late, or in two processes
 * at once has one effect. Protected environments take only what nobody can notice. A definition that would break the
 * environment stays pending, and the others are published.
 */
async function follow(hoist: AdminContext, person: Person, environment: Environment): Promise<void> {
  const reader = hoist.published(environment.key);
  const due = findDue(hoist, environment).map(partKeyOf);
  for (let from = 0; from < due.length; from += mostAtOnce) {
    const some = new Set(due.slice(from, from + mostAtOnce));
    await commitChange(hoist, reader, {
      person,
      idempotencyKey: `follow:${hoist.definitions.state.version}:${reader.state.version}`,
      kind: 'followed',
      build: () => {
        const state = stateOf(hoist, environment);
        const entries = findDue(hoist, environment).filter((entry) => some.has(partKeyOf(entry)));
        const prepared = withoutBroken(entries, (rest) =>
          preparePublished(state.published, toPublishedChange(rest, state), hoist),
        );
        return { ...prepared, said: sayPublished(prepared, state.definitions) };
      },
    });
  }
}

/** The change of those entries that add no problem together. */
function withoutBroken(
  due: readonly PendingEntry[],
  prepare: (entries: readonly PendingEntry[]) => Prepared,
): Prepared {
  const prepared = prepare(due);
  if (prepared.problems.length === 0) return prepared;
  const broken = new Set(prepared.problems.map((problem) => problem.subject));
  const rest = due.filter((entry) => !broken.has(partKeyOf(entry)));
  if (rest.length < due.length) return withoutBroken(rest, prepare);
  // The broken flag or segment is not among them: one of them breaks it, and only trying finds out which.
  const fine = due.reduce<readonly PendingEntry[]>(
    (kept, entry) => (prepare([...kept, entry]).problems.length === 0 ? [...kept, entry] : kept),
    [],
  );
  return prepare(fine);
}

function stateOf(hoist: AdminContext, environment: Environment): PendingState {
  const published = readPublished(hoist.published(environment.key));
  return { definitions: readDefinitions(hoist.definitions), published, registry: hoist.registry };
}

function findDue(hoist: AdminContext, environment: Environment): PendingEntry[] {
  const state = stateOf(hoist, environment);
  const pending = findPending(state.definitions, state.published);
  return environment.protected ? pending.filter((entry) => isHarmless(entry, state)) : pending;
}
