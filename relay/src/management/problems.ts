import type { Logger } from '@hoist/store/process';

/** What can be wrong with a relay, as metrics and `/status` name it. */
export const problemKinds = ['source', 'log', 'state', 'disk'] as const;
/** `source`: not reachable. `log`: contradicts what was read. `state`: cannot be served. `disk`: its copy is not kept. */
export type ProblemKind = (typeof problemKinds)[number];

/** Something that is wrong now. */
export interface Problem {
  readonly kind: ProblemKind;
  /** The log that it is about, or empty for all of them. */
  readonly log: string;
  /** A sentence for people. */
  readonly text: string;
}

const lines: Readonly<Record<ProblemKind, { readonly begins: string; readonly ends: string }>> = {
  source: { begins: 'the source does not answer; serving what is known', ends: 'in contact again' },
  log: {
    begins: 'the log contradicts what was read from it; serving what is known',
    ends: 'the log can be followed again',
  },
  state: {
    begins: 'a state that cannot be served was refused; serving the one before',
    ends: 'serving the newest state again',
  },
  disk: { begins: 'the copy on disk cannot be kept; trying again', ends: 'the copy on disk is kept again' },
};

/** What is wrong now. A problem is logged when it begins and when it ends, however often it is reported in between. */
export class Problems {
  readonly #logger: Logger;
  readonly #open = new Map<string, Problem>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Opens the problem of a log with a sentence, or closes it where `text` is undefined. */
  report(kind: ProblemKind, log: string, text: string | undefined): void {
    const id = `${kind} ${log}`;
    const wasOpen = this.#open.has(id);
    const about = log === '' ? { problem: kind } : { problem: kind, log };
    if (text !== undefined) {
      this.#open.set(id, { kind, log, text });
      if (!wasOpen) this.#logger.error({ ...about, reason: text }, lines[kind].begins);
    } else if (this.#open.delete(id)) this.#logger.info(about, lines[kind].ends);
  }

  /** True while that is wrong with any log, or with the one that is named. */
  has(kind: ProblemKind, log?: string): boolean {
    if (log !== undefined) return this.#open.has(`${kind} ${log}`);
    return [...this.#open.values()].some((problem) => problem.kind === kind);
  }

  /** All that is wrong, oldest first. */
  list(): readonly Problem[] {
    return [...this.#open.values()];
  }
}
