import type { JsonObject, SegmentDefinition } from '@hoist/core';
import { keyFromName } from '../key-from-name.ts';
import { emptyCondition, isBlankCondition, toCondition, toConditionDraft } from './condition-draft.ts';
import type { ConditionDraft } from './condition-draft.ts';
import { parseIds, writeIds } from './listed-ids.ts';
import type { OperatorChoice } from './operator-choice.ts';

/** A segment as a person edits it: texts, in the order of the form. */
export interface SegmentDraft {
  readonly name: string;
  readonly key: string;
  readonly description: string;
  readonly internal: boolean;
  readonly conditionGroups: readonly { readonly conditions: readonly ConditionDraft[] }[];
  readonly included: string;
  readonly excluded: string;
}

/** Makes the draft of a new segment: one group with one empty condition, which a segment of IDs alone leaves as it is. */
export function emptySegmentDraft(operators: readonly OperatorChoice[]): SegmentDraft {
  const conditionGroups = [{ conditions: [emptyCondition(operators)] }];
  return { name: '', key: '', description: '', internal: false, conditionGroups, included: '', excluded: '' };
}

/** Fills in the form from a segment. */
export function toSegmentDraft(
  segment: SegmentDefinition,
  operators: readonly OperatorChoice[],
): SegmentDraft {
  const { name, key, description, internal, included, excluded, conditionGroups } = segment;
  return {
    name,
    key,
    description,
    internal,
    conditionGroups: conditionGroups.map((group) => ({
      conditions: group.conditions.map((condition) => toConditionDraft(condition, operators)),
    })),
    included: writeIds(included),
    excluded: writeIds(excluded),
  };
}

interface SegmentInput {
  readonly input: JsonObject;
  /** Messages by dotted path for values that cannot be read. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Converts the draft to the input of a use case, with messages by dotted path. */
export function toSegmentInput(draft: SegmentDraft, operators: readonly OperatorChoice[]): SegmentInput {
  const fields: Record<string, string> = {};
  const isBlank = draft.conditionGroups.every(({ conditions }) =>
    conditions.every((condition) => isBlankCondition(condition, operators)),
  );
  const typedGroups = isBlank ? [] : draft.conditionGroups;
  const conditionGroups = typedGroups.map((group, groupIndex) => ({
    conditions: group.conditions.map((condition, index) => {
      const read = toCondition(condition, operators);
      const place = `conditionGroups.${groupIndex}.conditions.${index}.operand`;
      for (const [path, wrong] of Object.entries(read.wrongs ?? {}))
        fields[path === '' ? place : `${place}.${path}`] = wrong;
      return read.condition;
    }),
  }));
  const { name, description, internal } = draft;
  const key = draft.key.trim() || keyFromName(name);
  const lists = { included: parseIds(draft.included).ids, excluded: parseIds(draft.excluded).ids };
  return { input: { name, key, description, internal, conditionGroups, ...lists }, fields };
}
