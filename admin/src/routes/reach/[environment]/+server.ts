import { json } from '@sveltejs/kit';
import { reachOf } from '#lib/server/environments/relays.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) =>
  json(await reachOf(locals.hoist, params.environment));
