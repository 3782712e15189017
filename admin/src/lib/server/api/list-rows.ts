import type { FlagPage } from '../flags/flag-list.ts';
import type { SegmentView } from '../segments/segments.ts';

/**
 * A flag as lists show it: without values, schemas and settings, which take up to 512 KiB each, so that a page stays small. One
 * flag by its key has them.
 */
export function toListedFlag({ definition, environments, ...rest }: FlagPage['flags'][number]) {
  const { variants, codeDefault: _default, valueSchema: _schema, ...listed } = definition;
  return {
    ...rest,
    definition: { ...listed, variants: variants.map(({ key, name }) => ({ key, name })) },
    environments: environments.map(({ setting: _setting, published: _published, ...place }) => place),
  };
}

/** A segment as lists show it: in words, and without its conditions and lists of IDs. One segment by its key has them. */
export function toListedSegment({ definition, ...rest }: SegmentView) {
  const { included, excluded, conditionGroups: _groups, ...listed } = definition;
  return { ...rest, definition: { ...listed, included: included.length, excluded: excluded.length } };
}
