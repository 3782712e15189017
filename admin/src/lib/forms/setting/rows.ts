import type { RuleDraft } from './rule-draft.ts';
import type { SettingDraft } from './draft.ts';

/** Segments that never get the flag, and the rules that stand ready for when they are turned on again. */
export interface OffRow {
  readonly segments: readonly string[];
  /** Places in the draft's rules; none where there is nothing to bring back. */
  readonly rules: readonly number[];
}

/** The draft as the simple view shows it: who never gets the flag, and the rules of those who may. */
export function toRows(draft: Pick<SettingDraft, 'never' | 'rules'>): {
  readonly off: readonly OffRow[];
  /** Places in the draft's rules, in their order. */
  readonly on: readonly number[];
} {
  const never = new Set(draft.never);
  const off: OffRow[] = [];
  const on: number[] = [];
  const named = new Set<string>();
  draft.rules.forEach((rule, place) => {
    if (!isAboutSegments(rule) || !rule.segments.every((key) => never.has(key))) {
      on.push(place);
      return;
    }
    for (const key of rule.segments) named.add(key);
    const row = off.findIndex(({ segments }) => isSameList(segments, rule.segments));
    const known = off[row];
    if (known) off[row] = { ...known, rules: [...known.rules, place] };
    else off.push({ segments: rule.segments, rules: [place] });
  });
  const alone = draft.never.filter((key) => !named.has(key)).map((key) => ({ segments: [key], rules: [] }));
  return { off: [...off, ...alone], on };
}

/** Whether a rule is one row of the simple view: by segments alone. */
export function isAboutSegments({ segments, conditions }: RuleDraft): boolean {
  return segments.length > 0 && conditions.length === 0;
}

/** Whether all of a rule's people get one version. */
export function isWhole({ serve }: RuleDraft): boolean {
  return serve.mode === 'all' || serve.mode === 'off';
}

function isSameList(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((key, index) => key === other[index]);
}
