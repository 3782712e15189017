import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { findFreePort } from '@hoist/store/free-port';
import { setTimeout as sleep } from 'node:timers/promises';

const relayFolder = join(import.meta.dirname, '..', '..');

interface RelayConfig {
  readonly storeUrl: string;
  readonly dataDir: string;
  /** Environment variables that are added to the usual ones or replace them. */
  readonly env?: NodeJS.ProcessEnv;
}

/** A relay in a process of its own, as in production. It keeps its two ports when it is restarted. */
export class RelayProcess {
  readonly port: number;
  readonly managementPort: number;
  output = '';
  readonly #config: RelayConfig;
  #child: ChildProcess | undefined;
  #exited: Promise<number | null> = Promise.resolve(null);

  /** Chooses two free ports; starts nothing. */
  static async prepare(config: RelayConfig): Promise<RelayProcess> {
    return new RelayProcess(config, [await findFreePort(), await findFreePort()]);
  }

  private constructor(config: RelayConfig, [port, managementPort]: readonly [number, number]) {
    this.#config = config;
    this.port = port;
    this.managementPort = managementPort;
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when `/readyz` answers 200; rejects with what the process printed when it ends before. */
  async start(): Promise<void> {
    const { storeUrl, dataDir, env } = this.#config;
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: relayFolder,
      env: {
        ...process.env,
        HOIST_STORE_URL: storeUrl,
        HOIST_DATA_DIR: dataDir,
        HOIST_RELAY_PORT: String(this.port),
        HOIST_RELAY_MANAGEMENT_PORT: String(this.managementPort),
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#exited = once(child, 'exit').then(([code]) => code as number | null);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    for (let attempt = 0; attempt < 600; attempt++) {
      if (child.exitCode !== null) break;
      if ((await this.readiness())?.status === 200) return;
      await sleep(25);
    }
    throw new Error(`The relay did not become ready:\n${this.output}`);
  }

  /** The answer of `/readyz`; undefined if nothing answers. */
  async readiness(): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
    try {
      const response = await fetch(`http://127.0.0.1:${this.managementPort}/readyz`);
      return { status: response.status, body: await response.json() };
    } catch {
      return undefined;
    }
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Resolves with the exit code once the process has ended. */
  exited(): Promise<number | null> {
    return this.#exited;
  }

  async end(signal: NodeJS.Signals = 'SIGINT'): Promise<number | null> {
    this.signal(signal);
    return this.#exited;
  }
}
