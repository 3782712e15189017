import fc from 'fast-check';

/** A JSON Schema of the document. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Draws values that fit a schema's keywords for structure, limits and patterns, among them texts of the greatest
 * length made of emoji.
 */
export function drawFrom(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { const: only, enum: choices, anyOf, oneOf, type, properties } = schema;
  if (only !== undefined) return fc.constant(only);
  if (Array.isArray(choices)) return fc.constantFrom(...(choices as unknown[]));
  const alternatives = anyOf ?? (properties ? undefined : oneOf);
  if (Array.isArray(alternatives)) return fc.oneof(...(alternatives as JsonSchema[]).map(drawFrom));
  switch (type) {
    case 'string':
      return drawText(schema);
    case 'integer':
      return fc.integer(toLimits(schema));
    case 'number':
      return fc.double({ ...toLimits(schema), noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(drawFrom(schema['items'] as JsonSchema), {
        minLength: (schema['minItems'] as number | undefined) ?? 0,
        maxLength: Math.min((schema['maxItems'] as number | undefined) ?? 3, 3),
      });
    case 'object':
      return drawObject(schema);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function toLimits({ minimum, maximum }: JsonSchema): { min: number; max: number } {
  const least = (minimum as number | undefined) ?? -1_000_000;
  return { min: Math.max(least, -1_000_000), max: Math.min((maximum as number | undefined) ?? 1e6, 1e6) };
}

function drawObject({ properties, required, propertyNames, additionalProperties }: JsonSchema) {
  if (properties) {
    // What may only come back as it was read cannot be drawn.
    const fields = Object.entries(properties as Record<string, JsonSchema>).filter(
      ([, field]) => field.readOnly !== true,
    );
    return fc.record(Object.fromEntries(fields.map(([name, schema]) => [name, drawFrom(schema)])), {
      requiredKeys: (required as string[] | undefined) ?? [],
    });
  }
  const names = propertyNames ? drawText(propertyNames as JsonSchema) : fc.string();
  return fc.dictionary(names as fc.Arbitrary<string>, drawFrom(additionalProperties as JsonSchema), {
    maxKeys: 3,
  });
}

function fits(text: string, { minLength = 0, maxLength = Infinity }: JsonSchema): boolean {
  const characters = Array.from(text).length;
  return characters >= (minLength as number) && characters <= (maxLength as number);
}

const plainLetters = fc.constantFrom(...'abcdeXYZ0189_-.~ "é');

/** Unusual texts that schemas have to handle correctly. */
const unlikely = [
  '',
  ' ',
  '  a ',
  '\u200b',
  'a\nb',
  '\u202eb',
  'new',
  '-',
  '..',
  'Everyone-Else',
  '__proto__',
  '1e3',
];

function drawText(schema: JsonSchema): fc.Arbitrary<string> {
  const { pattern, format, minLength = 0, maxLength = 40 } = schema;
  if (format === 'date-time')
    return fc.date({ noInvalidDate: true, ...fourDigits }).map((at) => at.toISOString());
  if (format === 'date')
    return fc.date({ noInvalidDate: true, ...fourDigits }).map((at) => at.toISOString().slice(0, 10));
  if (format === 'email')
    return fc.emailAddress({ size: 'small' }).filter((text) => new RegExp(String(pattern), 'u').test(text));
  const length = { minLength: minLength as number, maxLength: Math.min(maxLength as number, 40) };
  const any = fc.oneof(
    fc.string({ unit: plainLetters, ...length }),
    fc.string({ unit: 'grapheme', ...length }),
    fc.string({ unit: fc.constantFrom(...'abcXYZ019'), ...length }),
    fc.constantFrom(...unlikely).filter((text) => fits(text, schema)),
    fc.constant('🚀'.repeat(maxLength as number)),
  );
  if (typeof pattern !== 'string') return any;
  const form = new RegExp(pattern, 'u');
  // Capitals alone, for codes of regions.
  const capitals = fc.string({ unit: fc.constantFrom(...'DEUS'), minLength: 2, maxLength: 4 });
  return fc.oneof(any, capitals).filter((text) => form.test(text) && text.length >= length.minLength);
}

const fourDigits = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z') };
