import { toSettingDraft } from '#lib/forms/setting/draft.ts';
import { carriedField } from '#lib/forms/setting/carried-field.ts';

const flag = {
  type: 'boolean' as const,
  variants: [
    { key: 'on', value: true, name: '' },
    { key: 'off', value: false, name: '' },
  ],
};

/** The form of an on/off flag's setting as a browser sends it, with nobody before everyone else. */
export function settingForm(everyoneElse: 'on' | 'off'): Readonly<Record<string, string>> {
  const forms = { flag, strategies: [], operators: [], timeZone: 'UTC' };
  return {
    [carriedField]: JSON.stringify(toSettingDraft(null, { off: 'off' }, forms)),
    'everyoneElse.mode': everyoneElse === 'on' ? 'all' : 'off',
  };
}
