import { findExcess, isJsonObject } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { UseCaseError } from '../errors/use-case-error.ts';

/** The greatest body of a request that takes JSON, in bytes. */
export const mostJsonBytes = 512 * 1_024;
/** The same media types that relays accept. */
const jsonType = /^application\/(?:[\w.+-]+\+)?json *(?:; *charset *= *"?utf-8"? *)?;? *$/i;
/**
 * Limits above those of any schema, so that a list that is too long is refused by its schema, with the schema's
 * message.
 */
const jsonLimits = { depth: 32, entries: 100_000 };

/** Reads the bytes of a request's body; throws UseCaseError 413 if there are too many. */
export async function readBytes(request: Request, most = mostJsonBytes): Promise<Uint8Array> {
  try {
    const bytes = await request.bytes();
    if (bytes.length <= most) return bytes;
  } catch (error) {
    // The server in front has its own limit, and says so while the body is read.
    if (!isTooLarge(error)) throw new UseCaseError('body-cut-off', 'Send the request again.');
  }
  throw new UseCaseError('body-too-large', `A body has at most ${most / 1_024} KiB here.`);
}

/** Returns the media type of a text; throws UseCaseError 415 if it is none of these. */
export function requireText(headers: Headers, types: readonly string[]): string {
  const [type = ''] = (headers.get('content-type') ?? '').toLowerCase().split(';', 1);
  if (!types.includes(type.trim()))
    throw new UseCaseError('unsupported-media-type', `Send ${types.join(', ')}, in UTF-8.`);
  requireUncompressed(headers);
  return type.trim();
}

/** Throws UseCaseError 415 if the content type is not JSON; a body without a type counts as JSON. */
export function requireJson(headers: Headers): void {
  const type = headers.get('content-type');
  if (type !== null && !jsonType.test(type))
    throw new UseCaseError('unsupported-media-type', 'Send JSON as application/json in UTF-8.');
  requireUncompressed(headers);
}

function requireUncompressed(headers: Headers): void {
  const encoding = headers.get('content-encoding');
  if (encoding !== null && encoding !== 'identity')
    throw new UseCaseError('unsupported-media-type', 'Send the body uncompressed.');
}

/** Parses a body as a JSON object; throws UseCaseError 400 if it is not one. */
export function parseBody(bytes: Uint8Array): JsonObject {
  const value = parseJson(decode(bytes));
  const excess = findExcess(value, jsonLimits);
  if (excess) throw new UseCaseError('malformed-body', excess);
  if (isJsonObject(value)) return value;
  throw new UseCaseError('malformed-body', 'It is not a JSON object. Send one.');
}

/** Decodes the bytes of a body; throws UseCaseError 400 if they are not UTF-8. */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UseCaseError('malformed-body', 'It is not valid UTF-8. Send it as UTF-8.');
  }
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const detail = error instanceof Error ? `${error.message}.` : 'It cannot be read.';
    throw new UseCaseError('malformed-body', `It is not valid JSON: ${detail}`);
  }
}

function isTooLarge(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'status' in error && error.status === 413;
}
