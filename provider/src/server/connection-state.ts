import { ProviderEvents, ProviderFatalError, ProviderNotReadyError } from '@openfeature/server-sdk';
import type { OpenFeatureEventEmitter } from '@openfeature/server-sdk';
import { after } from './after.ts';
import type { ProviderConfig } from './options.ts';
import { RelayError } from './relay-client.ts';

type Events = Pick<OpenFeatureEventEmitter, 'emit'>;

/**
 * Whether a provider is in contact with its relay, as OpenFeature's events tell it: READY with the first contact, STALE
 * where the relay is away for longer than `staleAfter` or refuses the key, and READY again after that.
 */
export class ConnectionState {
  readonly #events: Events;
  readonly #config: Pick<ProviderConfig, 'url' | 'initTimeout' | 'staleAfter'>;
  #state: 'new' | 'ready' | 'stale' | 'failed' = 'new';
  #cancelStale: (() => void) | undefined;
  /** Settles the promise of the first contact while somebody waits for it. */
  #first: PromiseWithResolvers<void> | undefined;

  constructor(events: Events, config: Pick<ProviderConfig, 'url' | 'initTimeout' | 'staleAfter'>) {
    this.#events = events;
    this.#config = config;
  }

  /** Resolves with the first contact; rejects after `initTimeout`, when the key is refused, and when this is closed. */
  async firstContact(): Promise<void> {
    const { initTimeout, url } = this.#config;
    const first = (this.#first = Promise.withResolvers<void>());
    const late = `The relay at ${url} did not answer within ${initTimeout} ms. Trying on.`;
    const timer = setTimeout(() => first.reject(new ProviderNotReadyError(late)), initTimeout);
    try {
      await first.promise;
      this.#state = 'ready';
    } catch (error) {
      this.#state = 'failed';
      throw error;
    } finally {
      clearTimeout(timer);
      this.#first = undefined;
    }
  }

  /** The relay answered. */
  connected(): void {
    this.#cancelStale?.();
    this.#cancelStale = undefined;
    if (this.#first) this.#first.resolve();
    else if (this.#state === 'stale' || this.#state === 'failed') {
      this.#state = 'ready';
      this.#events.emit(ProviderEvents.Ready, { message: 'The relay answers again.' });
    }
  }

  /** The relay cannot be reached, or refuses. `hasRuleset`: flags can be evaluated all the same. */
  lost(error: Error, hasRuleset: boolean): void {
    const isRefused = error instanceof RelayError && error.isPermanent;
    if (isRefused && !hasRuleset) this.#first?.reject(new ProviderFatalError(error.message));
    if (this.#state !== 'ready') return;
    if (isRefused) this.#goStale(error);
    else this.#cancelStale ??= after(this.#config.staleAfter, () => this.#goStale(error));
  }

  /** Emits that flags changed; before the first contact nobody has evaluated any. */
  changed(flagsChanged: string[]): void {
    if (this.#state === 'ready' || this.#state === 'stale')
      this.#events.emit(ProviderEvents.ConfigurationChanged, { flagsChanged });
  }

  close(): void {
    this.#cancelStale?.();
    this.#first?.reject(new ProviderNotReadyError('The provider was closed before it was ready.'));
  }

  #goStale(error: Error): void {
    this.#state = 'stale';
    const why = error instanceof RelayError ? error.message : `The relay does not answer (${error.message}).`;
    this.#events.emit(ProviderEvents.Stale, {
      message: `${why} Flags are evaluated by what was known last.`,
    });
  }
}
