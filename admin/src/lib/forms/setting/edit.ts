import { editRows } from '../schema-form/rows.ts';
import { editSteps } from './rollout-draft.ts';
import type { SimpleSetting } from './draft.ts';

interface Choice {
  /** The segment chosen to be added. */
  readonly segment: string;
  /** The variant that a new row hands out. */
  readonly variant: string;
}

/**
 * Applies the edit of a button of "Who gets it": `add-segment`, `remove-segment 0`,
 * what changes the steps of a rollout, or what a button of a strategy's form does below `others.0.parts`. The browser does it
 * at once; without JavaScript the server does. A segment is added once.
 */
export function editSimple(draft: SimpleSetting, edit: string, { segment, variant }: Choice): SimpleSetting {
  const [verb, place = '-1'] = edit.split(' ');
  if (verb === 'remove-segment')
    return { ...draft, rows: draft.rows.filter((_row, index) => index !== Number(place)) };
  if (verb === 'plan' || verb === 'add-step' || verb === 'remove-step')
    return { ...draft, mode: 'progressive', steps: editSteps(draft.steps, edit) };
  const [, change = '', other, path = ''] = /^([\w-]+) others\.(\d+)\.parts\.(.+)$/.exec(edit) ?? [];
  if (other !== undefined) {
    const others = draft.others.map((each, index) =>
      index === Number(other) ? { ...each, parts: editRows(each.parts, `${change} ${path}`) } : each,
    );
    return { ...draft, others };
  }
  if (verb !== 'add-segment' || segment === '' || draft.rows.some((row) => row.segment === segment))
    return draft;
  return { ...draft, rows: [...draft.rows, { rule: '', segment, on: true, variant }] };
}
