import { findOnOff } from '#lib/forms/setting/flag-shape.ts';
import type { RuleDraft } from '#lib/forms/setting/rule-draft.ts';
import { toPercent, toShare } from '#lib/forms/percent.ts';
import { settingTexts } from '#lib/texts/setting.ts';
import { nameOfSegment, nameOfVariant } from './setting-editor.ts';
import type { SettingEditor } from './setting-editor.ts';

const whole = 100_000;

/** What becomes of those whom a row's percentage leaves out: a rule decides for all whom it matches. */
export function sayWhoIsLeft(
  { segments, serve }: RuleDraft,
  below: readonly RuleDraft[],
  editor: SettingEditor,
): string | undefined {
  const texts = settingTexts.on;
  const name = texts.or(segments.map((key) => nameOfSegment(editor, key)));
  const names = below
    .filter((rule) => rule.enabled && rule.segments.length > 0)
    .map((rule) => texts.or(rule.segments.map((key) => nameOfSegment(editor, key))));
  if (serve.mode === 'progressive') return texts.decides(name);
  const share = serve.mode === 'percentage' ? toShare(serve.percent) : undefined;
  if (share === undefined || share === whole) return undefined;
  const rest = `${toPercent(whole - share)} %`;
  return findOnOff(editor.forms.flag)
    ? texts.othersDoNot(rest, name, names)
    : texts.othersGet(rest, name, nameOfVariant(editor, serve.otherwise));
}
