import type { IncomingMessage } from 'node:http';
import { countPageSchema, readInput } from '@hoist/core';
import type { CountPage } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import type { Middleware, ParameterizedContext } from 'koa';
import { z } from 'zod';
import type { Credential, Credentials } from '../http/credentials.ts';
import { readKey } from '../http/credentials.ts';
import type { KeyLookup } from '../http/key-lookup.ts';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import { readPosition } from './change-channel.ts';
import { newestCursor, readCursor } from '../streams/cursor.ts';
import type { CountIntake } from './count-intake.ts';
import type { EnvironmentStreams } from '../streams/environment-streams.ts';
import type { EventStream } from '../streams/event-stream.ts';
import type { Opening } from '../ofrep/hint-channel.ts';
import { readBytes } from './read-bytes.ts';
import { isSigned, readTicket } from '../ofrep/hint-ticket.ts';
import type { StreamHub, Subscription } from '../streams/stream-hub.ts';

/** What these routes need of the relay around them. */
export interface StreamDoor {
  readonly credentials: Credentials;
  /** For keys that are not known yet. */
  readonly keys: KeyLookup;
  readonly streams: StreamHub;
  /** Something failed that nobody expected; it goes into the log. */
  now(): number;
  /** The address of the client, also behind a trusted proxy. */
  addressOf(request: IncomingMessage): string;
  feed(environment: string): EnvironmentFeed | undefined;
  /** Who listens to an environment; undefined until it has served something. */
  listeners(environment: string): EnvironmentStreams<EventStream> | undefined;
  /** Bounds what server keys send. */
  readonly intake: CountIntake;
  /** Resolves only when they are stored. */
  putCounts(pages: readonly CountPage[], late: readonly CountPage[]): Promise<void>;
  /** False until every environment that should be here has keys and a ruleset. */
  complete(): boolean;
}

const mostEventBytes = 1_024 * 1_024;
const environmentPath = /^\/hoist\/v1\/environments\/(?<environment>[^/]+)\/(?<what>ruleset|changes)$/;
const eventsSchema = z.object({ pages: z.array(countPageSchema).max(100) });

/** The routes beside OFREP: rulesets and their changes for in-process providers, their counts, and hints for browsers. */
export function createHoistRoutes(door: StreamDoor): Middleware {
  return async (ctx, next) => {
    const found = environmentPath.exec(ctx.path)?.groups;
    if (found && allows(ctx, 'GET')) {
      const admitted = await admit(door, ctx, found['environment'] ?? '');
      if (!admitted) return;
      if (found['what'] === 'ruleset') await sendRuleset(ctx, admitted.feed);
      else openChanges(door, ctx, admitted);
    } else if (ctx.path === '/hoist/v1/events' && allows(ctx, 'POST')) await takeCounts(door, ctx);
    else if (ctx.path === '/ofrep/v1/events' && allows(ctx, 'GET')) await openHints(door, ctx);
    else if (!ctx.body && ctx.status === 404) await next();
  };
}

interface Admitted {
  readonly feed: EnvironmentFeed;
  readonly credential: Credential;
}

/** The feed that a server key may read; answers 401, 403 or 503 itself where there is none. */
async function admit(
  door: StreamDoor,
  ctx: ParameterizedContext,
  asked: string,
): Promise<Admitted | undefined> {
  const credential = await authorize(door, ctx);
  if (!credential) return undefined;
  if (asked !== '-' && asked !== credential.environment) {
    refuse(ctx, 403, `This key is for the environment '${credential.environment}', not for '${asked}'.`);
    return undefined;
  }
  const feed = door.feed(credential.environment);
  if (feed?.history.position) return { feed, credential };
  ctx.set('Retry-After', '1');
  refuse(ctx, 503, 'The relay has not read its flags yet. It answers as soon as it has.');
  return undefined;
}

/** A server key: rules and counts are nothing for browsers. */
async function authorize(door: StreamDoor, ctx: ParameterizedContext): Promise<Credential | undefined> {
  const key = readKey(ctx.req.headers);
  const found = key === undefined ? 'unknown' : await door.keys.find(key);
  if (found === 'unsure' || (found === 'unknown' && !door.complete())) {
    ctx.set('Retry-After', '1');
    refuse(ctx, 503, 'The relay has not read its newest keys yet. It answers as soon as it has.');
  } else if (found === 'unknown')
    refuse(ctx, 401, 'No key was sent, or it is unknown, revoked or expired. Send a server key.');
  else if (found.scope === 'server') return found;
  else refuse(ctx, 403, 'This is a client key, for browsers and phones. Use a server key here.');
  return undefined;
}

async function sendRuleset(ctx: ParameterizedContext, feed: EnvironmentFeed): Promise<void> {
  const download = feed.history.download;
  if (!download) return;
  ctx.set({
    ETag: download.etag,
    'Cache-Control': 'no-cache',
    Vary: 'Accept-Encoding',
    ...(Number.isFinite(feed.contact.age) && { 'Hoist-Contact-Age': String(Math.round(feed.contact.age)) }),
  });
  if (ctx.req.headers['if-none-match'] === download.etag) {
    ctx.status = 304;
    return;
  }
  ctx.type = 'application/json';
  if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip') {
    ctx.set('Content-Encoding', 'gzip');
    ctx.body = await download.zipped();
  } else ctx.body = download.bytes;
}

/** From where the reader stands (`?after=<epoch>-<version>-<state>`) on: the changes that it lacks, or `reset`. */
function openChanges(door: StreamDoor, ctx: ParameterizedContext, { feed, credential }: Admitted): void {
  const key = readKey(ctx.req.headers) ?? '';
  const readsUntil = () => toEnd(door.credentials.find(key, door.now()));
  const after = readPosition(new URLSearchParams(ctx.querystring).get('after') ?? '');
  const opening = door.listeners(feed.key)?.changes.begin(after);
  openStream(
    door,
    ctx,
    { kind: 'changes', key: credential.streamKey, address: door.addressOf(ctx.req), readsUntil },
    opening,
  );
}

/** Until when a credential that is live may read, in ms since the Unix epoch; 0 for one that is not. */
function toEnd(credential: Credential | undefined): number {
  return credential ? (credential.expiresAt ?? Number.POSITIVE_INFINITY) : 0;
}

/** Opens a stream, or answers 503 where there is no place for it. */
function openStream(
  door: StreamDoor,
  ctx: ParameterizedContext,
  subscription: Subscription,
  opening: Opening<EventStream> | undefined,
): void {
  ctx.respond = false;
  const stream = opening && door.streams.open(subscription, ctx.res, opening.events);
  if (stream) return opening.join(stream);
  ctx.respond = true;
  ctx.set('Retry-After', '30');
  refuse(
    ctx,
    503,
    'This relay has as many streams open as it may have. Ask again, without a stream, meanwhile.',
  );
}

async function takeCounts(door: StreamDoor, ctx: ParameterizedContext): Promise<void> {
  const credential = await authorize(door, ctx);
  if (!credential) return;
  if (door.intake.waitSeconds(credential.streamKey) > 0) return refuseFull(door, ctx, credential);
  const body = await readBytes(ctx.req, mostEventBytes);
  if (!body) return refuse(ctx, 413, `The body is too large: at most ${mostEventBytes} bytes.`);
  const parsed = readInput(eventsSchema, readJson(body));
  if (!parsed.success) {
    const [issue] = parsed.issues;
    return refuse(ctx, 400, `The counts cannot be read: ${issue?.path ?? ''} ${issue?.message ?? ''}`);
  }
  const { environment, id } = credential;
  const foreign = parsed.data.pages.find(
    (page) => page.environment !== '-' && page.environment !== environment,
  );
  if (foreign) return refuse(ctx, 403, `This key is for '${environment}', not for '${foreign.environment}'.`);
  const pages = parsed.data.pages.map((page) => ({
    ...page,
    environment,
    rows: page.rows.map((row) => ({ ...row, source: 'local' as const, credential: id })),
  }));
  const admission = door.intake.admit(credential.streamKey, pages);
  if (admission.verdict === 'invalid') return refuse(ctx, 400, admission.text);
  if (admission.verdict === 'full') return refuseFull(door, ctx, credential);
  try {
    await door.putCounts(admission.pages, admission.late);
  } catch (error) {
    if (!(error instanceof StoreUnavailableError)) throw error;
    ctx.set('Retry-After', '5');
    return refuse(ctx, 503, 'The store is away. Send the counts again later: nothing is counted twice.');
  }
  ctx.status = 202;
  ctx.body = { accepted: pages.length };
}

function refuseFull({ intake }: StreamDoor, ctx: ParameterizedContext, { streamKey }: Credential): void {
  ctx.set('Retry-After', String(intake.waitSeconds(streamKey)));
  refuse(ctx, 429, 'This key has sent as many counts as it may in an hour. Give large fleets several keys.');
}

interface AdmittedTicket extends Admitted {
  readonly readsUntil: Subscription['readsUntil'];
}

/** Whose stream a ticket opens; answers 401 or 503 itself where it opens none. */
async function admitTicket(door: StreamDoor, ctx: ParameterizedContext): Promise<AdmittedTicket | undefined> {
  const ticket = readTicket(new URLSearchParams(ctx.querystring).get('ticket') ?? '');
  const feed = ticket && door.feed(ticket.environment);
  const secret = feed?.keyring?.streamSecret;
  if (secret === undefined && !door.complete()) {
    ctx.set('Retry-After', '1');
    refuse(ctx, 503, 'The relay has not read its keys yet. It answers as soon as it has.');
    return undefined;
  }
  if (feed && secret !== undefined && isSigned(ticket, secret)) {
    const find = () => door.credentials.findById(ticket, door.now());
    // Another relay may have made it for a key that this one has not read of yet.
    if (!find()) await door.keys.refresh();
    const credential = find();
    if (credential) return { feed, credential, readsUntil: () => toEnd(find()) };
  }
  refuse(ctx, 401, 'This ticket is not valid any more. Ask for all flags again to get another.');
  return undefined;
}

/** Tells a browser that something changed, never what. */
async function openHints(door: StreamDoor, ctx: ParameterizedContext): Promise<void> {
  const admitted = await admitTicket(door, ctx);
  if (!admitted) return;
  const { feed, credential, readsUntil } = admitted;
  const seen = readCursor(new URLSearchParams(ctx.querystring).get('seen') ?? undefined);
  const lastEvent = readCursor(ctx.get('Last-Event-ID'));
  const channel = door.listeners(feed.key)?.hints[credential.scope];
  const opening = channel?.begin(newestCursor(seen, lastEvent));
  openStream(
    door,
    ctx,
    { kind: 'hints', key: credential.streamKey, address: door.addressOf(ctx.req), readsUntil },
    opening,
  );
}

function allows(ctx: ParameterizedContext, method: string): boolean {
  if (ctx.method === method) return true;
  ctx.set('Allow', method);
  refuse(ctx, 405, `${ctx.method} is not allowed here. Use ${method}.`);
  return false;
}

function refuse(ctx: ParameterizedContext, status: number, errorDetails: string): void {
  ctx.status = status;
  ctx.body = { errorCode: 'GENERAL', errorDetails, metadata: {} };
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
