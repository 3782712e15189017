import { archiveOperations } from './openapi-archive-operations.ts';
import { operations } from './openapi-operations.ts';
import type { Operation } from './openapi-operations.ts';
import { number, ref, schemas, text } from './openapi-schemas.ts';

const numeric = new Set(['page', 'size', 'after']);

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
  paths: toPaths([...operations, ...archiveOperations]),
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas },
};

function toPaths(list: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of list) (paths[operation.path] ??= {})[operation.method] = toOperation(operation);
  return paths;
}

function toOperation(operation: Operation): unknown {
  const { id, summary, request, response, status = 200, tagged } = operation;
  const body = { required: true, content: { 'application/json': { schema: request } } };
  const headers = { headers: { ETag: { required: true, schema: text } } };
  return {
    operationId: id,
    summary,
    parameters: toParameters(operation),
    ...(request ? { requestBody: body } : {}),
    responses: {
      [status]: {
        description: 'Done.',
        ...(tagged ? headers : {}),
        ...(response ? { content: { 'application/json': { schema: response } } } : {}),
      },
      default: {
        description: 'What went wrong, with the next step.',
        content: { 'application/problem+json': { schema: ref('Problem') } },
      },
    },
  };
}

function toParameters({ path, method, query = [], requiredQuery = [], conditional }: Operation): unknown[] {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [
    ...places.map((name) => ({ name, in: 'path', required: true, schema: text })),
    ...query.map((name) => ({ name, in: 'query', schema: numeric.has(name) ? number : text })),
    ...requiredQuery.map((name) => ({ name, in: 'query', required: true, schema: text })),
    ...(conditional ? [{ name: 'If-Match', in: 'header', required: true, schema: text }] : []),
    ...(method === 'get' ? [] : [{ name: 'Idempotency-Key', in: 'header', schema: text }]),
  ];
}
