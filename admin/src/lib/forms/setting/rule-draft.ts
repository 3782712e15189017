import type { Condition, Rule } from '@hoist/core';
import { toCondition, toConditionDraft } from '../segment/condition-draft.ts';
import type { ConditionDraft } from '../segment/condition-draft.ts';
import { fromServeDraft, toServeDraft } from './serve-draft.ts';
import type { ServeDraft } from './serve-draft.ts';
import type { SettingForms } from './setting-forms.ts';
import { below } from './typed.ts';
import type { Wrongs } from './typed.ts';

/** A rule as a person edits it. */
export interface RuleDraft {
  /** Empty for a new one. */
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  /** Whether the published rule is enabled; false for a new one. */
  readonly wasEnabled: boolean;
  /** Keys; whoever is in any of them. */
  readonly segments: readonly string[];
  readonly conditions: readonly ConditionDraft[];
  readonly serve: ServeDraft;
}

/** A rule as a form shows it. */
export function toRuleDraft(
  { id, name, enabled, segments, conditions, serve }: Rule,
  forms: SettingForms,
): RuleDraft {
  return {
    id,
    name,
    enabled,
    wasEnabled: enabled,
    segments,
    conditions: conditions.map((condition) => toConditionDraft(condition, forms.operators)),
    serve: toServeDraft(serve, forms),
  };
}

/** A new rule that gives all of some people the flag. */
export function newRule(segments: readonly string[], serve: ServeDraft): RuleDraft {
  return {
    id: '',
    name: '',
    enabled: true,
    wasEnabled: false,
    segments,
    conditions: [],
    serve: { ...serve, mode: 'all' },
  };
}

/** The draft as a rule, and what is wrong with it by dotted path. */
export function fromRuleDraft(
  draft: RuleDraft,
  forms: SettingForms & { readonly newId: () => string },
): { readonly rule: Rule; readonly wrongs: Wrongs } {
  const serve = fromServeDraft(draft.serve, forms);
  const read = draft.conditions.map((condition) => readCondition(condition, forms));
  const rule: Rule = {
    id: draft.id === '' ? forms.newId() : draft.id,
    name: draft.name,
    enabled: draft.enabled,
    segments: [...draft.segments],
    conditions: read.map(({ condition }) => condition),
    serve: 'value' in serve ? serve.value : (draft.serve.kept ?? { strategy: 'off', params: {} }),
  };
  const wrongs = {
    ...Object.assign({}, ...read.map((each, index) => below(`conditions.${index}.operand`, each.wrongs))),
    ...('wrongs' in serve && below('serve', serve.wrongs)),
  } as Wrongs;
  return { rule, wrongs };
}

function readCondition(
  draft: ConditionDraft,
  { operators }: SettingForms,
): { readonly condition: Condition; readonly wrongs: Wrongs } {
  const { condition, wrongs = {} } = toCondition(draft, operators);
  return { condition: condition as unknown as Condition, wrongs };
}
