import { listOf } from '#lib/words.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { toDefinitionKey } from '../definitions/definition-kind.ts';
import { nameDefinition } from '../definitions/name-definition.ts';
import type { ChangedParts } from './commit-change.ts';

const mostNamed = 3;

/** Describes what is published in an environment and removed from it, for its log: `published the segment Beta and removed the flag Checkout`. */
export function sayPublished({ set, removed = [] }: ChangedParts, definitions: Definitions): string {
  const acts = [say('published', [...set.keys()], definitions), say('removed', removed, definitions)];
  return acts.filter((act) => act !== '').join(' and ') || 'published nothing';
}

function say(verb: string, partKeys: readonly string[], definitions: Definitions): string {
  const names = partKeys.flatMap((partKey) => {
    const about = toDefinitionKey(partKey);
    return about ? [nameDefinition(definitions, about)] : [];
  });
  if (names.length === 0) return '';
  const named = names.slice(0, names.length > mostNamed + 1 ? mostNamed : names.length);
  const rest = names.length - named.length;
  return `${verb} ${listOf(rest > 0 ? [...named, `${rest} more`] : named)}`;
}
