import type { Environment } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { commitChange } from './commit-change.ts';
import { readDefinitions } from './definitions.ts';
import type { Person } from './person.ts';
import { partKeyOf } from './definition-kind.ts';
import { prepareServed } from './served-change.ts';
import type { Prepared } from './served-change.ts';
import { readServed } from './served.ts';
import { findWaiting, isHarmless, toServedChange } from './waiting.ts';
import type { WaitingEntry, WaitingState } from './waiting.ts';

/** Who signs what happens by itself. */
export const hoistItself: Person = { id: 'hoist', name: 'Hoist', email: '', role: 'admin' };

/** Brings every environment to the newest definitions, as far as it follows them. */
export async function followEverywhere(hoist: Hoist, person: Person, why: string): Promise<void> {
  const { environments } = readDefinitions(hoist.definitions);
  await Promise.all(environments.map((environment) => follow(hoist, person, environment, why)));
}

/**
 * Reconciles one environment: what it does not serve yet is derived from served < newest, so running it twice, late, or
 * in two processes at once has one effect. Protected environments take only what nobody can notice. A definition that
 * would break the environment waits, and the others go through.
 */
async function follow(hoist: Hoist, person: Person, environment: Environment, why: string): Promise<void> {
  const reader = hoist.served(environment.key);
  if (findDue(hoist, environment).length === 0) return;
  await commitChange(hoist, reader, {
    person,
    act: `follow:${hoist.definitions.state.version}:${reader.state.version}`,
    why,
    build: () => {
      const state = stateOf(hoist, environment);
      const prepare = (entries: readonly WaitingEntry[]) =>
        prepareServed(state.served, toServedChange(entries, state), hoist);
      return prepare(withoutBroken(findDue(hoist, environment), prepare));
    },
  });
}

/** The entries that work together. */
function withoutBroken(
  due: readonly WaitingEntry[],
  prepare: (entries: readonly WaitingEntry[]) => Prepared,
): readonly WaitingEntry[] {
  const { problems } = prepare(due);
  if (problems.length === 0) return due;
  const broken = new Set(problems.map((problem) => problem.subject));
  const rest = due.filter((entry) => !broken.has(partKeyOf(entry)));
  if (rest.length < due.length) return withoutBroken(rest, prepare);
  // What is broken is a flag or a segment that is not among them: one of them breaks it, and only trying says which.
  return due.reduce<readonly WaitingEntry[]>(
    (kept, entry) => (prepare([...kept, entry]).problems.length === 0 ? [...kept, entry] : kept),
    [],
  );
}

function stateOf(hoist: Hoist, environment: Environment): WaitingState {
  const served = readServed(hoist.served(environment.key));
  return { definitions: readDefinitions(hoist.definitions), served, registry: hoist.registry };
}

function findDue(hoist: Hoist, environment: Environment): WaitingEntry[] {
  const state = stateOf(hoist, environment);
  const waiting = findWaiting(state.definitions, state.served);
  return environment.protected ? waiting.filter((entry) => isHarmless(entry, state)) : waiting;
}
