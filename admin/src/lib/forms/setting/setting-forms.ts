import type { OperatorChoice } from '../segment/operator-choice.ts';
import type { FlagShape } from './flag-shape.ts';
import type { StrategyForm } from './other-strategy.ts';

/** What drafts of serves are made with. */
export interface ServeForms {
  readonly flag: FlagShape;
  readonly strategies: readonly StrategyForm[];
  /** The time zone that a start or a window begins with. */
  readonly timeZone: string;
}

/** What drafts of settings are made with. */
export interface SettingForms extends ServeForms {
  readonly operators: readonly OperatorChoice[];
}
