import { requirePerson } from '#lib/server/access/rights.ts';
import { logPageFailure } from '#lib/server/platform/page-failures.ts';
import type { RequestHandler } from './$types';

/** A page says that it failed in somebody's browser. */
export const POST: RequestHandler = async ({ locals, request }) => {
  logPageFailure(requirePerson(locals.person), await request.text());
  return new Response(null, { status: 204 });
};
