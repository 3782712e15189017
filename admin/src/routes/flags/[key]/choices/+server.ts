import { json } from '@sveltejs/kit';
import { searchFlagChoices } from '#lib/server/flags/list-flag-choices.ts';
import type { RequestHandler } from './$types';

/** Flags that this one can need first, searched by the list on its page. */
export const GET: RequestHandler = ({ locals, params, url }) =>
  json(searchFlagChoices(locals.hoist, params.key, (url.searchParams.get('search') ?? '').slice(0, 200)));
