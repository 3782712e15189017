/** What is defined once and served by environments. */
export const definitionKinds = ['flag', 'segment', 'bucket-group', 'regions'] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** Where a log keeps it: there is one list of regions, and many of everything else. */
export function partKeyOf({ kind, key }: { readonly kind: DefinitionKind; readonly key: string }): string {
  return kind === 'regions' ? 'regions' : `${kind}/${key}`;
}

/** What a part is of; undefined for a part of no definition, like a tombstone. */
export function toDefinitionKey(
  partKey: string,
): { readonly kind: DefinitionKind; readonly key: string } | undefined {
  const [name = '', key = name] = partKey.split(/\/(.*)/s);
  const kind = definitionKinds.find((each) => each === name);
  return kind && { kind, key };
}

/** The page that shows it. */
export function pageOf({ kind, key }: { readonly kind: DefinitionKind; readonly key: string }): string {
  if (kind === 'regions') return '/settings/regions';
  return kind === 'bucket-group' ? `/settings/bucket-groups/${key}` : `/${kind}s/${key}`;
}
