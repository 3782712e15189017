import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '@hoist/store/free-port';
import { setTimeout as sleep } from 'node:timers/promises';

const root = join(import.meta.dirname, '..', '..');
const deadline = 30_000;
const endDeadline = 20_000;

/** The product as `npm start` runs it: the built admin and the relay, on an empty folder and free ports. */
export class RunningHoist {
  readonly folder = mkdtempSync(join(tmpdir(), 'hoist-e2e-'));
  readonly adminUrl: string;
  readonly relayUrl: string;
  readonly #ports: readonly number[];
  #admin: ChildProcess | undefined;
  #relay: ChildProcess | undefined;
  readonly #storeUrl: string | undefined;
  readonly #env: NodeJS.ProcessEnv;
  #output = '';

  constructor(ports: readonly number[], storeUrl?: string, env: NodeJS.ProcessEnv = {}) {
    this.#ports = ports;
    this.#storeUrl = storeUrl;
    this.#env = env;
    this.adminUrl = `http://localhost:${ports[0]}`;
    this.relayUrl = `http://localhost:${ports[2]}`;
  }

  /** On the embedded store, or on the one that is named; `env` is for both processes. */
  static async start(storeUrl?: string, env?: NodeJS.ProcessEnv): Promise<RunningHoist> {
    const ports = await Promise.all(Array.from({ length: 4 }, findFreePort));
    const hoist = new RunningHoist(ports, storeUrl, env);
    try {
      await hoist.startAdmin();
      await hoist.startRelay();
      return hoist;
    } catch (error) {
      // One that did start would run on, with nobody to end it.
      await hoist.stop();
      throw error;
    }
  }

  get output(): string {
    return this.#output;
  }

  get storeUrl(): string {
    return this.#storeUrl ?? `sqlite:${join(this.folder, 'hoist.db')}`;
  }

  /** Where the admin and the relay answer operators. */
  get managementUrls(): readonly string[] {
    return [this.#ports[1], this.#ports[3]].map((port) => `http://127.0.0.1:${port}`);
  }

  /** The one-time link that the admin printed last. */
  get setUpLink(): string {
    const links = [...this.#output.matchAll(/^Set up: (\S+)$/gm)].map(([, link]) => link ?? '');
    return links.at(-1) ?? '';
  }

  async startAdmin(): Promise<void> {
    this.#admin = this.#launch('admin', ['--max-semi-space-size=4', 'server.ts']);
    await this.#ready(this.#admin, this.#ports[1]);
  }

  async startRelay(env: NodeJS.ProcessEnv = {}): Promise<void> {
    this.#relay = this.#launch('relay', ['src/main.ts'], env);
    await this.#ready(this.#relay, this.#ports[3]);
  }

  async killAdmin(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    return end(this.#admin, signal);
  }

  async killRelay(signal: NodeJS.Signals = 'SIGKILL'): Promise<number | null> {
    return end(this.#relay, signal);
  }

  async stop(): Promise<void> {
    await Promise.all([end(this.#admin, 'SIGTERM'), end(this.#relay, 'SIGTERM')]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  #launch(
    name: 'admin' | 'relay',
    arguments_: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): ChildProcess {
    const [admin, adminManagement, relay, relayManagement] = this.#ports.map(String);
    const env = {
      ...process.env,
      HOIST_DATA_DIR: this.folder,
      HOIST_STORE_URL: this.storeUrl,
      HOIST_ADMIN_PORT: admin,
      HOIST_ADMIN_MANAGEMENT_PORT: adminManagement,
      HOIST_RELAY_PORT: relay,
      HOIST_RELAY_MANAGEMENT_PORT: relayManagement,
      HOIST_RELAY_PUBLIC_URL: this.relayUrl,
      HOIST_DRAIN_SECONDS: '0',
      NODE_ENV: 'production',
      ...this.#env,
      ...more,
    };
    const child = spawn(process.execPath, arguments_, {
      cwd: join(root, name),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (this.#output += chunk.toString()));
    return child;
  }

  async #ready(child: ChildProcess, port: number | undefined): Promise<void> {
    for (const end = Date.now() + deadline; Date.now() < end; await sleep(25)) {
      if (child.exitCode !== null) break;
      const response = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined);
      await response?.arrayBuffer();
      if (response?.ok) return;
    }
    throw new Error(`It did not become ready:\n${this.#output}`);
  }
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? null;
  child.kill(signal);
  const timer = setTimeout(() => child.kill('SIGKILL'), endDeadline);
  await once(child, 'exit');
  clearTimeout(timer);
  return child.exitCode;
}
