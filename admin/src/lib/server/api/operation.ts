import { strictly } from '@hoist/core';
import { z } from 'zod';

/** The methods that operations have; GET answers HEAD as well. */
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Described<Query extends z.ZodObject> {
  readonly method: Method;
  /** With its parameters in braces: `/api/v1/flags/{key}`. */
  readonly path: string;
  /** Its `operationId`. */
  readonly id: string;
  readonly summary: string;
  readonly query?: Query;
  /** What the body has to be; left out for no body. */
  readonly request?: z.ZodType;
  /** What it answers; left out for an answer without a body. */
  readonly response?: z.ZodType;
  readonly status?: 201;
  /** Answers the ETag of what it answers. */
  readonly tagged?: true;
  /** Needs the ETag of what it changes as If-Match. */
  readonly conditional?: true;
}

/** One method of one address: what its route checks, and what `/api/openapi.json` says of it. */
export interface Operation<Query extends z.ZodObject = z.ZodObject> extends Described<Query> {
  readonly query: Query;
}

/** Describes an operation; its query takes no parameters where it names none. */
export function defineOperation<Shape extends z.core.$ZodLooseShape = Record<never, never>>(
  operation: Described<z.ZodObject<Shape>>,
): Operation<z.ZodObject<Shape>> {
  return { ...operation, query: operation.query ?? (z.object({}) as unknown as z.ZodObject<Shape>) };
}

/** The named schemas of requests and of answers, for `components` of the document. */
export const components = {
  input: z.registry<{ id: string }>(),
  output: z.registry<{ id: string }>(),
};

/** Names a schema of a request. It refuses fields that it does not have, as the API does. */
export function namedInput<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  const strict = strictly(schema);
  components.input.add(strict, { id });
  return strict;
}

/** Names a schema of an answer. */
export function named<Schema extends z.ZodType>(id: string, schema: Schema): Schema {
  components.output.add(schema, { id });
  return schema;
}

/** What a list of these answers. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
