import { expect, it } from 'vitest';
import { toEnvironmentDraft, toEnvironmentInput } from './draft.ts';
import { readEnvironmentDraft } from './read.ts';

it('comes back from what was saved, without its order', () => {
  const saved = { key: 'qa', name: 'QA', order: 3, colour: 'olive', protected: true } as const;
  expect(toEnvironmentInput(toEnvironmentDraft(saved))).toEqual({
    input: { key: 'qa', name: 'QA', colour: 'olive', protected: true },
    fields: {},
  });
});

it('is read from what was sent; what is absent is empty, and not protected', () => {
  const form = new FormData();
  form.set('name', ' QA ');
  expect(readEnvironmentDraft(form)).toEqual({ name: ' QA ', key: '', colour: '', protected: false });
  form.set('protected', 'on');
  expect(readEnvironmentDraft(form).protected).toBe(true);
});
