import { json } from '@sveltejs/kit';
import { findAnything } from '#lib/server/home/find-anything.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, url }) =>
  json(findAnything(locals.hoist, (url.searchParams.get('search') ?? '').slice(0, 200)));
