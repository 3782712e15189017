import type { IncomingMessage, ServerResponse } from 'node:http';
import { isMistypedKey } from '@hoist/core';
import type { Resolution } from '@hoist/core';
import type { TrustedProxies } from '@hoist/store/process';
import type { Credential, Credentials } from '../http/credentials.ts';
import { readKey } from '../http/credentials.ts';
import type { KeyLookup, Lookup } from '../http/key-lookup.ts';
import type { FaultLog } from '../management/fault-log.ts';
import type { Metrics } from '../management/metrics.ts';
import { bytesOf, encodingOf, fail } from './answer.ts';
import type { Answer } from './answer.ts';
import { corsHeaders, toPreflight } from './cors.ts';
import { answerBulk, answerSingle } from './evaluate-request.ts';
import { readBody } from './read-body.ts';
import type { Body } from './read-body.ts';
import { readContext, requestLimits } from './read-context.ts';
import { readCursor } from '../streams/cursor.ts';
import type { Cursor } from '../streams/cursor.ts';
import type { Broadcaster } from '../streams/broadcaster.ts';
import type { StreamHub } from '../streams/stream-hub.ts';
import type { Clocks } from '../sync/environment-feed.ts';
import type { EnvironmentFeeds } from '../sync/environment-feeds.ts';
import type { SourceFollower } from '../sync/source-follower.ts';
import { readRoute } from './route.ts';
import type { Route } from './route.ts';

/** What the OFREP handler needs from the relay. */
export interface OfrepHost {
  readonly credentials: Credentials;
  /** Looks up keys that are not known yet. */
  readonly keys: KeyLookup;
  readonly feeds: Pick<EnvironmentFeeds, 'current'>;
  /** The streams of each environment that has served something. */
  readonly broadcaster: Pick<Broadcaster, 'of'>;
  readonly streams: Pick<StreamHub, 'hasRoom'>;
  /** Tells whether every environment has a keyring and a ruleset. */
  readonly following: Pick<SourceFollower, 'isComplete'>;
  readonly draining: boolean;
  readonly clocks: Pick<Clocks, 'now'>;
  readonly proxies: Pick<TrustedProxies, 'addressOf'>;
  /** Metrics for operators; what pages show is counted by the credential. */
  readonly metrics: Pick<Metrics, 'countEvaluation' | 'observe'>;
  readonly faults: FaultLog;
}

const retryAfter = { 'Retry-After': '1' };
const jsonType = /^application\/(?:[\w.+-]+\+)?json *(?:; *charset *= *"?utf-8"? *)?;? *$/i;

/**
 * Answers OFREP requests before Koa, whose context costs more than an evaluation. Returns false for every other path.
 */
export function handleOfrep(host: OfrepHost, request: IncomingMessage, response: ServerResponse): boolean {
  const route = readRoute(request.url ?? '');
  if (!route) return false;
  const startedAt = performance.now();
  const reply = (answer: Answer) => {
    host.metrics.observe(route.kind, answer.status, startedAt);
    send(host, response, answer);
  };
  if (request.method === 'OPTIONS') {
    response.writeHead(204, toPreflight(request.headers)).end();
    request.resume();
    return true;
  }
  const refusal = refuseUnread(request);
  if (refusal) {
    request.resume();
    reply(refusal);
    return true;
  }
  readBody(request, (body) => {
    if (body === 'aborted') return;
    if (body === 'too-large') response.shouldKeepAlive = false;
    const replyTo = (credential: Lookup) => reply(answerSafely(host, request, { route, body, credential }));
    const key = readKey(request.headers);
    if (body === 'too-large' || key === undefined) return replyTo('unknown');
    const credential = host.credentials.find(key, host.clocks.now());
    if (credential && !lacksNamed(host, request, credential)) return replyTo(credential);
    void findAndReach(host, request, key).then((found) => {
      if (!response.destroyed) replyTo(found);
    });
  });
  return true;
}

/** Reads the cursor that a client received with a hint; undefined if the request has none. */
function readNamed({ url = '' }: IncomingMessage): Cursor | undefined {
  if (!url.includes('flagConfigEtag=')) return undefined;
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  return readCursor(query.get('flagConfigEtag') ?? undefined);
}

/** True if a hint of another relay named a version that this relay does not serve yet. */
function lacksNamed(host: OfrepHost, request: IncomingMessage, { environment }: Credential): boolean {
  const named = readNamed(request);
  return named !== undefined && host.broadcaster.of(environment)?.lacks(named) === true;
}

/**
 * Finds the credential of a key, in the store if necessary, and waits up to about a second for the version that a
 * hint named.
 */
async function findAndReach(host: OfrepHost, request: IncomingMessage, key: string): Promise<Lookup> {
  const found = await host.keys.find(key);
  const named = readNamed(request);
  if (typeof found === 'string' || !named) return found;
  const listeners = host.broadcaster.of(found.environment);
  if (listeners?.lacks(named)) await listeners.reach(named, () => host.keys.refresh());
  return found;
}

function refuseUnread({ method, headers }: IncomingMessage): Answer | undefined {
  if (method !== 'POST') {
    const errorDetails = `${method} is not allowed here. Use POST with a body like {"context":{"targetingKey":"..."}}.`;
    return fail(405, { errorCode: 'GENERAL', errorDetails, headers: { Allow: 'POST, OPTIONS' } });
  }
  const type = headers['content-type'];
  if (type !== undefined && type !== 'application/json' && !jsonType.test(type)) {
    return fail(415, { errorCode: 'GENERAL', errorDetails: 'Send the body as application/json in UTF-8.' });
  }
  const encoding = headers['content-encoding'];
  if (encoding === undefined || encoding === 'identity') return undefined;
  return fail(415, { errorCode: 'GENERAL', errorDetails: 'Send the body uncompressed.' });
}

interface Asked {
  readonly route: Route;
  readonly body: Exclude<Body, 'aborted'>;
  readonly credential: Lookup;
}

function answerSafely(host: OfrepHost, request: IncomingMessage, asked: Asked): Answer {
  try {
    return answer(host, request, asked);
  } catch (error) {
    host.faults.request(error);
    const key = asked.route.kind === 'single' ? { key: asked.route.flag } : {};
    return fail(500, {
      ...key,
      errorCode: 'GENERAL',
      errorDetails: 'The relay failed to evaluate. See its log.',
    });
  }
}

function answer(host: OfrepHost, request: IncomingMessage, { route, body, credential }: Asked): Answer {
  if (body === 'too-large') {
    return fail(413, {
      errorCode: 'GENERAL',
      errorDetails: `The body is too large: at most ${requestLimits.bytes} bytes.`,
    });
  }
  if (credential === 'unsure') return host.following.isComplete ? unsure() : notLoaded();
  if (credential === 'unknown')
    return host.following.isComplete ? unauthorized(readKey(request.headers)) : notLoaded();
  const current = host.feeds.current(credential.environment);
  if (!current) return notLoaded();
  if (route.kind === 'bad-key') {
    return fail(400, {
      key: '',
      errorCode: 'PARSE_ERROR',
      errorDetails: 'The flag key in the URL is not valid percent-encoding.',
    });
  }
  const read = readContext(body);
  if ('refusal' in read) return route.kind === 'single' ? withKey(read.refusal, route.flag) : read.refusal;
  const { environment, scope: audience } = credential;
  const counter = route.kind === 'single' ? credential.single : credential.bulk;
  const count = (resolution: Resolution) => {
    counter.count(resolution);
    host.metrics.countEvaluation(environment, resolution);
    host.faults.evaluation(current.ruleset, resolution);
  };
  const question = { ...current, audience, context: read.context, count };
  if (route.kind === 'single') return answerSingle(question, route.flag);
  const hasRoom = host.streams.hasRoom(credential.streamKey, host.proxies.addressOf(request));
  const offer = hasRoom ? credential.offer : undefined;
  const seen = host.broadcaster.of(environment)?.hints[audience].standing.text ?? '';
  return answerBulk({ ...question, offer, seen }, request.headers['if-none-match']);
}

/** Adds `key` to an error: clients read its code only if the key is there. */
function withKey({ status, body }: Answer, key: string): Answer {
  return { status, body: `{"key":${JSON.stringify(key)},${(body ?? '{}').slice(1)}` };
}

function unauthorized(key: string | undefined): Answer {
  return fail(401, { errorCode: 'GENERAL', errorDetails: describeKey(key) });
}

function describeKey(key: string | undefined): string {
  if (key === undefined)
    return 'No key was sent. Send it as "Authorization: Bearer <key>" or "X-API-Key: <key>".';
  if (isMistypedKey(key)) return 'This key is mistyped or cut off: its checksum does not fit. Copy it again.';
  return 'This key is unknown, revoked or expired. Make another on the Connect tab of a flag.';
}

function unsure(): Answer {
  const errorDetails =
    'This key is not known here yet, and the relay cannot read the newest keys now. Try again in a moment.';
  return fail(503, { errorCode: 'GENERAL', errorDetails, headers: retryAfter });
}

function notLoaded(): Answer {
  const errorDetails = 'The relay has not read its flags yet. It answers as soon as it has.';
  return fail(503, { errorCode: 'GENERAL', errorDetails, headers: retryAfter });
}

function send(host: OfrepHost, response: ServerResponse, answer: Answer): void {
  const { status, body, headers } = answer;
  if (host.draining) response.shouldKeepAlive = false;
  const always = body === undefined ? {} : toBodyHeaders(bytesOf(answer, body));
  response.writeHead(status, { ...corsHeaders, 'Cache-Control': 'no-store', ...always, ...headers });
  if (body === undefined) response.end();
  else response.end(body, encodingOf(answer, body));
}

function toBodyHeaders(bytes: number) {
  return { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': bytes };
}
