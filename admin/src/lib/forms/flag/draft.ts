import type { FlagKind, JsonObject, ValueType } from '@hoist/core';
import { keyFromName } from '../key-from-name.ts';
import type { DecimalMark } from '../read-number.ts';
import { readValue, sayWrongValue } from './value-text.ts';

/** A flag as a person creates it: texts, in the order of the form. */
export interface FlagDraft {
  readonly name: string;
  readonly key: string;
  /** `switch` for on and off, `versions` for several variants. */
  readonly shape: 'switch' | 'versions';
  readonly type: Exclude<ValueType, 'boolean'>;
  readonly versions: readonly { readonly key: string; readonly value: string }[];
  readonly clientVisible: boolean;
  readonly kind: FlagKind;
  readonly description: string;
  readonly module: string;
  readonly owner: string;
}

/** The kinds of flags, and the expected lifetime of each in days. */
export const kinds: readonly {
  readonly kind: FlagKind;
  readonly days: number | null;
}[] = [
  { kind: 'release', days: 40 },
  { kind: 'experiment', days: 30 },
  { kind: 'operational', days: null },
  { kind: 'permission', days: null },
];

/** The draft of a new flag: off and on, of the kind `release`. */
export const emptyFlagDraft: FlagDraft = {
  name: '',
  key: '',
  shape: 'switch',
  type: 'string',
  versions: [
    { key: 'a', value: '' },
    { key: 'b', value: '' },
  ],
  clientVisible: false,
  kind: 'release',
  description: '',
  module: '',
  owner: '',
};

/** A person who can own a flag. */
export interface Owner {
  readonly id: string;
  readonly name: string;
}

/** Who fills in a form, and what its texts are read with. */
export interface Author {
  readonly person?: Owner | undefined;
  /** Who an owner is found among. */
  readonly people?: readonly Owner[];
  /** How the person writes decimals, where it is known. */
  readonly decimalMark?: DecimalMark | undefined;
}

/** Converts the draft to the input of a use case, with messages by dotted path for values that cannot be read. */
export function toFlagInput(
  draft: FlagDraft,
  { person, people = [], decimalMark }: Author = {},
): {
  readonly input: JsonObject;
  readonly fields: Readonly<Record<string, string>>;
} {
  const { name, shape, clientVisible, kind, description, module, owner } = draft;
  const fields: Record<string, string> = {};
  const versions = draft.versions.map(({ key, value }, index) => {
    const read = readValue(draft.type, value, decimalMark);
    if (read === undefined) fields[`variants.${index}.value`] = sayWrongValue(draft.type, value);
    return { key: key.trim(), value: read ?? null };
  });
  const onOff = [
    { key: 'on', value: true, name: 'On' },
    { key: 'off', value: false, name: 'Off' },
  ];
  const input = {
    name,
    key: draft.key.trim() || keyFromName(name),
    type: shape === 'switch' ? 'boolean' : draft.type,
    variants: shape === 'switch' ? onOff : versions,
    clientVisible,
    kind,
    lifetimeDays: kinds.find((candidate) => candidate.kind === kind)?.days ?? null,
    description,
    module: module.trim(),
    owner: toOwner(owner.trim(), person, people),
  };
  return { input, fields: shape === 'switch' ? {} : fields };
}

/**
 * Makes an owner of a name: the person who fills in the form if it is theirs, else the one person of that name. Any other
 * name, and one that several have, is free text.
 */
export function toOwner(
  name: string,
  person: Owner | undefined,
  people: readonly Owner[],
): JsonObject | null {
  if (name === '') return null;
  if (person?.name === name) return { name, person: person.id };
  const [only, ...others] = people.filter((each) => each.name === name);
  return { name, person: only && others.length === 0 ? only.id : null };
}

/** Applies `add-version` or `remove-version 2`; a flag keeps at least one variant. */
export function editVersions(draft: FlagDraft, edit: string): FlagDraft {
  const [verb, place = '-1'] = edit.split(' ');
  if (verb === 'add-version') return { ...draft, versions: [...draft.versions, { key: '', value: '' }] };
  if (verb !== 'remove-version' || draft.versions.length === 1) return draft;
  return { ...draft, versions: draft.versions.filter((_version, index) => index !== Number(place)) };
}
