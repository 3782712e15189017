import type { RequestEvent } from '@sveltejs/kit';
import type { Author } from '#lib/forms/flag/draft.ts';
import type { DecimalMark } from '#lib/forms/read-number.ts';
import { listOwners } from '../people/list-people.ts';

/** Who sends a form, with what its texts are read with: how decimals are written in the first language that the browser asks for. */
export function authorOf({ locals, request }: Pick<RequestEvent, 'locals' | 'request'>): Author {
  return {
    person: locals.person,
    people: listOwners(locals.hoist),
    decimalMark: decimalMarkOf(request.headers.get('accept-language') ?? ''),
  };
}

/** The mark before decimals in the first language of an `Accept-Language`; undefined where it names none that is known. */
export function decimalMarkOf(languages: string): DecimalMark | undefined {
  const [first = ''] = languages.split(/[,;]/);
  try {
    const [known] = Intl.NumberFormat.supportedLocalesOf(first.trim());
    if (known === undefined) return undefined;
    const parts = new Intl.NumberFormat(known).formatToParts(0.5);
    const mark = parts.find(({ type }) => type === 'decimal')?.value;
    return mark === '.' || mark === ',' ? mark : undefined;
  } catch {
    return undefined;
  }
}
