import { describe, expect, it } from 'vitest';
import { toSettingDraft } from './draft.ts';
import { carriedField } from './carried-field.ts';
import { readSettingDraft } from './read.ts';
import { fixed, formsFor, onOff, settingOf } from './testing.ts';

const draft = toSettingDraft(
  settingOf({
    prerequisites: [{ flag: 'x', variants: ['on', 'v1.2'] }],
    rules: [{ id: 'r', segments: ['staff'], serve: fixed('on') }],
    everyoneElse: { strategy: 'acme:moon', params: { phase: null } },
  }),
  { off: 'off' },
  formsFor(onOff),
);

function send(entries: readonly (readonly [string, string])[], carried = JSON.stringify(draft)): FormData {
  const form = new FormData();
  form.append(carriedField, carried);
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe("a setting's form", () => {
  it('carries all that a page does not show', () => {
    expect(readSettingDraft(send([]))).toEqual(draft);
  });

  it('takes what was typed in place of what is carried', () => {
    const read = readSettingDraft(
      send([
        ['rules.0.serve.mode', 'percentage'],
        ['rules.0.serve.percent', '25'],
        ['availability.mode', 'only'],
        ['everyoneElse.rollout.steps.1.percent', '7'],
        ['comment', 'why'],
        ['rules.7.name', 'from nowhere'],
      ]),
    );
    expect(read?.rules).toHaveLength(1);
    expect(read?.rules[0]?.serve).toMatchObject({ mode: 'percentage', percent: '25', kept: fixed('on') });
    expect(read?.availability.mode).toBe('only');
    expect(read?.everyoneElse.rollout.steps[1]).toEqual({ percent: '7', hours: '24' });
  });

  it('reads checkboxes that are not checked, and lists of them whole', () => {
    const read = readSettingDraft(
      send([
        ['rules.0.enabled', ''],
        ['everyoneElse.rollout.days.#', ''],
        ['everyoneElse.rollout.days.5', 'sat'],
        ['prerequisites.0.variants.#', ''],
        ['prerequisites.0.variants.1', 'v1.2'],
      ]),
    );
    expect(read?.rules[0]?.enabled).toBe(false);
    expect(read?.everyoneElse.rollout.days).toEqual(['sat']);
    expect(read?.prerequisites[0]?.variants).toEqual(['v1.2']);
    const checked = readSettingDraft(
      send([
        ['rules.0.enabled', ''],
        ['rules.0.enabled', 'on'],
      ]),
    );
    expect(checked?.rules[0]?.enabled).toBe(true);
  });

  it('takes a text that an input shows without its line ends for unchanged', () => {
    const carried = { ...draft, availability: { ...draft.availability, reason: 'by law\nof 2025' } };
    const read = (reason: string) =>
      readSettingDraft(send([['availability.reason', reason]], JSON.stringify(carried)))?.availability.reason;
    expect(read('by lawof 2025')).toBe('by law\nof 2025');
    expect(read('by law of 2025')).toBe('by law of 2025');
  });

  it('reads the form of a strategy whole, rows within it as they are', () => {
    const read = readSettingDraft(
      send([
        ['everyoneElse.typed.rings.#', 'row'],
        ['everyoneElse.typed.rings.variant', 'on'],
        ['everyoneElse.typed.rings.rings.0.#', 'row'],
        ['everyoneElse.typed.rings.rings.0.name', 'first'],
      ]),
    );
    expect(read?.everyoneElse.typed).toEqual({
      rings: { variant: 'on', rings: { 0: { '#': 'row', name: 'first' } } },
    });
  });

  it.each(['', 'x', '{}', 'null', '[]', JSON.stringify({ ...draft, rules: 'all' })])(
    'is not read without what it carries: %j',
    (carried) => {
      expect(readSettingDraft(send([], carried))).toBeUndefined();
    },
  );
});
