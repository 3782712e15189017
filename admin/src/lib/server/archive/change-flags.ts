import { flagDefinitionSchema } from '@hoist/core';
import type { FlagDefinition, JsonObject } from '@hoist/core';
import { createYield, sha256 } from '@hoist/store';
import { z } from 'zod';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireFlag } from '../definitions/definitions.ts';
import { parseInput } from '../errors/parse.ts';
import { describeStoreFault } from '../errors/store-fault.ts';
import { invalidField, UseCaseError } from '../errors/use-case-error.ts';
import { changeFlag } from '../flags/flags.ts';
import { archiveDefinition, requireArchivable } from './archive.ts';

/** How many flags one request may change. */
export const mostFlags = 100;

/** What becomes of several flags at once. `owner` is as a flag holds it. */
export type FlagsChange =
  | { readonly kind: 'add-tag' | 'remove-tag'; readonly tag: string }
  | { readonly kind: 'owner'; readonly owner: JsonObject }
  | { readonly kind: 'archive' };

/** A flag that was chosen, and the etag of what the person saw of it. */
interface ChosenFlag {
  readonly key: string;
  readonly ifMatch: string;
}

interface ChangeFlags {
  readonly chosen: readonly ChosenFlag[];
  readonly change: FlagsChange;
  readonly idempotencyKey?: string | undefined;
}

/** A flag that stayed as it was, and why. */
interface UnchangedFlag {
  readonly key: string;
  readonly name: string;
  readonly why: string;
}

/** What became of the flags that were chosen, in their order. */
export interface ChangedFlags {
  readonly done: readonly { readonly key: string; readonly name: string }[];
  readonly refused: readonly UnchangedFlag[];
}

const tagsInput = z.object({ tags: flagDefinitionSchema.shape.tags });

/**
 * Changes several flags, each by a change of its own: one that is refused keeps no other from being changed. Throws
 * UseCaseError if the request itself cannot be carried out; nothing has changed then.
 */
export async function changeFlags(
  hoist: AdminContext,
  person: Person,
  { chosen, change, idempotencyKey }: ChangeFlags,
): Promise<ChangedFlags> {
  requireRole(person, 'editor', 'change flags');
  requireChosen(chosen);
  if ('tag' in change) requireTag(change.tag);
  return forEachFlag(hoist, chosen, async (flag, ifMatch) => {
    const { key } = flag;
    const based = {
      ...{ key, ifMatch },
      idempotencyKey: idempotencyKey && `bulk:${sha256(`${idempotencyKey} ${key}`)}`,
    };
    if (change.kind === 'archive') await archiveDefinition(hoist, person, { kind: 'flag', ...based });
    else await changeFlag(hoist, person, { ...based, patch: toPatch(flag, change) });
  });
}

/** Finds which of the flags could be archived now, and why the others could not. */
export async function previewArchiving(
  hoist: AdminContext,
  chosen: readonly ChosenFlag[],
): Promise<ChangedFlags> {
  requireChosen(chosen);
  return forEachFlag(hoist, chosen, ({ key }) => requireArchivable(hoist, { kind: 'flag', key }));
}

async function forEachFlag(
  hoist: AdminContext,
  chosen: readonly ChosenFlag[],
  run: (flag: FlagDefinition, ifMatch: string) => Promise<void> | void,
): Promise<ChangedFlags> {
  const done: { key: string; name: string }[] = [];
  const refused: UnchangedFlag[] = [];
  const yieldToEventLoop = createYield();
  for (const { key, ifMatch } of chosen) {
    const name = readDefinitions(hoist.definitions).flags.get(key)?.name ?? key;
    try {
      await run(requireFlag(readDefinitions(hoist.definitions), key), ifMatch);
      done.push({ key, name });
    } catch (error) {
      const why = error instanceof UseCaseError ? sayWhy(error) : describeStoreFault(error)?.detail;
      if (why === undefined) throw error;
      refused.push({ key, name, why });
    }
    await yieldToEventLoop();
  }
  return { done, refused };
}

/** The first field that is wrong says more than that fields are wrong. */
function sayWhy({ detail, errors }: UseCaseError): string {
  return errors[0]?.message ?? detail;
}

function toPatch(
  { tags }: FlagDefinition,
  change: Exclude<FlagsChange, { readonly kind: 'archive' }>,
): JsonObject {
  if (change.kind === 'owner') return { owner: change.owner };
  const others = tags.filter((tag) => tag !== change.tag);
  if (change.kind === 'remove-tag') return { tags: others };
  return { tags: others.length === tags.length ? [...tags, change.tag] : [...tags] };
}

function requireChosen(chosen: readonly ChosenFlag[]): void {
  if (chosen.length === 0) throw invalidField(['flag'], 'empty', 'Select at least one flag of the list.');
  if (chosen.length <= mostFlags) return;
  const message = `At most ${mostFlags} flags are changed at once, and these are ${chosen.length}. Select fewer.`;
  throw invalidField(['flag'], 'too-big', message);
}

function requireTag(tag: string): void {
  if (tag === '') throw invalidField(['value'], 'required', 'Enter a tag.');
  parseInput(tagsInput, { tags: [tag] });
}
