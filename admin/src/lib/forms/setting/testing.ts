import { settingSchema } from '@hoist/core';
import type { Operator, Serve, Setting } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { fromSettingDraft, toSettingDraft } from './draft.ts';
import type { DraftedSetting, SettingDraft } from './draft.ts';
import { strategiesOfModes } from './serve-draft.ts';
import type { SettingForms } from './setting-forms.ts';
import type { FlagShape } from './flag-shape.ts';
import { toStrategyForm } from './other-strategy.ts';

/** An on/off flag. */
export const onOff: FlagShape = {
  type: 'boolean',
  variants: [
    { key: 'on', value: true, name: 'On' },
    { key: 'off', value: false, name: 'Off' },
  ],
};

/** A flag with several versions. */
export const colours: FlagShape = {
  type: 'string',
  variants: ['red', 'green', 'blue'].map((key) => ({ key, value: key, name: '' })),
};

/** One version for everybody. */
export function fixed(variant: string): Serve {
  return { strategy: 'fixed', params: { variant } };
}

/** All standard plugins as forms know them. */
export function formsFor(flag: FlagShape): SettingForms {
  const strategies = standardPlugins.filter((plugin) => plugin.kind === 'strategy');
  return {
    flag,
    timeZone: 'Europe/Berlin',
    strategies: strategies
      .filter(({ name }) => !strategiesOfModes.has(name))
      .flatMap((strategy) => toStrategyForm(strategy) ?? []),
    operators: standardPlugins.filter((plugin) => plugin.kind === 'operator').map(toChoice),
  };
}

function toChoice(operator: Operator) {
  const { name, title, negatedTitle, description, group } = operator;
  return {
    ...{ name, title, negatedTitle, description, group },
    takesAttribute: operator.accepts.length > 0,
    hasDefaultAttribute: operator.defaultAttribute !== undefined,
    acceptsMissing: operator.accepts.includes('missing'),
    schema: operator.jsonSchema,
  };
}

/** A setting that is on, with what is given in place of nothing. */
export function settingOf(parts: Readonly<Record<string, unknown>> = {}): Setting {
  const input = { enabled: true, everyoneElse: fixed('off'), off: 'off', salt: 'abcdef', ...parts };
  return settingSchema.parse(input);
}

/** The draft of a setting, edited, as a setting again; rules get the ids `new-1`, `new-2`. */
export function redraft(
  flag: FlagShape,
  setting: Setting | null,
  edit: (draft: SettingDraft) => SettingDraft = (draft) => draft,
): DraftedSetting {
  let ids = 0;
  const forms = formsFor(flag);
  const draft = edit(toSettingDraft(setting, { off: 'off' }, forms));
  return fromSettingDraft(draft, true, { ...forms, newId: () => `new-${(ids += 1)}` });
}
