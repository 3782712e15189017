import { canonicalize, checkedFlagSchema, toPublishedFlag } from '@hoist/core';
import type { FlagDefinition, Json, JsonObject } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { requireNotArchived } from '../publishing/archived.ts';
import { changeDefinition } from '../publishing/change-definition.ts';
import type { ChangeRequest } from '../publishing/change-definition.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { readDefinitions, requireFlag } from '../definitions/definitions.ts';
import { readFlag } from './flag-views.ts';
import type { FlagView } from './flag-views.ts';
import { followEverywhere } from '../publishing/follow.ts';
import { requireFreeKey } from '../definitions/free-key.ts';
import { parseInput } from '../errors/parse.ts';
import { requireRole } from '../access/person.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import type { Person } from '../access/person.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { readAccess } from '../access/access-state.ts';

/** Makes a flag, off everywhere: nothing changes for anybody until somebody chooses who gets it. */
export async function createFlag(
  hoist: AdminContext,
  person: Person,
  input: JsonObject,
  idempotencyKey?: string,
): Promise<FlagView> {
  requireRole(person, 'editor', 'create a flag');
  const made = { revision: 1, createdAt: new Date(hoist.now()).toISOString(), archivedAt: null };
  const flag = parseInput(checkedFlagSchema, { ...withoutReadOnly(input, made), ...made });
  requireOwner(hoist, flag);
  await commitChange(hoist, hoist.definitions, {
    person,
    idempotencyKey,
    kind: 'created',
    build: () => {
      requireFreeKey(readDefinitions(hoist.definitions), 'flag', flag.key);
      return {
        set: new Map([[`flag/${flag.key}`, flag as unknown as Json]]),
        said: `created the flag ${flag.name}`,
      };
    },
  });
  await followEverywhere(hoist, person);
  return readFlag(hoist, flag.key);
}

/** How a change of a definition goes into the log. */
interface FlagAction {
  readonly kind: 'edited' | 'restored';
  readonly verb?: string;
}

/** Changes a definition. Names and descriptions publish nothing; variants reach each environment as it follows. */
export async function changeFlag(
  hoist: AdminContext,
  person: Person,
  request: ChangeRequest,
  { kind, verb }: FlagAction = { kind: 'edited' },
): Promise<FlagView> {
  const { key, patch } = request;
  await changeDefinition(hoist, person, request, {
    kind: 'flag',
    change: kind,
    verb,
    read: () => requireFlag(readDefinitions(hoist.definitions), key),
    revise: (flag) => {
      const next = revise(flag, patch);
      if (next.owner?.person !== flag.owner?.person) requireOwner(hoist, next);
      return next;
    },
    put: (definitions, next) => ({ ...definitions, flags: new Map(definitions.flags).set(key, next) }),
  });
  return readFlag(hoist, key);
}

function revise(flag: FlagDefinition, patch: JsonObject): FlagDefinition {
  if (patch['type'] !== undefined && patch['type'] !== flag.type) {
    const message = `The type of '${flag.key}' is ${flag.type} for ever. Create another flag.`;
    throw invalidField(['type'], 'immutable', message);
  }
  requireNotArchived(flag);
  const { key, revision, createdAt, archivedAt } = flag;
  const given = withoutReadOnly(patch, { key, revision, createdAt, archivedAt });
  const changed = parseInput(checkedFlagSchema, { ...flag, ...given });
  return meaning(changed) === meaning(flag) ? changed : { ...changed, revision: flag.revision + 1 };
}

/** Throws UseCaseError 422 if the owner should be a person whom nobody knows; one who was disabled since is known. */
function requireOwner({ access }: AdminContext, { owner }: FlagDefinition): void {
  if (!owner?.person || readAccess(access).people.get(owner.person)?.joinedAt) return;
  const message = `Nobody who has joined has the id '${owner.person}'. Choose somebody who has, or leave "person" null.`;
  throw invalidField(['owner', 'person'], 'no-such-person', message);
}

/** What apps could notice; a new revision is one that differs here. */
function meaning(flag: FlagDefinition): string {
  return canonicalize(toPublishedFlag({ ...flag, revision: 1 }, null, []) as unknown as Json);
}
