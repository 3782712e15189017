import { isUtf8 } from 'node:buffer';
import { findExcess, isJsonObject, isLongerThan, limits } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { fail } from './answer.ts';
import type { Answer } from './answer.ts';

/** Limits of a request; the message of a refusal names the limit. */
export const requestLimits = { bytes: 65_536, depth: 16, entries: 1_000 } as const;

/** The context of a request, or the answer that refuses it. */
export type ReadContext = { readonly context: JsonObject } | { readonly refusal: Answer };

const empty: ReadContext = { context: {} };

/**
 * Reads the context from a request's body, or returns the refusal to send. No body, `{}` and `{"context":null}` are
 * an empty context, because clients send all three.
 */
export function readContext(body: Buffer): ReadContext {
  if (body.length === 0) return empty;
  if (!isUtf8(body)) return refuse('PARSE_ERROR', 'The body is not valid UTF-8. Send JSON encoded as UTF-8.');
  let document: Json;
  try {
    document = JSON.parse(body.toString('utf8')) as Json;
  } catch (error) {
    return refuse(
      'PARSE_ERROR',
      `The body is not valid JSON: ${error instanceof Error ? error.message : 'it cannot be read'}.`,
    );
  }
  if (!isJsonObject(document))
    return refuse(
      'INVALID_CONTEXT',
      'The body must be a JSON object like {"context":{"targetingKey":"..."}}.',
    );
  const wrong = findExcess(document, requestLimits);
  if (wrong) return refuse('PARSE_ERROR', wrong);
  const context = Object.hasOwn(document, 'context') ? document['context'] : null;
  if (context === null || context === undefined) return empty;
  if (!isJsonObject(context)) return refuse('INVALID_CONTEXT', "'context' must be a JSON object.");
  return checkTargetingKey(context);
}

function checkTargetingKey(context: JsonObject): ReadContext {
  const targetingKey = Object.hasOwn(context, 'targetingKey') ? context['targetingKey'] : undefined;
  if (targetingKey === undefined || targetingKey === null) return { context };
  if (typeof targetingKey !== 'string') return refuse('INVALID_CONTEXT', "'targetingKey' must be a text.");
  if (isLongerThan(targetingKey, limits.targetingKey)) {
    return refuse('INVALID_CONTEXT', `'targetingKey' has at most ${limits.targetingKey} characters.`);
  }
  return { context };
}

function refuse(errorCode: string, errorDetails: string): ReadContext {
  return { refusal: fail(400, { errorCode, errorDetails }) };
}
