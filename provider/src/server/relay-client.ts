import { countReportFormat } from '@hoist/core';
import type { CountPage, CountReport, RulesetPosition } from '@hoist/core';
import { readEvents } from './read-events.ts';
import type { ServerEvent } from './read-events.ts';
import { readText, send } from './request.ts';

/** The relay answered, but not with what was asked for. */
export class RelayError extends Error {
  override readonly name = 'RelayError';
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }

  /** The key is the reason: trying again soon is of no use. */
  get isPermanent(): boolean {
    return this.status === 401 || this.status === 403;
  }
}

/** A whole ruleset as JSON, or that it is the one that is known. `contactAge`: how long ago the relay read its log, in ms. */
export interface Downloaded {
  readonly json: unknown;
  readonly etag: string;
  readonly contactAge: number;
}

const idleTimeout = { answer: 10_000, stream: 40_000 };

/** What a provider asks of a relay. */
export class RelayClient {
  readonly #base: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(url: string, key: string) {
    this.#base = `${url}/hoist/v1`;
    this.#headers = { authorization: `Bearer ${key}`, 'user-agent': 'hoist-provider-server/0.1.0' };
  }

  /** Undefined `json` where `etag` is still the newest. */
  async download(etag: string, signal: AbortSignal): Promise<Downloaded> {
    const answer = await send(`${this.#base}/environments/-/ruleset`, {
      headers: { ...this.#headers, ...(etag && { 'if-none-match': etag }) },
      signal,
      idleTimeout: idleTimeout.answer,
    });
    const contactAge = readAge(answer.headers['hoist-contact-age']);
    const text = await readText(answer);
    if (answer.statusCode === 304) return { json: undefined, etag, contactAge };
    if (answer.statusCode !== 200) throw refusal(answer.statusCode, text);
    return { json: JSON.parse(text), etag: answer.headers.etag ?? '', contactAge };
  }

  /** Changes from a position on, for as long as the relay keeps the stream open. */
  async *changes(after: RulesetPosition | undefined, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    const position = after ? `${after.epoch}-${after.version}-${after.state}` : '';
    const answer = await send(`${this.#base}/environments/-/changes?after=${position}`, {
      headers: { ...this.#headers, accept: 'text/event-stream' },
      signal,
      idleTimeout: idleTimeout.stream,
    });
    if (answer.statusCode !== 200) throw refusal(answer.statusCode, await readText(answer));
    answer.setEncoding('utf8');
    yield* readEvents(answer as AsyncIterable<string>);
  }

  /** Resolves when the relay has stored them. */
  async sendCounts(pages: readonly CountPage[], signal: AbortSignal): Promise<void> {
    const body = JSON.stringify({ format: countReportFormat, pages: [...pages] } satisfies CountReport);
    const answer = await send(`${this.#base}/events`, {
      method: 'POST',
      headers: {
        ...this.#headers,
        'content-type': 'application/json',
        'content-length': String(Buffer.byteLength(body)),
      },
      body,
      signal,
      idleTimeout: idleTimeout.answer,
    });
    const text = await readText(answer);
    if (answer.statusCode !== 202) throw refusal(answer.statusCode, text);
  }
}

/** Ms; Infinity where the relay has never been in contact, and for what is no age. */
export function readAge(age: unknown): number {
  const number = age === undefined || age === null || age === '' ? Number.NaN : Number(age);
  return Number.isFinite(number) ? number : Number.POSITIVE_INFINITY;
}

function refusal(status = 0, text: string): RelayError {
  return new RelayError(status, `The relay answered ${status}. ${readDetails(text)}`.trim());
}

function readDetails(text: string): string {
  try {
    const json: unknown = JSON.parse(text);
    const details =
      typeof json === 'object' && json !== null ? (json as { errorDetails?: unknown }).errorDetails : '';
    return typeof details === 'string' ? details : '';
  } catch {
    return '';
  }
}
