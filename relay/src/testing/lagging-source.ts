import { StoreUnavailableError } from '@hoist/store';
import type { LogReader, LogView } from '@hoist/store';
import type { RulesetSource } from '../sync/source.ts';
import { openStoreSource } from '../sync/store-source.ts';

/**
 * A source of a store that tests can hold back: until it is released, a relay that reads from it gets nothing new, as
 * if it were cut off.
 */
export class LaggingSource {
  readonly #url: string;
  readonly #held = new Map<LogReader, LogView>();
  readonly #listeners: (() => void)[] = [];
  readonly #readers: LogReader[] = [];
  #heldAt: number | undefined;

  constructor(url: string) {
    this.#url = url;
  }

  readonly open = async (): Promise<RulesetSource> => {
    const source = await openStoreSource(this.#url);
    const refresh = () =>
      this.#heldAt === undefined
        ? source.refresh()
        : Promise.reject(new StoreUnavailableError('The source is held back.'));
    return { ...source, refresh, follow: async (log, from) => this.#wrap(await source.follow(log, from)) };
  };

  hold(): void {
    this.#heldAt = performance.now();
    for (const reader of this.#readers) this.#held.set(reader, reader.view);
  }

  release(): void {
    this.#heldAt = undefined;
    this.#held.clear();
    for (const listener of this.#listeners) listener();
  }

  #wrap(reader: LogReader): LogReader {
    this.#readers.push(reader);
    const subscribe: LogReader['subscribe'] = (listener) => {
      this.#listeners.push(() => listener(new Set()));
      return reader.subscribe((changed) => this.#heldAt === undefined && listener(changed));
    };
    return new Proxy(reader, {
      get: (target, name) => {
        if (name === 'subscribe') return subscribe;
        const view = this.#held.get(reader);
        if (name === 'view' && view) return view;
        if (name === 'contactAge' && this.#heldAt !== undefined) return performance.now() - this.#heldAt + 1;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? (value.bind(target) as unknown) : value;
      },
    });
  }
}
