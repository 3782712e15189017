import type { FlagDefinition, PublishedFlag } from '@hoist/core';
import { findOnOff } from '#lib/forms/setting/flag-shape.ts';

/** What an environment serves of a flag's definition. */
export type PublishedDefinition = Pick<PublishedFlag, 'revision' | 'clientVisible' | 'variants'>;

/** What is served of a flag; of one that is not set up yet, what its first setting would publish. */
export function publishedDefinition(
  definition: FlagDefinition,
  part: PublishedFlag | undefined,
): PublishedDefinition {
  const { revision, clientVisible, variants } = part?.setting ? part : definition;
  return { revision, clientVisible, variants: variants.map(({ key, value }) => ({ key, value })) };
}

/**
 * The flag with the versions and the visibility that an environment serves, under the names they have now. Versions that are
 * pending there come after them: choosing one takes the newest definition along. An on/off flag stays one.
 */
export function asPublished(
  definition: FlagDefinition,
  published: PublishedDefinition | null,
): FlagDefinition {
  if (published === null || published.revision === definition.revision) return definition;
  const named = new Map(definition.variants.map((variant) => [variant.key, variant]));
  const variants = published.variants.map((variant) => ({
    name: '',
    description: '',
    ...named.get(variant.key),
    ...variant,
  }));
  if (findOnOff({ type: definition.type, variants })) return { ...definition, ...published, variants };
  const known = new Set(variants.map(({ key }) => key));
  const pending = definition.variants.filter(({ key }) => !known.has(key));
  return { ...definition, ...published, variants: [...variants, ...pending] };
}
