import type { Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { readPublished } from './published.ts';
import { invalidField, UseCaseError } from '../errors/use-case-error.ts';

/** What can be archived and deleted. */
export type ArchivableKind = 'flag' | 'segment';

/** What archiving needs to know of a definition. */
export interface Archivable {
  readonly key: string;
  readonly name: string;
  readonly revision: number;
  readonly archivedAt: string | null;
}

/** Keys of the environments that serve it. */
export function listPublishedIn(hoist: AdminContext, kind: ArchivableKind, key: string): string[] {
  return readDefinitions(hoist.definitions)
    .environments.map((environment) => environment.key)
    .filter((environment) => {
      const { flags, segments } = readPublished(hoist.published(environment));
      return (kind === 'flag' ? flags : segments).has(key);
    });
}

/** Archived, and served by no environment any more: lists leave it out. What still is served is shown. */
export function isGone(hoist: AdminContext, kind: ArchivableKind, { key, archivedAt }: Archivable): boolean {
  return archivedAt !== null && listPublishedIn(hoist, kind, key).length === 0;
}

/** Throws UseCaseError 409 for what is archived. */
export function requireNotArchived({ name, archivedAt }: Archivable): void {
  if (archivedAt === null) return;
  throw new UseCaseError('archived', `'${name}' is archived. Restore it first.`);
}

/** Throws UseCaseError 422 for a setting that begins to need an archived flag, which an environment may serve until a review. */
export function refuseArchivedPrerequisites(
  { flags }: Definitions,
  setting: Setting,
  before: Setting | null,
): void {
  const known = new Set(before?.prerequisites.map(({ flag }) => flag));
  setting.prerequisites.forEach(({ flag }, index) => {
    const needed = flags.get(flag);
    if (known.has(flag) || !needed || needed.archivedAt === null) return;
    const detail = `'${needed.name}' is archived. Restore it first, or choose another.`;
    throw invalidField(['setting', 'prerequisites', index, 'flag'], 'archived', detail);
  });
}
