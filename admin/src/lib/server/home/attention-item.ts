import type { RolloutProgress } from '@hoist/core';

/** Something that a person may want to act on. */
export interface Attention {
  readonly kind:
    'restored' | 'relay' | 'failing' | 'pending' | 'paused' | 'running' | 'finished' | 'different' | 'unused';
  readonly title: string;
  readonly text: string;
  readonly href: string;
  /** The text of the link. */
  readonly action: string;
  readonly rollout?: RolloutProgress;
}
