import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '@hoist/core';
import type { RunningHoist } from './running-hoist.ts';

/** What the API answered; `body` is empty where the answer had none or was not JSON. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  readonly etag: string;
  readonly body: JsonObject;
}

/** One field, parameter or header that is wrong. */
interface ProblemError {
  readonly pointer?: string;
  readonly parameter?: string;
  readonly header?: string;
  readonly code: string;
  readonly message: string;
}

/** What goes wrong, as RFC 9457 says. */
export interface Problem {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly type: string;
  readonly errors?: readonly ProblemError[];
  readonly theirs?: JsonObject;
}

export interface Sending {
  readonly body?: unknown;
  /** Instead of `body`: sent as it is. */
  readonly raw?: string | Uint8Array<ArrayBuffer>;
  readonly ifMatch?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A flag that is on or off, as the API takes it. */
export const booleanFlag = (key: string, more: JsonObject = {}): JsonObject => ({
  key,
  name: key,
  type: 'boolean',
  variants: [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ],
  ...more,
});

export const serve = (variant: string): JsonObject => ({ strategy: 'fixed', params: { variant } });

/** So many percent get `on`, the others `off`. */
export const share = (percent: number): JsonObject => ({
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to: percent * 1_000, variant: 'on' },
      { from: percent * 1_000, to: 100_000, variant: 'off' },
    ],
  },
});

/** On for these segments, and what everyone else is served. */
export const settingFor = (segments: readonly string[], everyoneElse: JsonObject): JsonObject => ({
  enabled: true,
  off: 'off',
  rules: segments.map((segment) => ({ id: segment.slice(0, 64), segments: [segment], serve: serve('on') })),
  everyoneElse,
});

/** Says what is wrong with an answer; empty for nothing. */
type CheckAnswer = (method: string, path: string, answer: Answer) => string;

let checkAnswer: CheckAnswer = () => '';

/** Lets every answer be checked from now on; one that is wrong fails its test. */
export function checkAnswersBy(check: CheckAnswer): void {
  checkAnswer = check;
}

/** The REST API as a machine uses it. Without an `authorization` header it is the bootstrap token's. */
export class Api {
  readonly #baseUrl: string;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(hoist: RunningHoist, headers?: Readonly<Record<string, string>>) {
    this.#baseUrl = hoist.adminUrl;
    this.#headers = headers ?? {
      authorization: `Bearer ${readFileSync(join(hoist.folder, 'bootstrap-token'), 'utf8').trim()}`,
    };
  }

  async send(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const { body, raw, ifMatch, headers } = sending;
    const sent = raw ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.#baseUrl}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...this.#headers,
        ...(sent === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
        ...headers,
      },
      ...(sent === undefined ? {} : { body: sent }),
    });
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const isJson = /[/+]json/.test(type);
    const answer = {
      status: response.status,
      type,
      headers: response.headers,
      etag: response.headers.get('etag') ?? '',
      body: isJson && text !== '' ? (JSON.parse(text) as JsonObject) : {},
    };
    // Text is described as text, and as no object.
    const described = isJson ? answer : { ...answer, body: text as unknown as JsonObject };
    const wrong = checkAnswer(method, path, described);
    if (wrong !== '') throw new Error(`${method} ${path}: ${wrong}`);
    return answer;
  }

  /** What is sent with every call: who asks. */
  get headers(): Readonly<Record<string, string>> {
    return this.#headers;
  }

  /** A page as it is sent. */
  async page(path: string): Promise<string> {
    const headers = { ...this.#headers, accept: 'text/html' };
    return (await fetch(`${this.#baseUrl}${path}`, { headers })).text();
  }

  get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  /** For what has to work; throws what the API said otherwise. */
  async done(method: string, path: string, sending: Sending = {}): Promise<Answer> {
    const answer = await this.send(method, path, sending);
    if (answer.status < 300) return answer;
    throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }

  /** Chooses who gets a flag, on top of what is there. */
  async set(flag: string, environment: string, setting: JsonObject, comment = ''): Promise<Answer> {
    const path = `/api/v1/flags/${flag}/environments/${environment}`;
    const { etag } = await this.done('GET', path);
    return this.done('PUT', path, { ifMatch: etag, body: { setting, comment } });
  }
}

/** What is wrong, once it is certain that the answer is a problem in its right form. */
export function toProblem({ status, type, body }: Answer): Problem {
  const problem = body as unknown as Problem;
  if (
    !type.startsWith('application/problem+json') ||
    problem.status !== status ||
    problem.type !== `/docs/problems#${problem.code}` ||
    !problem.title ||
    !problem.detail
  ) {
    throw new Error(`No problem+json: ${status} ${type} ${JSON.stringify(body)}`);
  }
  return problem;
}

/** The messages of a problem by where they belong: a JSON Pointer, `?parameter` or the name of a header. */
export function messagesOf(answer: Answer): Readonly<Record<string, string>> {
  const { errors = [] } = toProblem(answer);
  return Object.fromEntries(
    errors.map(({ pointer, parameter, header, message }) => [
      pointer ?? (parameter === undefined ? (header ?? '') : `?${parameter}`),
      message,
    ]),
  );
}
