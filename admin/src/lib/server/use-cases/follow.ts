import type { Environment } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { commitChange } from './commit-change.ts';
import { readDefinitions } from './definitions.ts';
import type { Person } from './person.ts';
import { prepareServed } from './served-change.ts';
import { readServed } from './served.ts';
import { findWaiting, isHarmless, toServedChange } from './waiting.ts';
import type { WaitingEntry } from './waiting.ts';

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
  await commitChange(hoist.store, reader, {
    person,
    act: `follow:${hoist.definitions.state.version}:${reader.state.version}`,
    why,
    build: () => {
      const served = readServed(reader);
      const definitions = readDefinitions(hoist.definitions);
      let due = findDue(hoist, environment);
      for (;;) {
        const prepared = prepareServed(served, toServedChange(due, definitions, served), hoist);
        const broken = new Set(prepared.problems.map((problem) => problem.subject));
        const rest = due.filter((entry) => !broken.has(`${entry.kind}/${entry.key}`));
        if (prepared.problems.length === 0) return prepared;
        due = rest.length < due.length ? rest : [];
      }
    },
  });
}

function findDue(hoist: Hoist, environment: Environment): WaitingEntry[] {
  const served = readServed(hoist.served(environment.key));
  const waiting = findWaiting(readDefinitions(hoist.definitions), served);
  return environment.protected ? waiting.filter((entry) => isHarmless(entry, served)) : waiting;
}
