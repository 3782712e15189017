import { comparePositions } from '@hoist/core';
import type { RulesetPosition } from '@hoist/core';
import { shortState, writeCursor } from '../streams/cursor.ts';
import type { Cursor, HeldCursor } from '../streams/cursor.ts';

/** Where a reader is: behind what is served, level with it, or ahead of this relay. */
export type Place = 'behind' | 'level' | 'ahead';

/** The cursor of what one environment serves to one key scope. */
export class Standing {
  #cursor: Cursor | undefined;
  #text = '';
  /** The oldest version with the same visible content as the current one. */
  #visibleSince: Pick<RulesetPosition, 'epoch' | 'version'> | undefined;

  /** The current cursor; undefined until something is served. */
  get cursor(): Cursor | undefined {
    return this.#cursor;
  }

  /** The cursor as text, the same string until it changes; empty until something is served. */
  get text(): string {
    return this.#text;
  }

  /**
   * Sets what is served from now on. `isVisible` is true if a publish changed something that this scope sees. Returns
   * true if readers of what was served before must fetch.
   */
  move(position: RulesetPosition, times: Pick<Cursor, 'boundary' | 'recall'>, isVisible: boolean): boolean {
    const { epoch, version, state } = position;
    const before = this.#cursor;
    if (isVisible || !this.#visibleSince) this.#visibleSince = { epoch, version };
    const cursor = { epoch, version, state: shortState(state), ...times };
    const text = writeCursor(cursor);
    if (text === this.#text) return false;
    this.#cursor = cursor;
    this.#text = text;
    return before !== undefined && this.compare({ ...before, isAsked: false }) !== 'level';
  }

  compare(held: HeldCursor | undefined): Place {
    const { cursor } = this;
    if (!cursor || !this.#visibleSince) return 'ahead';
    if (!held) return 'behind';
    const order = comparePositions(held, cursor);
    if (order > 0) return 'ahead';
    if (order === 0 && held.state !== cursor.state) return 'behind';
    if (comparePositions(held, this.#visibleSince) < 0) return 'behind';
    if (held.boundary > cursor.boundary) return 'ahead';
    return held.boundary < cursor.boundary || held.recall < cursor.recall ? 'behind' : 'level';
  }
}
