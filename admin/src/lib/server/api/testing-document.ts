import { Ajv2020 } from 'ajv/dist/2020.js';
import { openApiDocument } from './openapi.ts';
import type { JsonSchema } from './testing-draw.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, validateFormats: false });
ajv.addKeyword('components');
ajv.addSchema({ $id: 'doc:api', components: openApiDocument.components }, undefined, undefined, false);

const compiled = new Map<string, ReturnType<typeof ajv.compile>>();

/** Describes how a value departs from a schema of the document; empty if it fits. */
export function checkAgainst(schema: JsonSchema, value: unknown): string {
  const text = JSON.stringify(schema).replaceAll('"#/components/', '"doc:api#/components/');
  const validate = compiled.get(text) ?? ajv.compile(JSON.parse(text) as object);
  compiled.set(text, validate);
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

/** One operation as the document describes it. */
export interface Documented {
  readonly operationId: string;
  readonly parameters: readonly {
    readonly name: string;
    readonly in: 'path' | 'query' | 'header';
    readonly required?: boolean;
    readonly schema: JsonSchema;
  }[];
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: JsonSchema } };
  };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: JsonSchema }>> }>
  >;
}

/** The operations of the document by method and path: `GET /api/v1/flags`. */
export const documented: ReadonlyMap<string, Documented> = new Map(
  Object.entries(openApiDocument.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation as Documented] as const,
    ),
  ),
);

/** Describes how an answer departs from the document; empty if it fits. */
export function checkAnswer(operation: Documented, status: number, type: string, body: unknown): string {
  const described = operation.responses[status] ?? operation.responses['default'];
  const schema = described?.content?.[type.replace(/;.*/, '')]?.schema;
  if (status === 204) return '';
  if (!schema) return `${operation.operationId} may not answer ${status} as '${type}'.`;
  // What is text has no structure to check.
  return type.startsWith('text/') ? '' : checkAgainst(schema, body);
}

/** Describes how an answer departs from the document's schema of problems; empty if it fits. */
export function checkProblem(type: string, body: unknown): string {
  if (!type.startsWith('application/problem+json')) return `It is '${type}' and no problem.`;
  return checkAgainst({ $ref: '#/components/schemas/Problem' }, body);
}
