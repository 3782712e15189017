import { checkedFlagSchema } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { editFlag, fieldOfVersion, toFlagEditDraft } from './edit-draft.ts';
import { readFlagEdit } from './read-edit.ts';
import { toFlagPatch } from './to-flag-patch.ts';

const flag = checkedFlagSchema.parse({
  key: 'banner',
  revision: 3,
  name: 'Banner',
  type: 'string',
  variants: [
    { key: 'a', value: 'First\r\nline' },
    { key: 'b', value: '', name: 'Nothing' },
    { key: 'c', value: '\n\nlate' },
  ],
  tags: ['one, two', 'three'],
  owner: { name: 'Mira', person: 'm1' },
  codeDefault: '',
  lifetimeDays: 40,
  archivedAt: null,
});
const draft = toFlagEditDraft(flag);

/** As a browser sends it: line ends of HTML. */
function send(value: ReturnType<typeof toFlagEditDraft>): FormData {
  const form = new FormData();
  const set = (name: string, text: string | boolean) => {
    if (text === false) return;
    form.set(name, text === true ? 'on' : text.replace(/\r\n?|\n/g, '\r\n'));
  };
  const { versions, ...rest } = value;
  for (const [name, text] of Object.entries(rest)) set(name, text);
  versions.forEach((version, index) => {
    for (const [name, text] of Object.entries(version)) set(`versions.${index}.${name}`, text);
  });
  return form;
}

describe('a flag that is edited', () => {
  it('is the same flag when nothing was touched, whatever a browser does to line ends', () =>
    expect(toFlagPatch(readFlagEdit(send(draft)), flag)).toEqual({ input: {}, fields: {} }));

  it('changes only what was touched, and keeps untouched values to the last character', () => {
    const versions = draft.versions.with(1, { ...draft.versions[1]!, value: 'Now', name: 'Text' });
    const edited = { ...draft, name: 'Top banner', versions, lifetimeDays: '' };
    const { input, fields } = toFlagPatch(readFlagEdit(send(edited)), flag);
    expect(fields).toEqual({});
    expect(input).toEqual({
      name: 'Top banner',
      lifetimeDays: null,
      variants: [
        { key: 'a', value: 'First\r\nline', name: '', description: '' },
        { key: 'b', value: 'Now', name: 'Text', description: '' },
        { key: 'c', value: '\n\nlate', name: '', description: '' },
      ],
    });
  });

  it('takes the code default out when it gives none, and an empty text is one', () => {
    expect(toFlagPatch({ ...draft, hasCodeDefault: false }, flag).input).toEqual({ codeDefault: null });
    const without = { ...flag, codeDefault: null };
    expect(toFlagPatch(draft, without).input).toEqual({ codeDefault: '' });
  });

  it('keeps a removed version in sight, and names fields as they are sent', () => {
    const added = editFlag(editFlag(draft, 'remove-version 0'), 'add-version');
    expect(added.versions.map(({ removed, isNew }) => [removed, isNew])).toEqual([
      [true, false],
      [false, false],
      [false, false],
      [false, true],
    ]);
    expect(fieldOfVersion(added.versions, 3)).toBe('variants.2');
    expect(toFlagPatch(added, flag).input['variants']).toHaveLength(3);
    expect(editFlag(editFlag(added, 'remove-version 3'), 'keep-version 0')).toEqual(draft);
  });

  it('keeps at least one version', () => {
    const edits = ['remove-version 0', 'remove-version 1', 'remove-version 2'];
    const left = edits.reduce(editFlag, draft).versions.filter(({ removed }) => !removed);
    expect(left.map(({ key }) => key)).toEqual(['c']);
  });

  it('names the field that cannot be read', () => {
    const numbers = checkedFlagSchema.parse({
      ...flag,
      type: 'integer',
      codeDefault: null,
      variants: [{ key: 'few', value: 3 }],
    });
    const shown = toFlagEditDraft(numbers);
    const wrong = {
      ...shown,
      lifetimeDays: 'soon',
      valueSchema: '{',
      hasCodeDefault: true,
      versions: [{ ...shown.versions[0]!, value: '1,000' }],
    };
    expect(Object.keys(toFlagPatch(wrong, numbers).fields)).toEqual([
      'lifetimeDays',
      'codeDefault',
      'variants.0.value',
      'valueSchema',
    ]);
  });
});
