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
/** The line with the set-up link, which makes an administrator and must not be in a log file. */
const secretLine = /^(Set up:) .*$/;

/** One of Hoist's processes. Its output goes to a log file, and its last lines are kept to explain why it stopped. */
export class Service {
  readonly name: string;
  /** Resolves once the process has ended and all of its output was read. */
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

  /** Describes how the process ended; empty while it runs. */
  get ending(): string {
    const { exitCode, signalCode } = this.#child;
    if (signalCode !== null) return `was ended by ${signalCode}`;
    return exitCode === null ? '' : `stopped with code ${exitCode}`;
  }

  /** True if the process ended with the exit code for a wrong configuration. */
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

  /** Asks the process to end at once, without draining, and kills it if it has not ended after a while. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.#child.kill('SIGINT');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), timeout);
    await this.exited;
    clearTimeout(timer);
  }
}

/** Opens the log file; undefined if the folder is not writable, because the service itself reports that. */
function openLogFile(folder: string, name: string): LogFile | undefined {
  try {
    return new LogFile(join(folder, `${name}.log`));
  } catch {
    return undefined;
  }
}
