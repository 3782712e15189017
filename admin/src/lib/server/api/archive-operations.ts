import type { z } from 'zod';
import { defineOperation } from './operation.ts';

const deleted = {
  flag: 'Deletes a flag that is archived, served nowhere, and asked for by no app for 30 days: 409 says from when on it may be. One whose key begins with example- may be at once.',
  segment: 'Deletes a segment that is archived and served nowhere.',
};

const archive = {
  flag: 'Archives a flag that is off everywhere and that nothing depends on: 409 names what stands in the way. Unprotected environments stop serving it at once, protected ones after a review.',
  segment:
    'Archives a segment that no flag and no other segment uses: 409 names what does. Every environment stops serving it.',
};

/** Makes the operations that archive, restore and delete flags or segments. */
export function archiveOperations({
  noun,
  name,
  view,
}: {
  readonly noun: 'flag' | 'segment';
  readonly name: 'Flag' | 'Segment';
  readonly view: z.ZodType;
}) {
  const path = `/api/v1/${noun}s/{key}`;
  return {
    archive: defineOperation({
      method: 'POST',
      path: `${path}/archive`,
      id: `archive${name}`,
      summary: archive[noun],
      response: view,
      tagged: true,
      conditional: true,
    }),
    restore: defineOperation({
      method: 'POST',
      path: `${path}/restore`,
      id: `restore${name}`,
      summary: `Restores a ${noun} that is archived.`,
      response: view,
      tagged: true,
      conditional: true,
    }),
    delete: defineOperation({
      method: 'DELETE',
      path,
      id: `delete${name}`,
      summary: `${deleted[noun]} Its key is never used again, unless it begins with example-.`,
      conditional: true,
    }),
  };
}
