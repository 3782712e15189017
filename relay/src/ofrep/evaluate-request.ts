import { evaluate, evaluateAll } from '@hoist/core';
import type { Clock, CompiledRuleset, JsonObject, Resolution } from '@hoist/core';
import { fail } from './answer.ts';
import type { Answer } from './answer.ts';
import { writeBulk } from './bulk-body.ts';
import type { StreamOffer } from './stream-offer.ts';
import { matchesEntityTag, toEntityTag } from './entity-tag.ts';

type Audience = 'server' | 'client';

/** A ruleset, and the context it is evaluated for. */
export interface Question {
  readonly ruleset: CompiledRuleset;
  readonly audience: Audience;
  readonly context: JsonObject;
  readonly clock: Clock;
  /** Called once for every flag evaluated. */
  readonly count: (resolution: Resolution) => void;
}

/** A question for all flags. */
export interface BulkQuestion extends Question {
  /** The stream of hints to offer; undefined while there is no place for another stream. */
  readonly offer: StreamOffer | undefined;
  /** The cursor of what the answer holds; the reader's stream begins with it. */
  readonly seen: string;
}

/**
 * Answers one flag. For a key of scope client, a flag that is not visible to clients is answered as one that does not
 * exist.
 */
export function answerSingle(question: Question, flagKey: string): Answer {
  const { ruleset, audience, context, clock, count } = question;
  const flag = ruleset.flags.get(flagKey);
  if (!flag || (audience === 'client' && !flag.clientVisible))
    return unknownFlag(flagKey, ruleset.environment);
  const resolution = evaluate(ruleset, flagKey, context, clock);
  count(resolution);
  return {
    status: resolution.errorCode === undefined ? 200 : toStatus(resolution.errorCode),
    body: resolution.ofrep,
    bytes: resolution.ofrepBytes,
  };
}

/** Answers all flags in a stable order; a flag that fails does not affect the others. */
export function answerBulk(question: BulkQuestion, ifNoneMatch: string | undefined): Answer {
  const { ruleset, audience, context, clock, count, offer, seen } = question;
  const resolutions = evaluateAll(ruleset, context, clock, audience);
  for (const resolution of resolutions) count(resolution);
  const headers = {
    ETag: toEntityTag({ environment: ruleset.environment, audience, offer: offer?.mark }, resolutions),
  };
  if (matchesEntityTag(ifNoneMatch, headers.ETag)) return { status: 304, body: undefined, headers };
  return { status: 200, headers, ...writeBulk(resolutions, ruleset.environment, offer?.textAt(seen)) };
}

function unknownFlag(key: string, environment: string): Answer {
  const errorDetails = `Flag '${key.slice(0, 128)}' was not found in ${environment}. Create it in the admin, or check the key.`;
  return fail(404, { key, errorCode: 'FLAG_NOT_FOUND', errorDetails });
}

function toStatus(errorCode: string): number {
  if (errorCode === 'FLAG_NOT_FOUND') return 404;
  return errorCode === 'GENERAL' ? 500 : 400;
}
