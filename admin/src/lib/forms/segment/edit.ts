import { editOperand, emptyCondition } from './condition-draft.ts';
import type { ConditionDraft } from './condition-draft.ts';
import type { SegmentDraft } from './draft.ts';
import type { OperatorChoice } from './operator-choice.ts';

/**
 * Applies the edit of a button of the segment's form: `add-group`, `remove-group 0`, `add-condition 0`,
 * `remove-condition 0 1`, or what a button of an operand does below `conditionGroups.0.conditions.1`. The browser does it at
 * once; without JavaScript the server does. Anything else changes nothing.
 */
export function editSegment(
  draft: SegmentDraft,
  edit: string,
  operators: readonly OperatorChoice[],
): SegmentDraft {
  const [verb, ...places] = edit.split(' ');
  const [group = -1, condition = -1] = places.map(Number);
  switch (verb) {
    case 'add-group':
      return {
        ...draft,
        conditionGroups: [...draft.conditionGroups, { conditions: [emptyCondition(operators)] }],
      };
    case 'remove-group':
      return { ...draft, conditionGroups: without(draft.conditionGroups, group) };
    case 'add-condition':
      return changeConditionGroup(draft, group, (conditions) => [...conditions, emptyCondition(operators)]);
    case 'remove-condition':
      return changeConditionGroup(draft, group, (conditions) => without(conditions, condition));
    default:
      return editOperandOf(draft, edit);
  }
}

/** Applies `row-add conditionGroups.0.conditions.1.parts.rings`; `line-add ...operand` adds the picked value. */
function editOperandOf(draft: SegmentDraft, edit: string): SegmentDraft {
  const [, verb, group, condition, path, place = ''] =
    /^([\w-]+) conditionGroups\.(\d+)\.conditions\.(\d+)\.(\S+)( \d+)?$/.exec(edit) ?? [];
  if (verb === undefined || path === undefined) return draft;
  return changeConditionGroup(draft, Number(group), (conditions) =>
    conditions.map((each, index) =>
      index === Number(condition) ? editOperand(each, `${verb} ${path}${place}`) : each,
    ),
  );
}

type Conditions = readonly ConditionDraft[];

function changeConditionGroup(
  draft: SegmentDraft,
  at: number,
  change: (conditions: Conditions) => Conditions,
): SegmentDraft {
  const groups = draft.conditionGroups.map((group, index) =>
    index === at ? { conditions: change(group.conditions) } : group,
  );
  return { ...draft, conditionGroups: groups.filter(({ conditions }) => conditions.length > 0) };
}

function without<Item>(items: readonly Item[], at: number): Item[] {
  return items.filter((_item, index) => index !== at);
}
