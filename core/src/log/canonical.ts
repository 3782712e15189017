import type { Json } from '../model/json.ts';

/** Thrown by {@link canonicalize} for a value that has no single, safe text; `path` is a JSON pointer. */
export class NotCanonicalError extends Error {
  override readonly name = 'NotCanonicalError';
  readonly path: string;

  constructor(path: string, reason: string) {
    super(`${path === '' ? 'The value' : `The value at ${path}`} cannot be stored: ${reason}.`);
    this.path = path;
  }
}

/**
 * The canonical JSON text of a value (RFC 8785): keys sorted by UTF-16 code units, no white space, ECMAScript numbers.
 * Refuses what two readers could read differently: lone surrogates, array holes, `undefined`, non-finite numbers and
 * integers beyond 2^53 - 1.
 */
export function canonicalize(value: Json): string {
  return write(value, '');
}

function write(value: unknown, path: string): string {
  switch (typeof value) {
    case 'string':
      return writeString(value, path);
    case 'number':
      return writeNumber(value, path);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value)
        ? writeArray(value, path)
        : writeObject(value as Record<string, unknown>, path);
    default:
      throw new NotCanonicalError(path, `${typeof value} is not JSON`);
  }
}

function writeString(value: string, path: string): string {
  if (!value.isWellFormed()) throw new NotCanonicalError(path, 'it holds half of a surrogate pair');
  return JSON.stringify(value);
}

function writeNumber(value: number, path: string): string {
  if (!Number.isFinite(value)) throw new NotCanonicalError(path, `${value} is not a JSON number`);
  if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
    throw new NotCanonicalError(
      path,
      'integers beyond 2^53 - 1 lose digits in some readers; write it as a string',
    );
  }
  return JSON.stringify(value);
}

function writeArray(value: readonly unknown[], path: string): string {
  let text = '[';
  for (let index = 0; index < value.length; index++) {
    if (!(index in value)) throw new NotCanonicalError(`${path}/${index}`, 'it is a hole in a list');
    if (index > 0) text += ',';
    text += write(value[index], `${path}/${index}`);
  }
  return `${text}]`;
}

function writeObject(value: Record<string, unknown>, path: string): string {
  let text = '{';
  for (const key of Object.keys(value).sort()) {
    if (value[key] === undefined) continue;
    const place = `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    if (text.length > 1) text += ',';
    text += `${writeString(key, place)}:${write(value[key], place)}`;
  }
  return `${text}}`;
}
