import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

interface LogFileLimits {
  /** The size in bytes at which a log file is rotated. */
  readonly bytes: number;
  /** How many rotated files are kept, as `name.log.1` and so on. */
  readonly kept: number;
}

const usualLimits: LogFileLimits = { bytes: 10 * 1_024 * 1_024, kept: 3 };
const ownersAlone = { file: 0o600, folder: 0o700 } as const;

/** A rotated log file that only its owner may read. The constructor throws if the folder cannot be written to. */
export class LogFile {
  readonly #path: string;
  readonly #limits: LogFileLimits;
  #file: number;
  #bytes: number;

  constructor(path: string, limits = usualLimits) {
    this.#path = path;
    this.#limits = limits;
    mkdirSync(dirname(path), { recursive: true, mode: ownersAlone.folder });
    this.#file = open(path);
    this.#bytes = fstatSync(this.#file).size;
  }

  /** Appends a line; if the disk is full, the line is lost and nothing is thrown. */
  write(line: string): void {
    try {
      if (this.#bytes >= this.#limits.bytes) this.#rotate();
      this.#bytes += writeSync(this.#file, `${line}\n`);
    } catch {
      return;
    }
  }

  close(): void {
    closeSync(this.#file);
  }

  #rotate(): void {
    closeSync(this.#file);
    for (let number = this.#limits.kept; number > 0; number--) {
      const older = number === 1 ? this.#path : `${this.#path}.${number - 1}`;
      if (existsSync(older)) renameSync(older, `${this.#path}.${number}`);
    }
    this.#file = open(this.#path);
    this.#bytes = 0;
  }
}

function open(path: string): number {
  const file = openSync(path, 'a', ownersAlone.file);
  // One of an earlier version may be open to others.
  chmodSync(path, ownersAlone.file);
  return file;
}
