import { findOnOff } from './flag-shape.ts';
import type { FlagShape } from './flag-shape.ts';
import { isAboutSegments } from './rows.ts';
import type { RuleDraft } from './rule-draft.ts';
import type { SettingDraft } from './draft.ts';

/** What the simple view cannot show: of a rule, of a segment in several rules, or of what comes after all rules. */
export type WhyRules =
  | { readonly kind: 'anybody' | 'conditions' | 'not-asked' | 'no-form' | 'gives-off'; readonly rule: number }
  | { readonly kind: 'twice'; readonly segment: string }
  | { readonly kind: 'no-form-else' | 'off-value' };

/** The first reason for which a setting does not fit the simple view; undefined for one that fits. */
export function whyRules(draft: SettingDraft, flag: FlagShape): WhyRules | undefined {
  const onOff = findOnOff(flag);
  const named = new Set<string>();
  for (const [rule, each] of draft.rules.entries()) {
    const kind = whyNoRow(each, draft.never, onOff !== undefined);
    if (kind) return { kind, rule };
    for (const segment of each.segments) {
      if (named.has(segment)) return { kind: 'twice', segment };
      named.add(segment);
    }
  }
  if (draft.everyoneElse.mode === 'kept') return { kind: 'no-form-else' };
  return onOff && draft.off !== '' && draft.off !== onOff.off ? { kind: 'off-value' } : undefined;
}

function whyNoRow(rule: RuleDraft, never: readonly string[], isOnOff: boolean) {
  if (rule.conditions.length > 0) return 'conditions';
  if (!isAboutSegments(rule)) return 'anybody';
  if (!rule.enabled && !rule.segments.every((key) => never.includes(key))) return 'not-asked';
  if (rule.serve.mode === 'kept') return 'no-form';
  return isOnOff && rule.serve.mode === 'off' ? 'gives-off' : undefined;
}
