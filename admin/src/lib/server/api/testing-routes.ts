import { join } from 'node:path';
import type { RequestEvent, RequestHandler } from '@sveltejs/kit';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { peopleContextOf } from '../testing.ts';
import type { Operation } from './operation.ts';

const routes = join(import.meta.dirname, '../../../routes');

/** The parts of a request to an operation. */
export interface Sent {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Calls an operation's route as the server does for a signed-in person. */
export async function callRoute(
  { hoist, person }: { readonly hoist: AdminContext; readonly person: Person },
  { path, method }: Operation,
  { params = {}, query = {}, headers = {}, body }: Sent = {},
): Promise<Response> {
  const file = join(routes, path.replaceAll(/\{(\w+)\}/g, '[$1]'), '+server.ts');
  const handlers = (await import(file)) as Readonly<Record<string, RequestHandler>>;
  const handler = handlers[method];
  if (!handler) throw new Error(`${file} has no ${method}.`);
  const url = new URL(
    path.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
    'http://localhost',
  );
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const sent = new Headers(headers);
  if (body !== undefined) sent.set('content-type', 'application/json');
  const text = body === undefined ? null : JSON.stringify(body);
  const request = new Request(url, { method, headers: sent, body: text });
  const locals = { hoist, person, admin: peopleContextOf(hoist) };
  return handler({ locals, request, url, params } as unknown as RequestEvent);
}
