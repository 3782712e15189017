import { canonicalize } from '@hoist/core/canonical';
import type { Condition, Json } from '@hoist/core';
import type { FormTree } from '../schema-form/form-tree.ts';
import { parseOperand, toOperandDraft, toOperandForm } from '../schema-form/operand.ts';
import type { ScalarType } from '../schema-form/operand.ts';
import type { Wrongs } from '../schema-form/read-fields.ts';
import { addPicked, editRows, pickOf, textAt } from '../schema-form/rows.ts';
import type { OperatorChoice } from './operator-choice.ts';

/** A condition as it is typed. */
export interface ConditionDraft {
  readonly attribute: string;
  /** An operator's name, after `!` where it is negated. */
  readonly operator: string;
  readonly operand: string;
  readonly type: ScalarType;
  readonly parts: FormTree;
  /** What is saved; null for a new one. Its draft, unchanged, is saved as exactly this. */
  readonly kept: Condition | null;
}

/** Makes an empty condition. */
export function emptyCondition(operators: readonly OperatorChoice[]): ConditionDraft {
  const first = operators.find(({ name }) => name === 'equals') ?? operators[0];
  return { attribute: '', operator: first?.name ?? '', operand: '', type: 'string', parts: {}, kept: null };
}

/** True for a new condition into which nothing was typed. */
export function isBlankCondition(
  { attribute, operand, operator, kept }: ConditionDraft,
  operators: readonly OperatorChoice[],
): boolean {
  return (
    kept === null && `${attribute}${operand}`.trim() === '' && operator === emptyCondition(operators).operator
  );
}

/** Finds the operator of a condition; undefined if it is not installed. */
export function operatorOf(draft: Pick<ConditionDraft, 'operator'>, operators: readonly OperatorChoice[]) {
  return operators.find(({ name }) => name === draft.operator.replace(/^!/, ''));
}

/** Fills in the form from a condition. */
export function toConditionDraft(condition: Condition, operators: readonly OperatorChoice[]): ConditionDraft {
  const operator = operators.find(({ name }) => name === condition.operator);
  const form = operator ? toOperandForm(operator) : { kind: 'json' as const, types: [] };
  return {
    attribute: condition.attribute ?? '',
    operator: `${condition.negate ? '!' : ''}${condition.operator}`,
    ...toOperandDraft(condition.operand, form),
    kept: condition,
  };
}

/** Reads a condition as it was typed, with messages about its operand by path. */
export function toCondition(
  draft: ConditionDraft,
  operators: readonly OperatorChoice[],
): { readonly condition: Readonly<Record<string, Json>>; readonly wrongs?: Wrongs } {
  const { kept } = draft;
  if (kept && isAsShown(draft, toConditionDraft(kept, operators)))
    return { condition: kept as unknown as Readonly<Record<string, Json>> };
  const operator = operatorOf(draft, operators);
  const name = draft.operator.replace(/^!/, '');
  const negate = draft.operator.startsWith('!');
  const condition: Record<string, Json> = { operator: name, negate };
  const attribute = draft.attribute.trim();
  const isLeftOut = operator?.takesAttribute === false || (operator?.hasDefaultAttribute && attribute === '');
  if (!isLeftOut) condition['attribute'] = attribute;
  const form = operator ? toOperandForm(operator) : { kind: 'json' as const, types: [] };
  if (form.kind === 'none') return { condition };
  const parsed = parseOperand(form, draft);
  return 'wrongs' in parsed
    ? { condition, wrongs: parsed.wrongs }
    : { condition: { ...condition, operand: parsed.value } };
}

/** Whether a form still has what it showed. A browser sends its own line breaks, and nothing for what is empty. */
function isAsShown(draft: ConditionDraft, shown: ConditionDraft): boolean {
  const texts = ({ attribute, operator, operand, type, parts }: ConditionDraft) =>
    canonicalize([attribute, operator, operand, type, withoutEmpty(parts)]).replaceAll('\\r\\n', '\\n');
  return texts(draft) === texts(shown);
}

function withoutEmpty(tree: FormTree): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([name, typed = '']): [string, Json][] => {
      const whole = typeof typed === 'string' ? typed : withoutEmpty(typed);
      return Object.keys(whole).length === 0 ? [] : [[name, whole]];
    }),
  );
}

/** Applies the edit of a button of an operand's form: `row-add parts.rings`, `line-add operand`. */
export function editOperand<Draft extends ConditionDraft>(condition: Draft, edit: string): Draft {
  const [verb = '', path = '', ...place] = edit.split(' ');
  if (path === 'operand' && verb === 'line-add') return pickOperand(condition);
  const within = path.replace(/^parts\./, '');
  return { ...condition, parts: editRows(condition.parts, [verb, within, ...place].join(' ')) };
}

/** Adds the picked value to an operand's list. */
export function pickOperand<Draft extends ConditionDraft>(condition: Draft): Draft {
  const { operand, parts } = condition;
  const pick = pickOf('operand');
  return { ...condition, operand: addPicked(operand, textAt(parts[pick])), parts: { ...parts, [pick]: '' } };
}
