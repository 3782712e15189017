import type { JsonObject, Regions } from '@hoist/core';

/** The regions as a person edits them: the attribute that holds a region, and own groups, in the order of the form. */
export interface RegionsDraft {
  readonly attribute: string;
  readonly groups: readonly RegionGroupDraft[];
}

/** A region group as a person edits it. */
export interface RegionGroupDraft {
  readonly name: string;
  /** One a line. */
  readonly codes: string;
}

/** Fills in the form from the regions, with groups by name. */
export function toRegionsDraft({ attribute, groups }: Regions): RegionsDraft {
  const names = Object.keys(groups).sort();
  return { attribute, groups: names.map((name) => ({ name, codes: (groups[name] ?? []).join('\n') })) };
}

/** Applies the edit of a button: `add-group`, `remove-group 0`. Anything else changes nothing. */
export function editRegions(draft: RegionsDraft, edit: string): RegionsDraft {
  const [verb, place = '-1'] = edit.split(' ');
  if (verb === 'add-group') return { ...draft, groups: [...draft.groups, { name: '', codes: '' }] };
  if (verb !== 'remove-group') return draft;
  return { ...draft, groups: draft.groups.filter((_group, index) => index !== Number(place)) };
}

/** Converts the draft to the input of a use case, with messages by dotted path. Empty rows are left out. */
export function toRegionsInput(draft: RegionsDraft): {
  readonly input: JsonObject;
  readonly fields: Readonly<Record<string, string>>;
} {
  const fields: Record<string, string> = {};
  const groups = new Map<string, readonly string[]>();
  draft.groups.forEach(({ name, codes }, index) => {
    const key = nameOf(name);
    if (key === '' && codes.trim() === '') return;
    if (key === '') fields[`rows.${index}`] = 'Enter a name for this group, like NORTH.';
    if (groups.has(key))
      fields[`rows.${index}`] = `Two groups are named ${key}. Put them together, or rename one.`;
    groups.set(key, readCodes(codes));
  });
  return { input: { attribute: draft.attribute.trim(), groups: Object.fromEntries(groups) }, fields };
}

/** Finds the messages of a row: for its name or the whole, and for its codes. */
export function wrongInRow(
  fields: Readonly<Record<string, string>>,
  name: string,
  index: number,
): { readonly name: string | undefined; readonly codes: string | undefined } {
  const path = `groups.${nameOf(name)}`;
  const inCodes = Object.keys(fields).find((field) => field.startsWith(`${path}.`));
  return { name: fields[`rows.${index}`] ?? fields[path], codes: inCodes && fields[inCodes] };
}

/** Reads codes, separated by lines, spaces, commas or semicolons: in capitals, each once. */
export function readCodes(text: string): readonly string[] {
  return [
    ...new Set(
      text
        .toUpperCase()
        .split(/[\s,;]+/)
        .filter(Boolean),
    ),
  ];
}

function nameOf(text: string): string {
  return text.trim().toUpperCase();
}
