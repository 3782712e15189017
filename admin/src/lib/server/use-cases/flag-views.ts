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

export interface FlagPage {
  readonly flags: readonly FlagView[];
  /** How many match, on all pages. */
  readonly total: number;
}

export interface FlagQuery {
  /** Words that name, key, module, tags or owner contain. */
  readonly search?: string;
  readonly page?: number;
  readonly size?: number;
}

/** Flags in the order of their names, a page of them. Answered from memory. */
export function listFlags(hoist: Hoist, { search = '', page = 1, size = 50 }: FlagQuery = {}): FlagPage {
  const definitions = readDefinitions(hoist.definitions);
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...definitions.flags.values()]
    .filter((flag) => !flag.archived && matchesAll(flag, words))
    .sort((a, b) => a.name.localeCompare(b.name) || (a.key < b.key ? -1 : 1));
  const start = Math.max(0, page - 1) * size;
  return {
    flags: found.slice(start, start + size).map((flag) => toView(hoist, definitions, flag)),
    total: found.length,
  };
}

/** One flag in all environments; throws UseCaseError 404. */
export function readFlag(hoist: Hoist, key: string): FlagView {
  const definitions = readDefinitions(hoist.definitions);
  return toView(hoist, definitions, requireFlag(definitions, key));
}

function matchesAll(flag: FlagDefinition, words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = [flag.name, flag.key, flag.module, flag.owner, ...flag.tags].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}

function toView(hoist: Hoist, definitions: Definitions, definition: FlagDefinition): FlagView {
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
