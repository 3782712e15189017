import { describeSetting } from '@hoist/core';
import type { Environment, FlagDefinition, RolloutProgress, Sentence, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { listServedIn } from '../definitions/archived.ts';
import { etagOfPart, readDefinitions, requireFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { etagOfSetting, readServed } from '../publishing/published.ts';
import { readRollout } from '../settings/rollouts.ts';
import { servedDefinition } from './published-flag.ts';
import type { ServedDefinition } from './published-flag.ts';
import { wordingOf } from '../settings/settings.ts';

/** A flag in one environment, as lists and cards show it. */
interface FlagInEnvironment {
  readonly environment: Environment;
  readonly setting: Setting | null;
  /** What it serves of the definition, or would with its first setting; the sentence is about this. Null for one that has left. */
  readonly served: ServedDefinition | null;
  readonly etag: string;
  readonly sentence: Sentence;
  /** Where everyone else's rollout stands, if they have one. */
  readonly rollout: RolloutProgress | undefined;
  /** The environment serves an older revision of the flag's definition. */
  readonly waiting: boolean;
}

export interface FlagView {
  readonly definition: FlagDefinition;
  /** The definition's etag, for changing it. */
  readonly etag: string;
  /** Keys of the environments that serve it; one that is archived is on its way out of them. */
  readonly servedIn: readonly string[];
  /** In the environments' order. */
  readonly environments: readonly FlagInEnvironment[];
}

/** One flag in all environments; throws UseCaseError 404. */
export function readFlag(hoist: AdminContext, key: string): FlagView {
  const definitions = readDefinitions(hoist.definitions);
  return toFlagView(hoist, definitions, requireFlag(definitions, key));
}

/** A flag as defined, and what each environment serves of it. */
export function toFlagView(
  hoist: AdminContext,
  definitions: Definitions,
  definition: FlagDefinition,
): FlagView {
  const wording = wordingOf(hoist, definition);
  return {
    definition,
    etag: etagOfPart(hoist.definitions, `flag/${definition.key}`),
    servedIn: listServedIn(hoist, 'flag', definition.key),
    environments: definitions.environments.map((environment) => {
      const served = readServed(hoist.served(environment.key));
      const held = served.flags.get(definition.key);
      const setting = held?.setting ?? null;
      const hasLeft = definition.archivedAt !== null && held === undefined;
      const part = servedDefinition(definition, held);
      const sentence = describeSetting({ flag: { type: definition.type, ...part }, setting, ...wording });
      return {
        environment,
        setting,
        served: hasLeft ? null : part,
        etag: etagOfSetting(setting),
        sentence: hasLeft ? { ...sentence, text: 'Archived' } : sentence,
        rollout: readRollout(hoist, setting),
        waiting: (held?.revision ?? definition.revision) < definition.revision,
      };
    }),
  };
}
