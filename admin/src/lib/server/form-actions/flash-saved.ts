import type { RequestEvent } from '@sveltejs/kit';
import { readFlagIn } from '../flags/flag-views.ts';
import type { PlaceName } from '../settings/read-place.ts';
import { findUndoable } from '../settings/undo.ts';
import { writeFlash } from './flash.ts';

/** Says on the next page what a flag does in an environment now, after what was done (`Saved.`), and offers to undo it. */
export async function flashSaved(
  event: Pick<RequestEvent, 'cookies' | 'locals'>,
  name: PlaceName,
  { done, offersUndo }: { readonly done: string; readonly offersUndo: boolean },
): Promise<void> {
  const { hoist } = event.locals;
  const { sentence } = readFlagIn(hoist, name);
  const undoable = offersUndo ? await findUndoable(hoist, name) : undefined;
  writeFlash(event.cookies, {
    text: `${done} In ${name.environment}: ${sentence.text}.`,
    ...(undoable && { undo: { ...name, etag: undoable.etag } }),
  });
}
