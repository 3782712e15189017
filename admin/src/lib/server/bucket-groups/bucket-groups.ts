import { randomBytes } from 'node:crypto';
import { canonicalize, compileRuleset } from '@hoist/core';
import type { BucketGroup, Environment, Json, JsonObject } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { changeDefinition } from '../publishing/change-definition.ts';
import type { ChangeRequest } from '../publishing/change-definition.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { etagOfPart, readDefinitions, requireGroup } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { describeBucketGroup } from './describe-group.ts';
import { emptyRuleset } from '../publishing/empty-ruleset.ts';
import { requireFreeKey } from '../definitions/free-key.ts';
import { newBucketGroupSchema, readBucketGroupInput } from './group-input.ts';
import { listBucketGroupUses } from '../publishing/group-uses.ts';
import type { BucketGroupUse } from '../publishing/group-uses.ts';
import { parseInput } from '../errors/parse.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { findAddedProblems, refuseProblems } from '../publishing/problems.ts';
import { withoutReadOnly } from '../definitions/read-only-fields.ts';
import { readPublished } from '../publishing/published.ts';

/** What one environment serves of a group; `revision` is undefined where it does not serve it. */
interface GroupInEnvironment {
  readonly environment: Environment;
  readonly revision: number | undefined;
  /** What that does, in words. */
  readonly sentence: string | undefined;
  readonly pending: boolean;
}

export interface BucketGroupView {
  readonly definition: BucketGroup;
  readonly etag: string;
  /** What it does, in words. */
  readonly sentence: string;
  readonly uses: readonly BucketGroupUse[];
  readonly environments: readonly GroupInEnvironment[];
}

/** Groups by key. Answered from memory. */
export function listBucketGroups(hoist: AdminContext): BucketGroupView[] {
  const definitions = readDefinitions(hoist.definitions);
  return [...definitions.bucketGroups.values()]
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map((group) => toView(hoist, definitions, group));
}

/** One group; throws UseCaseError 404. */
export function readBucketGroup(hoist: AdminContext, key: string): BucketGroupView {
  const definitions = readDefinitions(hoist.definitions);
  return toView(hoist, definitions, requireGroup(definitions, key));
}

/** Makes a group, with a salt of its own for ever. It changes nothing for anybody until a setting names it. */
export async function createBucketGroup(
  hoist: AdminContext,
  person: Person,
  input: JsonObject,
  idempotencyKey?: string,
): Promise<BucketGroupView> {
  requireRole(person, 'editor', 'create a group');
  const salt = randomBytes(6).toString('hex');
  const { key } = parseInput(newBucketGroupSchema, withoutReadOnly(input, { revision: 1, salt }));
  await commitChange(hoist, hoist.definitions, {
    person,
    idempotencyKey,
    kind: 'created',
    build: () => {
      const definitions = readDefinitions(hoist.definitions);
      requireFreeKey(definitions, 'bucket-group', key);
      const group = requireSound(hoist, readBucketGroupInput(input, { key, revision: 1, salt }, definitions));
      return {
        set: new Map<string, Json>([[`bucket-group/${key}`, group as unknown as Json]]),
        said: `created the bucket group ${key}`,
      };
    },
  });
  return readBucketGroup(hoist, key);
}

/** Changes a group: unprotected environments follow at once, protected ones hold theirs until somebody reviews it. */
export async function changeBucketGroup(
  hoist: AdminContext,
  person: Person,
  request: ChangeRequest,
): Promise<BucketGroupView> {
  const { key, patch } = request;
  await changeDefinition(hoist, person, request, {
    kind: 'bucket-group',
    read: () => requireGroup(readDefinitions(hoist.definitions), key),
    revise: (group) => {
      const definitions = readDefinitions(hoist.definitions);
      const changed = readBucketGroupInput(patch, group, definitions);
      const same = canonicalize(changed) === canonicalize(group);
      return requireSound(hoist, same ? changed : { ...changed, revision: group.revision + 1 });
    },
    put: (definitions, next) => ({
      ...definitions,
      bucketGroups: new Map(definitions.bucketGroups).set(key, next),
    }),
  });
  return readBucketGroup(hoist, key);
}

function requireSound(hoist: AdminContext, group: BucketGroup): BucketGroup {
  const definitions = readDefinitions(hoist.definitions);
  const { registry } = hoist;
  const before = compileRuleset(toRuleset(definitions.bucketGroups.values()), registry);
  const groups = new Map([...definitions.bucketGroups, [group.key, group]]);
  const after = compileRuleset(toRuleset(groups.values()), registry, before);
  refuseProblems(findAddedProblems(before, after), `bucket-group/${group.key}`);
  return group;
}

/** Groups alone as a state of their own, for looking for shares that overlap. */
function toRuleset(groups: Iterable<BucketGroup>) {
  return { ...emptyRuleset, bucketGroups: [...groups].map((group) => ({ ...group, version: 1 })) };
}

function toView(hoist: AdminContext, definitions: Definitions, definition: BucketGroup): BucketGroupView {
  const { key, revision: latest } = definition;
  return {
    definition,
    etag: etagOfPart(hoist.definitions, `bucket-group/${key}`),
    sentence: describeBucketGroup(definition, definitions),
    uses: listBucketGroupUses(hoist, key),
    environments: definitions.environments.map((environment) => {
      const current = readPublished(hoist.published(environment.key)).bucketGroups.get(key);
      const pending = current !== undefined && current.revision < latest;
      const sentence = current && describeBucketGroup(current, definitions);
      return { environment, revision: current?.revision, sentence, pending };
    }),
  };
}
