import type { Json, JsonObject } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { commitChange } from './commit-change.ts';
import { changedUnderneath, reportConflict } from './conflict.ts';
import { refuseContradicted } from './contradicted-definitions.ts';
import { etagOfPart, readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { nameDefinition } from '../definitions/name-definition.ts';
import { partKeyOf } from '../definitions/definition-kind.ts';
import type { DefinitionKind } from '../definitions/definition-kind.ts';
import { followEverywhere } from './follow.ts';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';

/** A change to something that is defined, as pages and machines ask for it. */
export interface ChangeRequest {
  readonly key: string;
  /** The etag of what it is based on. */
  readonly ifMatch: string;
  /** Fields to replace. */
  readonly patch: JsonObject;
  readonly idempotencyKey?: string | undefined;
}

interface Kind<Definition extends Revised> {
  readonly kind: DefinitionKind;
  /** What the change is; `edited` if not given. */
  readonly change?: keyof typeof verbs;
  /** What stands before its name in the log, where the kind of change does not say it. */
  readonly verb?: string | undefined;
  /** The latest definition; throws UseCaseError 404. */
  readonly read: () => Definition;
  /** The next definition on top of it; throws UseCaseError to refuse. */
  readonly revise: (definition: Definition) => Definition;
  /** All definitions with this one. */
  readonly put: (definitions: Definitions, next: Definition) => Definitions;
}

const verbs = { edited: 'changed', archived: 'archived', restored: 'restored' } as const;

type Revised = { readonly revision: number };

/** Changes a definition that nobody else has changed meanwhile, and lets every environment follow. */
export async function changeDefinition<Definition extends Revised>(
  hoist: AdminContext,
  person: Person,
  { key, ifMatch, idempotencyKey }: Omit<ChangeRequest, 'patch'>,
  { kind, change = 'edited', verb = verbs[change], read, revise, put }: Kind<Definition>,
): Promise<void> {
  requireRole(person, 'editor', kind === 'regions' ? 'change the regions' : `change a ${kind}`);
  const partKey = partKeyOf({ kind, key });
  const thing = kind === 'regions' ? 'the regions' : `the ${kind} '${key}'`;
  const { store, definitions: reader } = hoist;
  const current = () => ({ value: read(), etag: etagOfPart(reader, partKey) });
  current();
  await reportConflict({ thing, store, reader, partKey, current }, () =>
    commitChange(hoist, reader, {
      person,
      idempotencyKey,
      kind: change,
      build: () => {
        const { value, etag } = current();
        if (etag !== ifMatch) throw changedUnderneath(thing);
        const next = revise(value);
        const after = put(readDefinitions(reader), next);
        // A name or a description reaches no environment.
        if (next.revision > value.revision) refuseContradicted(hoist, { kind, key }, after);
        const said = `${verb} ${nameDefinition(after, { kind, key })}`;
        return { set: new Map([[partKey, next as unknown as Json]]), said };
      },
    }),
  );
  await followEverywhere(hoist, person);
}
