import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'src', 'routes');
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'fallback'];

/**
 * Everything that the admin answers, read from its route files: `GET /flags/[key]` for a page, `POST /flags/[key]?/save`
 * for an action of its form (`POST /preferences` for the only one), `PUT /api/v1/regions` for a method of the API.
 */
export async function listRoutes(): Promise<readonly string[]> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) =>
    file.replaceAll('\\', '/'),
  );
  const listed = files.map(async (file) => {
    const path = `/${file.slice(0, Math.max(0, file.lastIndexOf('/')))}`;
    if (file.endsWith('+server.ts')) return listMethods(path, await load(file));
    if (file.endsWith('+page.server.ts')) return listActions(path, await load(file));
    return /(?:^|\/)\+page\.svelte$/.test(file) ? [`GET ${path}`] : [];
  });
  return [...new Set((await Promise.all(listed)).flat())].sort();
}

function load(file: string): Promise<Readonly<Record<string, unknown>>> {
  return import(join(folder, file)) as Promise<Readonly<Record<string, unknown>>>;
}

function listMethods(path: string, module: Readonly<Record<string, unknown>>): string[] {
  return methods.filter((method) => method in module).map((method) => `${method} ${path}`);
}

/** A page without a component has a `load` that leads on. */
function listActions(path: string, module: Readonly<Record<string, unknown>>): string[] {
  const actions = Object.keys((module['actions'] ?? {}) as object);
  return [
    ...(module['load'] ? [`GET ${path}`] : []),
    ...actions.map((name) => `POST ${path}${name === 'default' ? '' : `?/${name}`}`),
  ];
}
