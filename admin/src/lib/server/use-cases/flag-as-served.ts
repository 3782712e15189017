import type { FlagDefinition, ServedFlag } from '@hoist/core';

/** What an environment serves of a flag's definition. */
export type ServedDefinition = Pick<ServedFlag, 'revision' | 'clientVisible' | 'variants'>;

/** What is served of a flag; of one that is not set up yet, what its first setting would publish. */
export function servedDefinition(definition: FlagDefinition, held: ServedFlag | undefined): ServedDefinition {
  const { revision, clientVisible, variants } = held?.setting ? held : definition;
  return { revision, clientVisible, variants: variants.map(({ key, value }) => ({ key, value })) };
}

/** The flag with the versions and the visibility that an environment serves, under the names they have now. */
export function asServed(definition: FlagDefinition, served: ServedDefinition | null): FlagDefinition {
  if (served === null || served.revision === definition.revision) return definition;
  const named = new Map(definition.variants.map((variant) => [variant.key, variant]));
  const variants = served.variants.map((variant) => ({
    name: '',
    description: '',
    ...named.get(variant.key),
    ...variant,
  }));
  return { ...definition, ...served, variants };
}
