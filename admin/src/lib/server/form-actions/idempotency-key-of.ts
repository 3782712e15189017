import { sha256 } from '@hoist/store';
import type { Person } from '../access/person.ts';

/**
 * The idempotency key of a form that a page sent: the page's own (`IdempotencyKeyField`), for this person, this address and all that
 * was entered. Sent twice by a double click it is one act; with anything else entered it is another. Undefined where the
 * form carries none.
 */
export function idempotencyKeyOf(person: Person, url: URL, form: FormData): string | undefined {
  if (typeof form.get('idempotencyKey') !== 'string' || form.get('idempotencyKey') === '') return undefined;
  const fields = [...form].map(([name, value]) => [
    name,
    typeof value === 'string' ? value : `${value.name} ${value.size}`,
  ]);
  return `form:${sha256(JSON.stringify([person.id, url.pathname, url.search, fields]))}`;
}
