import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { findChange, positionOf } from '@hoist/core';
import type { Ruleset, RulesetPosition } from '@hoist/core';

const zip = promisify(gzip);
const mostChanges = 100;
const mostCharacters = 4 * 1_024 * 1_024;

interface Kept {
  readonly from: RulesetPosition;
  readonly text: string;
}

/** A whole ruleset, ready to be sent. */
export interface Download {
  readonly etag: string;
  readonly text: string;
  /** Compressed when first asked for. */
  zipped(): Promise<Buffer>;
}

/** One environment as streams need it: its ruleset as text, and the last changes that led to it. */
export class EnvironmentHistory {
  #ruleset: Ruleset | undefined;
  #changes: Kept[] = [];
  #download: Download | undefined;

  get position(): RulesetPosition | undefined {
    return this.#ruleset && positionOf(this.#ruleset);
  }

  /** Takes what is served now; the text of the change, to be sent to those who stand at the one before. */
  advance(ruleset: Ruleset): string | undefined {
    const before = this.#ruleset;
    this.#ruleset = ruleset;
    this.#download = undefined;
    if (!before || before.state === ruleset.state) return undefined;
    const change = findChange(before, ruleset);
    const text = JSON.stringify(change);
    this.#changes.push({ from: change.from, text });
    let characters = this.#changes.reduce((sum, kept) => sum + kept.text.length, 0);
    while (this.#changes.length > mostChanges || characters > mostCharacters)
      characters -= this.#changes.shift()?.text.length ?? 0;
    return text;
  }

  /** The changes that somebody lacks who stands at `state`; undefined when they are not all known any more. */
  since(state: string): readonly string[] | undefined {
    if (this.#ruleset?.state === state) return [];
    const first = this.#changes.findIndex(({ from }) => from.state === state);
    return first < 0 ? undefined : this.#changes.slice(first).map(({ text }) => text);
  }

  get download(): Download | undefined {
    const ruleset = this.#ruleset;
    if (!ruleset) return undefined;
    return (this.#download ??= toDownload(ruleset));
  }
}

function toDownload(ruleset: Ruleset): Download {
  const { epoch, version, state } = ruleset;
  let zipping: Promise<Buffer> | undefined;
  const text = JSON.stringify(ruleset);
  return {
    etag: `"${epoch}-${version}-${state.slice(0, 16)}"`,
    text,
    zipped: () => (zipping ??= zip(text)),
  };
}
