import type { Flash } from './flash.ts';
import type { AdminContext } from '../context.ts';
import { findUndoable } from '../settings/undo.ts';

/** The Undo of a sentence about what was just saved, where there is one. */
export async function offerUndo(
  hoist: AdminContext,
  place: { readonly flag: string; readonly environment: string },
): Promise<Pick<Flash, 'undo'>> {
  const undoable = await findUndoable(hoist, place);
  return undoable ? { undo: { ...place, etag: undoable.etag } } : {};
}
