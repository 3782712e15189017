import type { Moment } from './moment.ts';
import type { NameOf } from './plugin-input.ts';
import type { Registry } from './registry.ts';

/** What sentences are made with: display names, and the plugins' own words. */
export interface Wording {
  readonly names: NameOf;
  readonly registry: Registry;
  /** When it is read: then what grows says where it stands. Left out, it says its plan. */
  readonly moment?: Moment;
}
