import type { NameOf } from '../plugin/plugin-input.ts';
import type { Registry } from '../plugin/registry.ts';

/** What every sentence needs: the names that people know things by, and the plugins, which know their own words. */
export interface Wording {
  readonly names: NameOf;
  readonly registry: Registry;
}
