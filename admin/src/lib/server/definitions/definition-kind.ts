/** What is defined once and served by environments. */
export const definitionKinds = ['flag', 'segment', 'group', 'regions'] as const;
export type DefinitionKind = (typeof definitionKinds)[number];

/** Where a log keeps it: there is one list of regions, and many of everything else. */
export function partKeyOf({ kind, key }: { readonly kind: DefinitionKind; readonly key: string }): string {
  return kind === 'regions' ? 'regions' : `${kind}/${key}`;
}

/** The page that shows it. */
export function pageOf({ kind, key }: { readonly kind: DefinitionKind; readonly key: string }): string {
  if (kind === 'regions') return '/settings/regions';
  return kind === 'group' ? `/settings/groups/${key}` : `/${kind}s/${key}`;
}
