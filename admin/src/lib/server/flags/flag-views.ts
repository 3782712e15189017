import { describeSetting } from '@hoist/core/words';
import type { Environment, FlagDefinition, Setting, Wording } from '@hoist/core';
import type { Sentence } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { listPublishedIn } from '../publishing/archived.ts';
import { etagOfPart, readDefinitions, requireFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { readPlace, toPlace } from '../settings/read-place.ts';
import type { Place, PlaceName } from '../settings/read-place.ts';
import { listRollouts } from '../settings/rollouts.ts';
import type { Rollout } from '../settings/rollouts.ts';
import { publishedDefinition } from './published-flag.ts';
import type { PublishedDefinition } from './published-flag.ts';
import { withWatches } from '../settings/watch-rollout.ts';
import { wordingOf } from '../settings/wording-of.ts';

/** A flag in one environment, as lists and cards show it. */
interface FlagInEnvironment {
  readonly environment: Environment;
  readonly setting: Setting | null;
  /** What it serves of the definition, or would with its first setting; the sentence is about this. Null for one that has left. */
  readonly published: PublishedDefinition | null;
  readonly etag: string;
  readonly sentence: Sentence;
  /** Where its rollouts stand: of enabled rules in their order, then of everyone else. */
  readonly rollouts: readonly Rollout[];
  /** The environment serves an older revision of the flag's definition. */
  readonly pending: boolean;
}

export interface FlagView {
  readonly definition: FlagDefinition;
  /** The definition's etag, for changing it. */
  readonly etag: string;
  /** Keys of the environments that serve it; one that is archived is on its way out of them. */
  readonly publishedIn: readonly string[];
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
  const wording = wordingOf(hoist, definition, definitions);
  return {
    definition,
    etag: etagOfPart(hoist.definitions, `flag/${definition.key}`),
    publishedIn: listPublishedIn(hoist, 'flag', definition.key),
    environments: definitions.environments.map((environment) =>
      toFlagInEnvironment(hoist, toPlace(hoist, definitions, { environment, definition }), wording),
    ),
  };
}

/** One flag in one environment; throws UseCaseError 404. */
export function readFlagIn(context: AdminContext, name: PlaceName): FlagInEnvironment {
  const place = readPlace(context, name);
  return toFlagInEnvironment(context, place, wordingOf(context, place.definition, place.definitions));
}

function toFlagInEnvironment(context: AdminContext, place: Place, wording: Wording): FlagInEnvironment {
  const { environment, definition, part, setting, etag } = place;
  const hasLeft = definition.archivedAt !== null && part === undefined;
  const published = publishedDefinition(definition, part);
  const sentence = describeSetting({ flag: { type: definition.type, ...published }, setting, ...wording });
  return {
    environment,
    setting,
    published: hasLeft ? null : published,
    etag,
    sentence: hasLeft ? { ...sentence, text: 'Archived' } : sentence,
    rollouts: withWatches(
      context,
      place.definitions,
      { environment: environment.key, flag: definition.key },
      listRollouts(context, setting),
    ),
    pending: (part?.revision ?? definition.revision) < definition.revision,
  };
}
