import { describe, expect, it } from 'vitest';
import { actOfForm } from './form-act.ts';
import { editor, mira } from '../testing.ts';

const url = new URL('http://localhost/flags/checkout?/switch');

function formOf(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

describe('the act of a form', () => {
  const sent = { act: 'a', environment: 'dev', enabled: 'true' };
  const act = actOfForm(mira, url, formOf(sent));

  it('is the same where the same form is sent twice', () => {
    expect(actOfForm(mira, url, formOf(sent))).toBe(act);
    expect(act).toMatch(/^form:[0-9a-f]{64}$/);
  });

  it('is another by another person, at another address, from another page, with anything else entered', () => {
    const elsewhere = new URL('http://localhost/flags/banner?/switch');
    const others = [
      actOfForm(editor, url, formOf(sent)),
      actOfForm(mira, elsewhere, formOf(sent)),
      actOfForm(mira, url, formOf({ ...sent, act: 'b' })),
      actOfForm(mira, url, formOf({ ...sent, enabled: 'false' })),
    ];
    expect(new Set([act, ...others]).size).toBe(5);
  });

  it('is none where the form names none', () => {
    expect(actOfForm(mira, url, formOf({ environment: 'dev' }))).toBeUndefined();
    expect(actOfForm(mira, url, formOf({ act: '' }))).toBeUndefined();
  });
});
