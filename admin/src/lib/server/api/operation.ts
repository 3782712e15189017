import { strictly } from '@hoist/core';
import { z } from 'zod';

/** The methods of operations; GET also answers HEAD. */
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Described<Query extends z.ZodObject> {
  readonly method: Method;
  /** The path with parameters in braces: `/api/v1/flags/{key}`. */
  readonly path: string;
  /** The `operationId`. */
  readonly id: string;
  readonly summary: string;
  readonly query?: Query;
  /** The schema of the body; left out if there is none. */
  readonly request?: z.ZodType;
  /** The body is text of one of these media types, and not JSON. */
  readonly takesText?: { readonly types: readonly string[]; readonly mebibytes: number };
  /** The media type of an answer that is text, and not JSON. */
  readonly answersText?: string;
  /** The schema of the answer; left out if it has no body. */
  readonly response?: z.ZodType;
  readonly status?: 201;
  /** The answer has an ETag. */
  readonly tagged?: true;
  /** Tokens with the role `hold` may call it; the use case says what they may do by it. */
  readonly forHold?: true;
  /** The request must send the ETag of what it changes as `If-Match`. */
  readonly conditional?: true;
}

/** One method of one path: what the route checks, and how `/api/openapi.json` describes it. */
export interface Operation<Query extends z.ZodObject = z.ZodObject> extends Described<Query> {
  readonly query: Query;
}

/** Defines an operation; without `query` it accepts no query parameters. */
export function defineOperation<Shape extends z.core.$ZodLooseShape = Record<never, never>>(
  operation: Described<z.ZodObject<Shape>>,
): Operation<z.ZodObject<Shape>> {
  return { ...operation, query: operation.query ?? (z.object({}) as unknown as z.ZodObject<Shape>) };
}

/** The named schemas of requests and of answers, for the document's `components`. */
export const components = {
  input: z.registry<{ id: string }>(),
  output: z.registry<{ id: string }>(),
};

/** Names the schema of a request and makes it refuse unknown fields. */
export function namedInput<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  const strict = strictly(schema);
  components.input.add(strict, { id });
  return strict;
}

/**
 * A request with the fields that nobody sets, which may come back as they were read: the use case checks that they are the
 * same (`withoutReadOnly`).
 */
export function withReadBack<Shape extends z.core.$ZodLooseShape>(
  request: z.ZodObject<Shape>,
  fields: Readonly<Record<string, z.ZodType>>,
) {
  const description = 'Set by Hoist alone: leave it out, or send it as it was read.';
  return request.extend(
    Object.fromEntries(
      Object.entries(fields).map(([name, field]) => [
        name,
        field.optional().meta({ readOnly: true, description }),
      ]),
    ),
  );
}

/** Names the schema of an answer. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  components.output.add(schema, { id });
  return schema;
}

/** Makes the schema of a page of these items. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
