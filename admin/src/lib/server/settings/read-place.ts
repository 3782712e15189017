import type { Environment, FlagDefinition, Registry, RulesetFlag, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { etagOfSetting, readPublished } from '../publishing/published.ts';
import type { Published } from '../publishing/published.ts';

/** Names a flag in one environment. */
export interface PlaceName {
  readonly flag: string;
  readonly environment: string;
}

/** A flag in one environment at one moment, and all that it was read from. */
export interface Place {
  readonly environment: Environment;
  /** The flag's latest definition. */
  readonly definition: FlagDefinition;
  /** What the environment publishes of the flag; undefined for nothing yet, or no longer. */
  readonly part: RulesetFlag | undefined;
  readonly setting: Setting | null;
  /** The setting's etag, which a save of it has to name. */
  readonly etag: string;
  readonly definitions: Definitions;
  readonly published: Published;
  readonly registry: Registry;
}

/** Reads a flag in one environment as it is now; throws UseCaseError 404. */
export function readPlace(context: AdminContext, { flag, environment }: PlaceName): Place {
  const definitions = readDefinitions(context.definitions);
  const found = requireEnvironment(definitions, environment);
  return toPlace(context, definitions, { environment: found, definition: requireFlag(definitions, flag) });
}

/** The same for what was looked up in the definitions already. */
export function toPlace(
  context: AdminContext,
  definitions: Definitions,
  { environment, definition }: Pick<Place, 'environment' | 'definition'>,
): Place {
  const published = readPublished(context.published(environment.key));
  const part = published.flags.get(definition.key);
  const setting = part?.setting ?? null;
  const { registry } = context;
  const etag = etagOfSetting(setting);
  return { environment, definition, part, setting, etag, definitions, published, registry };
}
