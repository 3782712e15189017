import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRegistry, findNeeds, formatKeyText } from '@hoist/core';
import type {
  BucketGroup,
  IdChunk,
  Json,
  KeyringEntry,
  Regions,
  PublishedFlag,
  PublishedSegment,
  Setting,
} from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { commit, openLog, openStore, sha256 } from '@hoist/store';
import { copySqlite } from '@hoist/store/copy-sqlite';
import { pino } from 'pino';
import { closeServer } from '@hoist/store/process';
import type { Logger, TrustedProxies } from '@hoist/store/process';
import { createManagementServer } from './management/management-server.ts';
import { toStatus } from './management/status.ts';
import { createPublicServer } from './http/public-server.ts';
import { Relay } from './relay.ts';
import type { RulesetSource } from './sync/source.ts';
import { openStoreSource } from './sync/store-source.ts';
import type { StreamLimits } from './streams/stream-places.ts';

const who = { kind: 'person', id: 'test', name: 'Test' } as const;

export const fixed = (variant: string) => ({ strategy: 'fixed', params: { variant } });

export const percentage = (to: number) => ({
  strategy: 'split',
  params: {
    ranges: [
      { from: 0, to, variant: 'on' },
      { from: to, to: 100_000, variant: 'off' },
    ],
  },
});

/** An on/off flag as an environment serves it. */
export function publishedFlag(
  key: string,
  setting: Partial<Setting> | null,
  rest: Partial<PublishedFlag> = {},
): PublishedFlag {
  const whole: Setting | null = setting && {
    enabled: true,
    prerequisites: [],
    availability: { mode: 'everywhere' },
    never: [],
    rules: [],
    everyoneElse: fixed('off'),
    off: 'off',
    salt: 'abcdef12',
    ...setting,
  };
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  const needs = findNeeds(whole, []);
  return {
    key,
    revision: 1,
    type: 'boolean',
    clientVisible: false,
    variants,
    setting: whole,
    needs,
    ...rest,
  };
}

/** A folder with a store in it, written as the admin writes it. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'hoist-relay-'));
  readonly id: string;
  readonly #keys = new Map<string, KeyringEntry[]>();

  readonly url: string;

  /** On a store of its own, or on the one that is named. */
  constructor(id = 'first', url?: string) {
    this.id = id;
    this.url = url ?? `sqlite:${join(this.folder, 'hoist.db')}`;
  }

  async publish(
    environment: string,
    parts: {
      flags?: readonly PublishedFlag[];
      segments?: readonly PublishedSegment[];
      bucketGroups?: readonly BucketGroup[];
      idChunks?: readonly IdChunk[];
      regions?: Regions;
    },
  ): Promise<void> {
    const set = new Map<string, Json>([['environment', { installation: this.id, key: environment }]]);
    for (const flag of parts.flags ?? []) set.set(`flag/${flag.key}`, flag as unknown as Json);
    for (const group of parts.bucketGroups ?? [])
      set.set(`bucket-group/${group.key}`, group as unknown as Json);
    for (const chunk of parts.idChunks ?? []) set.set(`ids/${chunk.key}`, chunk);
    for (const segment of parts.segments ?? []) set.set(`segment/${segment.key}`, segment as unknown as Json);
    if (parts.regions) set.set('regions', parts.regions as Json);
    await this.#commit(`environment/${environment}`, set);
  }

  /** Makes a key, which expires at an instant where one is given, and returns its text. */
  async addKey(
    environment: string,
    scope: KeyringEntry['scope'] = 'server',
    expiresAt?: number,
  ): Promise<string> {
    const text = formatKeyText(scope === 'client' ? 'client' : 'server', randomBytes(32));
    const entry: KeyringEntry = {
      id: text.slice(-8),
      name: 'test',
      scope,
      hash: sha256(text),
      createdAt: new Date().toISOString(),
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt).toISOString(),
      revokedAt: null,
    };
    await this.#putKeys(environment, [...(this.#keys.get(environment) ?? []), entry]);
    return text;
  }

  /** Gives a key that was made an end, as a rotation does. */
  async expire(environment: string, text: string, instant: number): Promise<void> {
    const expiresAt = new Date(instant).toISOString();
    const digest = sha256(text);
    await this.#putKeys(
      environment,
      (this.#keys.get(environment) ?? []).map((key) => (key.hash === digest ? { ...key, expiresAt } : key)),
    );
  }

  async revokeAll(environment: string): Promise<void> {
    const revokedAt = new Date().toISOString();
    await this.#putKeys(
      environment,
      (this.#keys.get(environment) ?? []).map((key) => ({ ...key, revokedAt })),
    );
  }

  /** Defines environments, as the admin does before it publishes to them. */
  async define(...environments: readonly string[]): Promise<void> {
    await this.#commit('definitions', new Map(environments.map((key) => [`environment/${key}`, { key }])));
  }

  /** Commits a newer epoch that changes nothing else. */
  async raiseEpoch(environment: string, epoch: number, kind: 'environment' | 'keyring' = 'environment') {
    await this.#commit(`${kind}/${environment}`, new Map(), epoch);
  }

  /** Copies the store as it is now; returns where the copy lies. SQLite only. */
  async copy(): Promise<string> {
    const path = join(this.folder, `copy-${randomBytes(4).toString('hex')}.db`);
    await copySqlite(this.url.slice('sqlite:'.length), path);
    return path;
  }

  /** Puts a copy back in place of what the store holds now, under whoever has it open. */
  async restore(copy: string): Promise<void> {
    await copySqlite(copy, this.url.slice('sqlite:'.length));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async #putKeys(environment: string, keys: KeyringEntry[]): Promise<void> {
    this.#keys.set(environment, keys);
    const keyring = { format: 1, keys, streamSecret: 's'.repeat(32) };
    await this.#commit(`keyring/${environment}`, new Map([['keyring', keyring as unknown as Json]]));
  }

  async #commit(log: string, set: ReadonlyMap<string, Json>, epoch?: number): Promise<void> {
    const store = await openStore({ url: this.url });
    const reader = await openLog(store, log);
    const idempotencyKey = randomBytes(8).toString('hex');
    const when = new Date().toISOString();
    const build = () => ({ set, removed: [], said: 'changed it' });
    await commit(store, reader, {
      idempotencyKey,
      kind: 'edited',
      who,
      when,
      comment: null,
      build,
      ...(epoch !== undefined && { epoch }),
    });
    reader.close();
    await store.close();
  }
}

/** A relay on real ports, in this process. */
export class RunningRelay {
  readonly relay: Relay;
  readonly url: string;
  readonly managementUrl: string;
  readonly #servers: readonly Server[];

  constructor(relay: Relay, servers: readonly Server[]) {
    this.relay = relay;
    this.#servers = servers;
    const [url = '', managementUrl = ''] = servers.map((server) => {
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    });
    this.url = url;
    this.managementUrl = managementUrl;
  }

  async until(condition: () => boolean): Promise<void> {
    for (let attempt = 0; attempt < 2_000; attempt++) {
      if (condition()) return;
      await sleep(10);
    }
    throw new Error(`It did not happen: ${JSON.stringify(toStatus(this.relay))}`);
  }

  post(
    path: string,
    {
      key,
      body = '{}',
      headers = {},
    }: { key?: string; body?: string | Uint8Array; headers?: Record<string, string> } = {},
  ) {
    const authorization: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
    const all = { 'content-type': 'application/json', ...authorization, ...headers };
    return fetch(`${this.url}${path}`, { method: 'POST', body: body as string, headers: all });
  }

  async stop(): Promise<void> {
    await Promise.all(this.#servers.map((server) => closeServer(server, 0)));
    await this.relay.stop();
  }
}

interface Start {
  readonly url: string;
  readonly dataDir: string;
  readonly environments?: readonly string[];
  readonly now?: () => number;
  readonly monotonic?: () => number;
  /** Where the logs come from; the store at `url` by default. */
  readonly openSource?: () => Promise<RulesetSource>;
  readonly streams?: StreamLimits;
  readonly proxies?: TrustedProxies;
  readonly publicPath?: string;
  /** Of the public server; any free one by default. */
  readonly port?: number;
  /** Writes nothing by default. */
  readonly logger?: Logger;
}

export async function startRelay({
  url,
  dataDir,
  environments = [],
  now = Date.now,
  monotonic = () => performance.now(),
  openSource = () => openStoreSource(url),
  port = 0,
  streams,
  proxies,
  publicPath = '',
  logger = pino({ level: 'silent' }),
}: Start): Promise<RunningRelay> {
  const relay = new Relay({
    dataDir,
    environments,
    registry: createRegistry(standardPlugins),
    logger,
    openSource,
    now,
    monotonic,
    publicPath,
    ...(streams && { streams }),
    ...(proxies && { proxies }),
  });
  const servers = [createPublicServer(relay), createManagementServer(relay)];
  for (const [index, server] of servers.entries())
    await new Promise<void>((resolve) => server.listen(index === 0 ? port : 0, '127.0.0.1', resolve));
  await relay.start();
  return new RunningRelay(relay, servers);
}
