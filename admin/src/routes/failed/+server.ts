import { requirePerson } from '#lib/server/rights.ts';
import { logPageFailure } from '#lib/server/page-failures.ts';
import type { RequestHandler } from './$types';

/** A page says that it failed in somebody's browser. */
export const POST: RequestHandler = async ({ locals, request }) => {
  logPageFailure(requirePerson(locals.person), await request.text());
  return new Response(null, { status: 204 });
};
