import { openApiDocument } from '#lib/server/api/openapi.ts';
import type { RequestHandler } from './$types';

const text = JSON.stringify(openApiDocument);

export const GET: RequestHandler = () =>
  new Response(text, { headers: { 'content-type': 'application/json; charset=utf-8' } });
