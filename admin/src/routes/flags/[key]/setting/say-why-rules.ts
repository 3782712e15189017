import type { SettingDraft } from '#lib/forms/setting/draft.ts';
import type { WhyRules } from '#lib/forms/setting/why-rules.ts';
import { settingTexts } from '#lib/texts/setting.ts';
import { nameOfSegment } from './setting-editor.ts';
import type { SettingEditor } from './setting-editor.ts';

/** Why the simple view cannot show all of a setting, by the names that the page shows. */
export function sayWhyRules(
  why: WhyRules,
  draft: SettingDraft,
  editor: Pick<SettingEditor, 'segments'>,
): string {
  const texts = settingTexts.whyRules;
  const nameOfRule = (at: number) => draft.rules[at]?.name || texts.rule(at + 1);
  if ('rule' in why) return texts.title(texts.whys[why.kind](nameOfRule(why.rule)));
  const { kind } = why;
  return texts.title(
    kind === 'twice' ? texts.whys.twice(nameOfSegment(editor, why.segment)) : texts.whys[kind],
  );
}
