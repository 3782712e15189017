import { segmentDefinitionSchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { emptySegmentDraft, toSegmentDraft, toSegmentInput } from './draft.ts';
import type { OperatorChoice } from './operator-choice.ts';
import { readSegmentDraft } from './read.ts';
import { editSegment } from './edit.ts';

const base = {
  title: 'is',
  negatedTitle: 'is not',
  description: '',
  group: 'Value',
  takesAttribute: true,
  hasDefaultAttribute: false,
  acceptsMissing: false,
};
const operators: readonly OperatorChoice[] = [
  { ...base, name: 'equals', schema: { anyOf: [{ type: 'string' }, { type: 'number' }] } },
  { ...base, name: 'in', schema: { type: 'array', items: { type: 'string' } } },
  { ...base, name: 'exists', schema: null },
  { ...base, name: 'segment', schema: { type: 'string' }, takesAttribute: false },
];
const segment = segmentDefinitionSchema.parse({
  key: 'eu-beta',
  revision: 3,
  name: 'EU beta',
  internal: true,
  included: ['u-1', 'u-2'],
  conditionGroups: [
    {
      conditions: [
        { attribute: 'country', operator: 'in', operand: ['DE', 'AT'], negate: true },
        { attribute: 'age', operator: 'equals', operand: 18 },
      ],
    },
    {
      conditions: [
        { attribute: 'beta', operator: 'exists' },
        { operator: 'segment', operand: 'staff' },
      ],
    },
  ],
});

describe('toSegmentInput', () => {
  it('gives back what toSegmentDraft was given', () => {
    const { input, fields } = toSegmentInput(toSegmentDraft(segment, operators), operators);
    expect(fields).toEqual({});
    expect(segmentDefinitionSchema.parse({ ...input, revision: 3 })).toEqual(segment);
  });

  it('makes the key from the name where none was typed', () => {
    const draft = { ...emptySegmentDraft(operators), name: 'Beta in Germany' };
    expect(toSegmentInput(draft, operators).input['key']).toBe('beta-in-germany');
  });

  it('leaves out the one empty condition of a segment of IDs alone', () => {
    const draft = { ...emptySegmentDraft(operators), included: 'u-1' };
    expect(toSegmentInput(draft, operators)).toMatchObject({
      input: { included: ['u-1'], conditionGroups: [] },
      fields: {},
    });
  });

  it('names the field of an operand that cannot be read', () => {
    const draft = editSegment(emptySegmentDraft(operators), 'add-condition 0', operators);
    const [empty] = emptySegmentDraft(operators).conditionGroups[0]?.conditions ?? [];
    const conditions = empty ? [{ ...empty, attribute: 'country' }] : [];
    expect(toSegmentInput({ ...draft, conditionGroups: [{ conditions }] }, operators).fields).toEqual({
      'conditionGroups.0.conditions.0.operand': 'Enter a value.',
    });
  });
});

describe('readSegmentDraft', () => {
  it('reads the form that shows a draft', () => {
    const form = new FormData();
    form.set('name', 'EU beta');
    form.set('internal', 'on');
    form.set('conditionGroups.0.conditions.0.attribute', 'country');
    form.set('conditionGroups.0.conditions.0.operator', '!in');
    form.set('conditionGroups.0.conditions.0.operand', 'DE\r\nAT');
    form.set('conditionGroups.0.conditions.0.type', 'nonsense');
    const condition = { attribute: 'country', operator: '!in', operand: 'DE\nAT', type: 'string' };
    expect(readSegmentDraft(form)).toMatchObject({
      name: 'EU beta',
      internal: true,
      conditionGroups: [{ conditions: [condition] }],
    });
  });
});

describe('editSegment', () => {
  const draft = toSegmentDraft(segment, operators);
  const shape = (edit: string) =>
    editSegment(draft, edit, operators).conditionGroups.map(({ conditions }) => conditions.length);

  it.each([
    ['add-group', [2, 2, 1]],
    ['remove-group 0', [2]],
    ['add-condition 1', [2, 3]],
    ['remove-condition 0 1', [1, 2]],
    ['remove-condition 7 7', [2, 2]],
    ['drop tables', [2, 2]],
  ])('%s', (edit, groups) => expect(shape(edit)).toEqual(groups));

  it('takes what was picked into the list of a condition, and changes rows of an operand', () => {
    const parts = { 'operand#pick': ' AT', rows: { 0: { name: 'a' } } };
    const typed = { attribute: '', operator: 'in-region', operand: 'DE', type: 'string' as const };
    const condition = { ...typed, parts, kept: null };
    const picking = { ...draft, conditionGroups: [{ conditions: [condition, condition] }] };
    const edited = (edit: string) => editSegment(picking, edit, operators).conditionGroups[0]?.conditions;
    expect(edited('line-add conditionGroups.0.conditions.1.operand')).toEqual([
      condition,
      { ...condition, operand: 'DE\nAT', parts: { ...parts, 'operand#pick': '' } },
    ]);
    expect(edited('row-remove conditionGroups.0.conditions.0.parts.rows 0')).toEqual([
      { ...condition, parts: { ...parts, rows: {} } },
      condition,
    ]);
  });

  it('removes a group with its last condition', () => {
    const once = editSegment(draft, 'remove-condition 0 0', operators);
    expect(editSegment(once, 'remove-condition 0 0', operators).conditionGroups).toHaveLength(1);
  });
});
