import { isJsonObject } from '../model/json.ts';
import type { Json } from '../model/json.ts';
import { findNearest } from '../model/input/find-nearest.ts';

/**
 * What a text or a number of a plugin's schema means, so that a form can offer what there is instead of asking for it by
 * heart. An author writes it as `format`: `z.string().meta({ format: 'segment' })`. The table in the plugin guide says which
 * control each gives.
 */
export const hints = [
  'variant',
  'segment',
  'region',
  'time-zone',
  'local-date-time',
  'attribute',
  'percent',
] as const;
/** The name of a hint. */
export type Hint = (typeof hints)[number];

/** Formats that JSON Schema defines, or that zod gives for its own checks (`z.email()`). They say nothing to a form. */
const otherFormats = [
  ...[
    'date-time',
    'date',
    'time',
    'duration',
    'email',
    'idn-email',
    'hostname',
    'idn-hostname',
    'ipv4',
    'ipv6',
  ],
  ...['uri', 'uri-reference', 'uri-template', 'iri', 'iri-reference', 'uuid', 'json-pointer', 'regex'],
  ...[
    'relative-json-pointer',
    'json-string',
    'base64',
    'base64url',
    'cidrv4',
    'cidrv6',
    'cuid',
    'cuid2',
    'ulid',
  ],
  ...['xid', 'ksuid', 'nanoid', 'emoji', 'e164', 'jwt', 'mac'],
];

const known: ReadonlySet<Json> = new Set<Json>([...hints, ...otherFormats]);

/** Says which `format` in a JSON Schema is neither a hint nor a known format, and what was probably meant; or nothing. */
export function findUnknownHint(schema: Json): string | undefined {
  if (Array.isArray(schema)) return firstUnknown(schema);
  if (!isJsonObject(schema)) return undefined;
  const { format } = schema;
  if (typeof format === 'string' && !known.has(format)) return describeHint(format);
  return firstUnknown(Object.entries(schema).flatMap(([keyword, inner]) => schemasIn(keyword, inner)));
}

/** What stands at a keyword: by name in some, a value in others, and else schemas. */
function schemasIn(keyword: string, inner: Json): readonly Json[] {
  if (['default', 'const', 'enum', 'examples'].includes(keyword)) return [];
  return ['properties', '$defs'].includes(keyword) && isJsonObject(inner) ? Object.values(inner) : [inner];
}

function firstUnknown(schemas: readonly Json[]): string | undefined {
  for (const schema of schemas) {
    const unknown = findUnknownHint(schema);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
}

function describeHint(format: string): string {
  const nearest = findNearest(format, hints);
  const next = nearest === undefined ? `Hints are ${hints.join(', ')}.` : `Did you mean '${nearest}'?`;
  return `There is no hint '${format}'. ${next}`;
}
