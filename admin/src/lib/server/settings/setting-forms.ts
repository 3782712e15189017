import type { SettingForms } from '#lib/forms/setting/setting-forms.ts';
import type { FlagShape } from '#lib/forms/setting/flag-shape.ts';
import type { AdminContext } from '../context.ts';
import { listOperators } from '../segments/operators.ts';
import { listStrategyForms } from './strategies.ts';

/** What the forms of a flag's settings are made with: what is installed here, and the time zone of this process. */
export function settingFormsOf(context: AdminContext, flag: FlagShape): SettingForms {
  return {
    flag,
    strategies: listStrategyForms(context),
    operators: listOperators(context),
    timeZone: context.zone,
  };
}
