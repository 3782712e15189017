import type { Environment, Json, JsonObject } from '@hoist/core';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { etagOfPart, readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { parseInput } from '../errors/parse.ts';
import type { ChangeRequest } from '../publishing/change-definition.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath, reportConflict } from '../publishing/conflict.ts';
import { followEverywhere } from '../publishing/follow.ts';
import { describeEnvironmentChange } from './describe-environment.ts';
import {
  environmentPatchSchema,
  freeColour,
  newEnvironmentSchema,
  requireFreeName,
  requireRoomFor,
} from './environment-input.ts';
import { readEnvironment } from './environments.ts';
import type { EnvironmentView } from './environments.ts';
import { listMoved } from './list-moved.ts';

/**
 * Creates an environment, in which no flag is set up. Every admin serves it within seconds, and so does every relay that is not
 * limited to others.
 */
export async function createEnvironment(
  hoist: AdminContext,
  person: Person,
  input: JsonObject,
  idempotencyKey?: string,
): Promise<EnvironmentView> {
  requireRole(person, 'admin', 'create an environment');
  const { order, ...given } = parseInput(newEnvironmentSchema, input);
  await commitChange(hoist, hoist.definitions, {
    person,
    idempotencyKey,
    kind: 'created',
    build: () => {
      const definitions = readDefinitions(hoist.definitions);
      const { environments } = definitions;
      requireRoomFor(definitions, given.key);
      const environment: Environment = {
        protected: false,
        colour: freeColour(definitions),
        ...given,
        order: environments.length,
      };
      requireFreeName(definitions, environment);
      const moved = listMoved([...environments, environment], environment.key, order ?? environments.length);
      return {
        set: toParts([environment, ...moved]),
        said: `created the environment ${environment.name}`,
      };
    },
  });
  return readEnvironment(hoist, given.key);
}

/** Renames, recolours, moves, protects an environment, or takes its protection away: what is pending there then follows at once. */
export async function changeEnvironment(
  hoist: AdminContext,
  person: Person,
  { key, ifMatch, patch: input, idempotencyKey }: ChangeRequest,
): Promise<EnvironmentView> {
  requireRole(person, 'admin', 'change an environment');
  const { store, definitions: reader } = hoist;
  const partKey = `environment/${key}`;
  const thing = `the environment '${key}'`;
  const current = () => ({
    value: requireEnvironment(readDefinitions(reader), key),
    etag: etagOfPart(reader, partKey),
  });
  current();
  const { order, ...patch } = parseInput(environmentPatchSchema, withoutReadOnly(input, { key }));
  await reportConflict({ thing, store, reader, partKey, current }, () =>
    commitChange(hoist, reader, {
      person,
      idempotencyKey,
      kind: 'edited',
      build: () => {
        const { value, etag } = current();
        if (etag !== ifMatch) throw changedUnderneath(thing);
        const definitions = readDefinitions(reader);
        const changed: Environment = { ...value, ...patch };
        requireFreeName(definitions, changed);
        const all = definitions.environments.map((each) => (each.key === key ? changed : each));
        const place = definitions.environments.indexOf(value);
        const moved = listMoved(all, key, order ?? place);
        return {
          set: toParts([changed, ...moved]),
          said: describeEnvironmentChange(value, changed, moved.length > 0),
        };
      },
    }),
  );
  await followEverywhere(hoist, person);
  return readEnvironment(hoist, key);
}

/** The last of several with one key counts. */
function toParts(environments: readonly Environment[]): ReadonlyMap<string, Json> {
  return new Map(environments.map((environment) => [`environment/${environment.key}`, environment]));
}
