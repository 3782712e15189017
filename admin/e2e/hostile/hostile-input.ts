import { connect } from 'node:net';
import type { Api } from '../api.ts';
import type { RunningHoist } from '../running-hoist.ts';

/** What a hostile input is tried on: a relay and an admin that run, with flags, keys and people. */
export interface Target {
  readonly hoist: RunningHoist;
  /** With the bootstrap token. */
  readonly api: Api;
  readonly viewer: Api;
  /** Keys of `dev`. */
  readonly serverKey: string;
  readonly clientKey: string;
  /** Asks the relay by the server key; the status, and what the answer says. */
  readonly ask: (path: string, sending?: Asking) => Promise<string>;
}

export interface Asking {
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
}

/**
 * One input: its number, what is sent, what has to come back, and how it is sent, which gives what came.
 */
export type Tried = readonly [
  id: string,
  sent: string,
  expected: string,
  attempt: (target: Target) => Promise<string>,
];

/** One input that another test tries, by its file and a part of its title. */
export type TriedElsewhere = readonly [id: string, sent: string, file: string, title: string];

/** One input that nothing tries, and why. */
export type Untried = readonly [id: string, sent: string, reason: string];

export const singlePath = '/ofrep/v1/evaluate/flags/checkout';

/** Sends bytes as they are, and reads until the other end closes or what is awaited has come: the statuses, in order. */
export async function sendRaw(url: string, bytes: string | Uint8Array, awaited = Infinity): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  let text = '';
  const statuses = () => [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);
  await new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (statuses().length >= awaited) resolve();
    });
    // A server that has refused may reset while the rest is still sent.
    socket.on('error', () => resolve());
    socket.on('close', () => resolve());
    socket.setTimeout(10_000, resolve);
    socket.write(bytes);
  });
  socket.destroy();
  return statuses().join(', ') || 'closed';
}

/** A request as text, which asks for the connection to be closed. */
export function toRequest(
  line: string,
  headers: Readonly<Record<string, string>> = {},
  body = '',
  host = 'localhost',
): string {
  const all = { Host: host, Connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\n${lines.join('')}\r\n${body}`;
}

/** The same of the relay and of the admin: one word where both agree. */
export function both(attempt: (url: string, target: Target) => Promise<string>): Tried[3] {
  return async (target) => {
    const relay = await attempt(target.hoist.relayUrl, target);
    const admin = await attempt(target.hoist.adminUrl, target);
    return relay === admin ? relay : `relay ${relay}, admin ${admin}`;
  };
}

/** Several variants of one input: what came of them, each said once. */
export async function each<Variant>(
  variants: readonly Variant[],
  attempt: (variant: Variant) => Promise<string>,
): Promise<string> {
  const came = new Set<string>();
  for (const variant of variants) came.add(await attempt(variant));
  return [...came].sort().join(', ');
}
