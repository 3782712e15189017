import type { Operation } from './openapi-operations.ts';
import { ref } from './openapi-schemas.ts';

const kinds = [
  { noun: 'flag', name: 'Flag' },
  { noun: 'segment', name: 'Segment' },
] as const;

const archive = {
  flag: 'Archives a flag that is off everywhere and that nothing depends on: 409 names what stands in the way. Unprotected environments stop serving it at once, protected ones after a review.',
  segment:
    'Archives a segment that no flag and no other segment uses: 409 names what does. Every environment stops serving it.',
};

/** What archives, restores and deletes flags and segments. */
export const archiveOperations: readonly Operation[] = kinds.flatMap(({ noun, name }): Operation[] => [
  {
    path: `/api/v1/${noun}s/{key}/archive`,
    method: 'post',
    id: `archive${name}`,
    tagged: true,
    summary: archive[noun],
    response: ref(name),
    conditional: true,
  },
  {
    path: `/api/v1/${noun}s/{key}/restore`,
    method: 'post',
    id: `restore${name}`,
    tagged: true,
    summary: `Brings back a ${noun} that is archived.`,
    response: ref(name),
    conditional: true,
  },
  {
    path: `/api/v1/${noun}s/{key}`,
    method: 'delete',
    id: `delete${name}`,
    summary: `Deletes a ${noun} that is archived and served nowhere. Its key is never used again, unless it begins with example-.`,
    status: 204,
    conditional: true,
  },
]);
