import type { SettingForms } from '#lib/forms/setting/setting-forms.ts';
import { findOnOff } from '#lib/forms/setting/flag-shape.ts';
import { otherPrefix } from '#lib/forms/setting/other-strategy.ts';
import type { ServeDraft } from '#lib/forms/setting/serve-draft.ts';
import { settingTexts } from '#lib/texts/setting.ts';

/** One way to hand out a flag, as it can be chosen. */
interface ModeChoice {
  readonly value: string;
  readonly text: string;
}

/** What can be chosen for everyone else, or for a rule's people. What has no form is offered only where it is there. */
export function modesOf(
  serve: ServeDraft,
  place: string,
  { flag, strategies }: SettingForms,
): readonly ModeChoice[] {
  const texts = settingTexts.serve;
  const isOnOff = findOnOff(flag) !== undefined;
  const all = place !== 'everyoneElse' ? texts.modes.all : isOnOff ? texts.modes.on : texts.modes.one;
  return [
    ...(place === 'everyoneElse' || serve.mode === 'off' ? [{ value: 'off', text: texts.modes.off }] : []),
    { value: 'all', text: all },
    { value: 'percentage', text: texts.modes.percentage },
    ...(!isOnOff && (flag.variants.length > 2 || serve.mode === 'split')
      ? [{ value: 'split', text: texts.modes.split }]
      : []),
    { value: 'progressive', text: texts.modes.progressive },
    ...strategies.map(({ name, title }) => ({ value: `${otherPrefix}${name}`, text: title })),
    ...(serve.mode === 'kept' ? [{ value: 'kept', text: texts.modes.kept }] : []),
  ];
}
