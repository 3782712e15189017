import { isJsonObject } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';

/** A value without the fields that its JSON Schema marks `readOnly`, at any depth. */
export function withoutReadOnly(value: Json, schema: Json): Json {
  return strip(value, formsOf(schema, schema), schema);
}

/** `forms` are the schemas that describe this value; `root` is what references start from. */
function strip(value: Json, forms: readonly JsonObject[], root: Json): Json {
  const below = (child: Json, toSchema: (form: JsonObject) => Json | undefined) =>
    strip(
      child,
      forms.flatMap((form) => formsOf(toSchema(form), root)),
      root,
    );
  if (Array.isArray(value))
    return value.map((entry: Json, index) => below(entry, (form) => schemaOfEntry(form, index)));
  if (!isJsonObject(value)) return value;
  const isReadOnly = (name: string) =>
    forms.some((form) =>
      formsOf(schemaOfField(form, name), root).some((field) => field['readOnly'] === true),
    );
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isReadOnly(name))
      .map(([name, field]) => [name, below(field, (form) => schemaOfField(form, name))]),
  );
}

function schemaOfField({ properties, additionalProperties }: JsonObject, name: string): Json | undefined {
  const known = isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
  return known ?? additionalProperties;
}

function schemaOfEntry({ prefixItems, items }: JsonObject, index: number): Json | undefined {
  const first = Array.isArray(prefixItems) ? (prefixItems as readonly Json[])[index] : undefined;
  return first ?? items;
}

/** A schema, what it refers to, and all of its alternatives and parts. */
function formsOf(schema: Json | undefined, root: Json): readonly JsonObject[] {
  if (!isJsonObject(schema)) return [];
  const { $ref, allOf, anyOf, oneOf } = schema;
  const parts = [allOf, anyOf, oneOf].flatMap((list) =>
    Array.isArray(list) ? (list as readonly Json[]) : [],
  );
  const referred = typeof $ref === 'string' ? resolve($ref, root) : undefined;
  return [schema, ...[...parts, referred].flatMap((part) => formsOf(part, root))];
}

/** What a reference within the schema names: `#` or `#/$defs/step`. */
function resolve(ref: string, root: Json): Json | undefined {
  const steps = ref.split('/').slice(1);
  return steps.reduce<Json | undefined>((at, step) => (isJsonObject(at) ? at[step] : undefined), root);
}
