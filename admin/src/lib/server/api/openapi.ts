import { z } from 'zod';
import { components } from './operation.ts';
import type { Operation } from './operation.ts';
import { operations } from './operations.ts';
import { problemSchema } from './problem-schema.ts';

/** A JSON Schema as used in OpenAPI 3.1. */
type JsonSchema = Readonly<Record<string, unknown>>;

const uri = (id: string) => `#/components/schemas/${id}`;
const ref = (id: string): JsonSchema => ({ $ref: uri(id) });
const text: JsonSchema = { type: 'string' };
const etag: JsonSchema = { type: 'string', pattern: '^"[0-9a-f]{64}"$' };
const idempotencyKey: JsonSchema = { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' };
const problem = {
  description: 'The request is refused; `code` and `detail` say why, with the next step.',
  content: { 'application/problem+json': { schema: ref(nameOf('Problem', problemSchema)) } },
};

/** The OpenAPI 3.1 document of the REST API, generated from the schemas that parse requests and describe answers. */
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
  components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: toSchemas() },
};

function toPaths(list: readonly Operation[]): Record<string, Record<string, unknown>> {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of list)
    (paths[operation.path] ??= {})[operation.method.toLowerCase()] = toOperation(operation);
  return paths;
}

function toOperation(operation: Operation): unknown {
  const { id, summary, request, response, tagged, takesText, answersText } = operation;
  const status = operation.status ?? (response || answersText !== undefined ? 200 : 204);
  const body = (schema: JsonSchema) => ({ content: { 'application/json': { schema } } });
  return {
    operationId: id,
    summary,
    parameters: toParameters(operation),
    ...(request && { requestBody: { required: true, ...body(ref(nameOfInput(request))) } }),
    ...(takesText && { requestBody: { required: true, content: toTextContent(takesText.types) } }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(tagged && { headers: { ETag: { required: true, schema: etag } } }),
        ...(answersText !== undefined && { content: toTextContent([answersText]) }),
        ...(response && body(ref(nameOf(`${id.charAt(0).toUpperCase()}${id.slice(1)}Answer`, response)))),
      },
      default: problem,
    },
  };
}

function toTextContent(types: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(types.map((type) => [type, { schema: text }]));
}

function toParameters({ path, method, query, conditional }: Operation): unknown[] {
  const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return [
    ...places.map((name) => ({ name, in: 'path', required: true, schema: text })),
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
    ...(conditional ? [{ name: 'If-Match', in: 'header', required: true, schema: etag }] : []),
    ...(method === 'GET' ? [] : [{ name: 'Idempotency-Key', in: 'header', schema: idempotencyKey }]),
  ];
}

/** Returns the name of an answer's schema; a schema without a name gets `id`. */
function nameOf(id: string, schema: z.ZodType): string {
  if (!components.output.has(schema)) components.output.add(schema, { id });
  return components.output.get(schema)?.id ?? id;
}

function nameOfInput(schema: z.ZodType): string {
  const id = components.input.get(schema)?.id;
  if (id === undefined) throw new Error('A schema of a request has no name: make it with namedInput.');
  return id;
}

/** Converts all named schemas: those of answers as output, those of requests as input. */
function toSchemas(): Record<string, JsonSchema> {
  const written = z.toJSONSchema(components.output, { uri }).schemas;
  const sent = z.toJSONSchema(components.input, { uri, io: 'input' }).schemas;
  return Object.fromEntries(
    Object.entries({ ...written, ...sent }).map(([name, { $schema: _, $id: __, ...schema }]) => [
      name,
      schema,
    ]),
  );
}
