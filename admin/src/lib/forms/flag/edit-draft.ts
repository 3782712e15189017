import type { FlagDefinition, FlagKind, Variant } from '@hoist/core';
import { showValue } from './value-text.ts';

/** A version as a person edits it. */
export interface VersionDraft {
  readonly key: string;
  readonly name: string;
  readonly description: string;
  readonly value: string;
  /** Not saved yet: its key may still be typed. */
  readonly isNew: boolean;
  /** Goes when the form is saved; it stays in sight until then. */
  readonly removed: boolean;
}

/** A flag as a person edits it: texts, in the order of the form. Its key and its type never change. */
export interface FlagEditDraft {
  readonly name: string;
  readonly description: string;
  readonly kind: FlagKind;
  /** Expected lifetime in days; empty for a flag that stays. */
  readonly lifetimeDays: string;
  readonly owner: string;
  readonly module: string;
  /** One a line, as `tags`. */
  readonly watches: string;
  readonly tags: string;
  readonly clientVisible: boolean;
  readonly hasCodeDefault: boolean;
  readonly codeDefault: string;
  readonly versions: readonly VersionDraft[];
  /** JSON; empty for none. */
  readonly valueSchema: string;
}

/** Fills in the form from a flag. */
export function toFlagEditDraft(flag: FlagDefinition): FlagEditDraft {
  const { name, description, kind, module, clientVisible, codeDefault, valueSchema } = flag;
  return {
    name,
    description,
    kind,
    lifetimeDays: flag.lifetimeDays === null ? '' : String(flag.lifetimeDays),
    owner: flag.owner?.name ?? '',
    module,
    watches: flag.watches.join('\n'),
    tags: flag.tags.join('\n'),
    clientVisible,
    hasCodeDefault: codeDefault !== null,
    codeDefault: codeDefault === null ? '' : showValue(flag.type, codeDefault),
    versions: flag.variants.map((variant) => toVersionDraft(flag, variant)),
    valueSchema: valueSchema === null ? '' : JSON.stringify(valueSchema, null, 2),
  };
}

function toVersionDraft({ type }: FlagDefinition, { key, name, description, value }: Variant): VersionDraft {
  return { key, name, description, value: showValue(type, value), isNew: false, removed: false };
}

const emptyVersion: VersionDraft = {
  key: '',
  name: '',
  description: '',
  value: '',
  isNew: true,
  removed: false,
};

/**
 * Applies the edit of a button: `add-version`, `remove-version 2` or `keep-version 2`. A version that was saved stays in
 * sight as removed, so that what still needs it can be said beside it. A flag keeps at least one version.
 */
export function editFlag(draft: FlagEditDraft, edit: string): FlagEditDraft {
  const [verb, place = '-1'] = edit.split(' ');
  const { versions } = draft;
  const at = Number(place);
  if (verb === 'add-version') return { ...draft, versions: [...versions, emptyVersion] };
  const version = versions[at];
  if (!version) return draft;
  if (verb === 'keep-version')
    return { ...draft, versions: versions.with(at, { ...version, removed: false }) };
  const isLast = versions.filter(({ removed }) => !removed).length === 1;
  if (verb !== 'remove-version' || version.removed || isLast) return draft;
  return version.isNew
    ? { ...draft, versions: versions.filter((_version, index) => index !== at) }
    : { ...draft, versions: versions.with(at, { ...version, removed: true }) };
}

/** The name that messages give the version in this row: what is removed is not sent, so later ones move up. */
export function fieldOfVersion(versions: readonly VersionDraft[], row: number): string {
  return `variants.${versions.slice(0, row).filter(({ removed }) => !removed).length}`;
}
