import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LogFile } from './log-file.ts';

interface Launch {
  readonly name: string;
  readonly arguments: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logDir: string;
}

const kept = 200;
const timeout = 15_000;
/** The link in it makes an administrator: it is nothing for a file. */
const secretLine = /^(Set up:) .*$/;

/** One of Hoist's processes: its output goes to a log file, its last lines are kept for telling why it stopped. */
export class Service {
  readonly name: string;
  /** Resolves when the process is gone, and all that it said is read. */
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];

  constructor({ name, arguments: arguments_, cwd, env, logDir }: Launch) {
    this.name = name;
    const log = openLogFile(logDir, name);
    this.#child = spawn(process.execPath, arguments_, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', (line) => {
        log?.write(line.replace(secretLine, '$1 (shown by npm start alone)'));
        this.#lines.push(line);
        if (this.#lines.length > kept) this.#lines.shift();
      });
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#child.once('close', () => resolve());
    this.#child.once('error', () => resolve());
    this.exited = promise.then(() => log?.close());
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** How it ended, in words; empty while it runs. */
  get ending(): string {
    const { exitCode, signalCode } = this.#child;
    if (signalCode !== null) return `was ended by ${signalCode}`;
    return exitCode === null ? '' : `stopped with code ${exitCode}`;
  }

  /** It ended by itself with the code that says: this cannot be right. */
  get refused(): boolean {
    return this.#child.exitCode === 1;
  }

  findLine(pattern: RegExp): string | undefined {
    for (const line of this.#lines) {
      const found = pattern.exec(line);
      if (found) return found[1];
    }
    return undefined;
  }

  lastLines(count: number): string {
    return this.#lines
      .slice(-count)
      .map((line) => `  ${line}`)
      .join('\n');
  }

  /** Asks it to end without waiting for load balancers, and ends it after a while where it does not. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#child.kill('SIGINT');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), timeout);
    await this.exited;
    clearTimeout(timer);
  }
}

/** Without a writable folder the service itself says what is wrong; a log file must not be in its way. */
function openLogFile(folder: string, name: string): LogFile | undefined {
  try {
    return new LogFile(join(folder, `${name}.log`));
  } catch {
    return undefined;
  }
}
