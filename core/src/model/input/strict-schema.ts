import { z } from 'zod';
import { findNearest } from './find-nearest.ts';

const strict = new WeakMap<z.ZodType, z.ZodType>();

/** The names that an object has, by the list of those that it refused: zod has one message for that whole list. */
const namesBeside = new WeakMap<readonly string[], readonly string[]>();

/** Of so many unknown fields of one object it is said that there are none: an answer stays short. */
const mostDescribed = 20;

/**
 * The same schema, except that objects refuse fields that they do not have, at every depth, and name the nearest field that
 * they do have. Made once for each schema. What a transformation gives, and objects that say what other fields they take, stay
 * as they are.
 */
export function strictly<Schema extends z.ZodType>(schema: Schema): Schema {
  let made = strict.get(schema);
  if (!made) strict.set(schema, (made = makeStrict(schema)));
  return made as Schema;
}

function makeStrict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) return strictObject(schema);
  if (schema instanceof z.ZodArray) return replace(schema, { element: strictly(typeOf(schema.def.element)) });
  if (schema instanceof z.ZodRecord)
    return replace(schema, { valueType: strictly(typeOf(schema.def.valueType)) });
  if (schema instanceof z.ZodTuple)
    return replace(schema, { items: schema.def.items.map((item) => strictly(typeOf(item))) });
  if (schema instanceof z.ZodUnion)
    return replace(schema, { options: schema.def.options.map((option) => strictly(typeOf(option))) });
  if (schema instanceof z.ZodPipe) return replace(schema, { in: strictly(typeOf(schema.def.in)) });
  if (schema instanceof z.ZodLazy) {
    const { getter } = schema.def;
    return replace(schema, { getter: () => strictly(typeOf(getter())) });
  }
  if ('innerType' in schema.def && schema.def.innerType instanceof z.ZodType)
    return replace(schema, { innerType: strictly(schema.def.innerType) });
  return schema;
}

function strictObject(schema: z.ZodObject): z.ZodType {
  const names = Object.keys(schema.shape);
  const shape = Object.fromEntries(
    Object.entries(schema.shape).map(([name, field]) => [name, strictly(typeOf(field))]),
  );
  if (schema.def.catchall && !(schema.def.catchall instanceof z.ZodNever)) return replace(schema, { shape });
  const before = schema.def.error as z.core.$ZodErrorMap | undefined;
  const error: z.core.$ZodErrorMap = (issue) => {
    if (issue.code === 'unrecognized_keys') namesBeside.set(issue.keys as string[], names);
    return before?.(issue);
  };
  return replace(schema, { shape, catchall: z.never(), error });
}

/** Says of each field that a strict schema refused that there is none of that name, and which name is nearest. */
export function describeUnknown(unknown: readonly string[]): { name: string; message: string }[] {
  const names = namesBeside.get(unknown);
  return unknown
    .slice(0, mostDescribed)
    .map((name) => ({ name, message: `There is no field '${name}' here${nextStep(name, names)}` }));
}

function nextStep(unknown: string, names: readonly string[] | undefined): string {
  if (!names) return '. Leave it out.';
  if (names.length === 0) return ': this takes no fields. Leave it out.';
  const nearest = findNearest(unknown, names);
  if (nearest !== undefined) return `. Did you mean '${nearest}'?`;
  return `. Leave it out; there ${names.length === 1 ? 'is' : 'are'} ${names.join(', ')}.`;
}

function replace<Schema extends z.ZodType>(schema: Schema, changed: object): Schema {
  // A child of the schema that it stands for has its metadata, such as the limits that JSON Schema is told.
  return schema.clone({ ...schema.def, ...changed } as never, { parent: true }) as Schema;
}

/** zod's classes hold each other by the interfaces of its core. */
function typeOf(inner: z.core.$ZodType): z.ZodType {
  return inner as z.ZodType;
}
