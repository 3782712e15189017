import type { DefinitionKind } from './definition-kind.ts';
import { nameOfFlag, nameOfSegment } from './definitions.ts';
import type { Definitions } from './definitions.ts';

/** What something is called in the middle of a sentence: `the flag Checkout`. Deleted ones go by the name that they had. */
export function nameDefinition(
  definitions: Definitions,
  { kind, key }: { readonly kind: DefinitionKind; readonly key: string },
): string {
  const deleted = definitions.tombstones.get(`${kind}/${key}`);
  if (deleted) return `the ${kind} ${deleted.name}`;
  if (kind === 'flag') return `the flag ${nameOfFlag(definitions, key)}`;
  if (kind === 'segment') return `the segment ${nameOfSegment(definitions, key)}`;
  return kind === 'regions' ? 'the regions' : `the bucket group ${key}`;
}
