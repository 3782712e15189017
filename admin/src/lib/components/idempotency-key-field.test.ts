import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..', '..');

/** What may be done twice as well as once. */
const harmless = [
  'lib/components/frame/person-menu.svelte',
  'lib/components/frame/preference-button.svelte',
  'lib/components/frame/sign-in-again.svelte',
  // A name, a password, an ended session, an enabled person, a revoked token: the second time there is nothing left to do.
  'routes/account/name-form.svelte',
  'routes/account/password-form.svelte',
  'routes/account/session-list.svelte',
  'routes/settings/people/person-row.svelte',
  // A link works once.
  'routes/set-password/+page.svelte',
  'routes/flags/[key]/connect/ask-relay.svelte',
  'routes/flags/[key]/history/past-question.svelte',
  'routes/sign-in/+page.svelte',
  'routes/setup/+page.svelte',
];

it('every form that changes something carries an idempotency key, so that a double click is one change', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.svelte'))
    .map((name) => name.replaceAll('\\', '/'));
  const without = files.filter((file) => {
    const text = readFileSync(join(source, file), 'utf8');
    return (
      /<form\b[^>]*method="post"/.test(text) && !/<IdempotencyKeyField \/>|name="idempotencyKey"/.test(text)
    );
  });
  expect(without.sort()).toEqual([...harmless].sort());
});
