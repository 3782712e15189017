import { randomUUID } from 'node:crypto';
import type { openContext } from '@hoist/admin/bench';
import { flagDefinitionSchema, parseRuleset } from '@hoist/core';
import type { FlagDefinition, Json, RulesetFlag } from '@hoist/core';
import { commit } from '@hoist/store';
import type { LogReader } from '@hoist/store';

type Hoist = Awaited<ReturnType<typeof openContext>>;

const environments = ['dev', 'staging', 'prod'];

/** Defines the flags of a ruleset and publishes them in every environment, so that nothing is pending. */
export async function fillAdmin({ store, definitions, published }: Hoist, text: string): Promise<void> {
  const { flags } = parseRuleset(JSON.parse(text));
  await put(definitions, flags.map(toDefinition));
  for (const environment of environments) await put(published(environment), flags.map(toServed));

  async function put(reader: LogReader, parts: readonly { readonly key: string }[]): Promise<void> {
    const set = new Map(parts.map((part) => [`flag/${part.key}`, part as unknown as Json]));
    const who = { kind: 'hoist', id: 'bench', name: 'Bench' } as const;
    const when = new Date().toISOString();
    await commit(store, reader, {
      idempotencyKey: randomUUID(),
      who,
      when,
      kind: 'edited',
      comment: null,
      build: () => ({ set, removed: [], said: 'filled it' }),
    });
  }
}

function toServed({ version: _, ...flag }: RulesetFlag) {
  return flag;
}

function toDefinition({ key, type, clientVisible, variants }: RulesetFlag): FlagDefinition {
  return flagDefinitionSchema.parse({ key, revision: 1, name: key, type, clientVisible, variants });
}
