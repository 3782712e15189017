import { describeSetting } from '@hoist/core';
import type { Environment, FlagDefinition, RolloutProgress, Sentence, Setting } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { etagOfPart, readDefinitions, requireFlag } from './definitions.ts';
import type { Definitions } from './definitions.ts';
import { etagOfSetting, readServed } from './served.ts';
import { readRollout } from './rollouts.ts';
import { servedSetting, wordingOf } from './settings.ts';

/** A flag in one environment, as lists and cards show it. */
interface FlagInEnvironment {
  readonly environment: Environment;
  readonly setting: Setting | null;
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
  /** In the environments' order. */
  readonly environments: readonly FlagInEnvironment[];
}

/** One flag in all environments; throws UseCaseError 404. */
export function readFlag(hoist: Hoist, key: string): FlagView {
  const definitions = readDefinitions(hoist.definitions);
  return toFlagView(hoist, definitions, requireFlag(definitions, key));
}

/** A flag as defined, and what each environment serves of it. */
export function toFlagView(hoist: Hoist, definitions: Definitions, definition: FlagDefinition): FlagView {
  const wording = wordingOf(hoist, definition);
  return {
    definition,
    etag: etagOfPart(hoist.definitions, `flag/${definition.key}`),
    environments: definitions.environments.map((environment) => {
      const served = readServed(hoist.served(environment.key));
      const setting = servedSetting(served, definition.key);
      return {
        environment,
        setting,
        etag: etagOfSetting(setting),
        sentence: describeSetting({ flag: definition, setting, ...wording }),
        rollout: readRollout(hoist, setting),
        waiting: (served.flags.get(definition.key)?.revision ?? definition.revision) < definition.revision,
      };
    }),
  };
}
