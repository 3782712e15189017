import type { FlagDefinition, ServedFlag } from '@hoist/core';
import { findOnOff } from '#lib/forms/setting/draft.ts';

/** What an environment serves of a flag's definition. */
export type ServedDefinition = Pick<ServedFlag, 'revision' | 'clientVisible' | 'variants'>;

/** What is served of a flag; of one that is not set up yet, what its first setting would publish. */
export function servedDefinition(definition: FlagDefinition, held: ServedFlag | undefined): ServedDefinition {
  const { revision, clientVisible, variants } = held?.setting ? held : definition;
  return { revision, clientVisible, variants: variants.map(({ key, value }) => ({ key, value })) };
}

/**
 * The flag with the versions and the visibility that an environment serves, under the names they have now. Versions that are
 * pending there come after them: choosing one takes the newest definition along. An on/off flag stays one.
 */
export function asServed(definition: FlagDefinition, served: ServedDefinition | null): FlagDefinition {
  if (served === null || served.revision === definition.revision) return definition;
  const named = new Map(definition.variants.map((variant) => [variant.key, variant]));
  const variants = served.variants.map((variant) => ({
    name: '',
    description: '',
    ...named.get(variant.key),
    ...variant,
  }));
  if (findOnOff({ type: definition.type, variants })) return { ...definition, ...served, variants };
  const known = new Set(variants.map(({ key }) => key));
  const pending = definition.variants.filter(({ key }) => !known.has(key));
  return { ...definition, ...served, variants: [...variants, ...pending] };
}
