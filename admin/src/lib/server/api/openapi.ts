import { operations } from './openapi-operations.ts';
import type { Operation } from './openapi-operations.ts';
import { ref, schemas, text } from './openapi-schemas.ts';

/** The REST API as an OpenAPI 3.1 document, made from the schemas that check its input. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'Hoist',
    version: '1',
    description:
      'The use cases of the admin, for machines. Writes that change a thing say what they are based on: If-Match.',
    license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
  },
  servers: [{ url: '/' }],
  security: [{ token: [] }],
  paths: toPaths(operations),
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
};

function toPaths(list: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of list) (paths[operation.path] ??= {})[operation.method] = toOperation(operation);
  return paths;
}

function toOperation({
  id,
  summary,
  path,
  request,
  response,
  status = 200,
  conditional,
  ...queries
}: Operation): unknown {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) =>
    parameter(name ?? '', 'path', { required: true }),
  );
  const inQuery = (queries.query ?? []).map((name) => parameter(name, 'query', { required: false }));
  const neededQuery = (queries.requiredQuery ?? []).map((name) =>
    parameter(name, 'query', { required: true }),
  );
  const inHeader = conditional ? [parameter('If-Match', 'header', { required: true })] : [];
  const headers = conditional ? { headers: { ETag: { schema: text } } } : {};
  return {
    operationId: id,
    summary,
    parameters: [...inPath, ...inQuery, ...neededQuery, ...inHeader],
    ...(request
      ? { requestBody: { required: true, content: { 'application/json': { schema: request } } } }
      : {}),
    responses: {
      [status]: {
        description: 'Done.',
        ...headers,
        ...(response ? { content: { 'application/json': { schema: response } } } : {}),
      },
      default: {
        description: 'What went wrong, with the next step.',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    },
  };
}

function parameter(
  name: string,
  place: 'path' | 'query' | 'header',
  { required }: { required: boolean },
): unknown {
  return { name, in: place, required, schema: text };
}
