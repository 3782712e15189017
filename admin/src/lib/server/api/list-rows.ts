import { countListed } from '@hoist/core';
import type { FlagPage } from '../flags/flag-list.ts';
import type { SegmentView } from '../segments/segments.ts';

/**
 * Converts a flag for a list. It leaves out values, schemas and settings, which take up to 512 KiB each; reading the
 * flag by its key gives those.
 */
export function toListedFlag({ definition, environments, ...rest }: FlagPage['flags'][number]) {
  const { variants, codeDefault: _default, valueSchema: _schema, ...listed } = definition;
  return {
    ...rest,
    definition: { ...listed, variants: variants.map(({ key, name }) => ({ key, name })) },
    environments: environments.map(({ setting: _setting, published: _published, ...place }) => place),
  };
}

/**
 * Converts a segment for a list: in words, without its conditions and lists of IDs; reading the segment by its key
 * gives those.
 */
export function toListedSegment({ definition, ...rest }: SegmentView) {
  const { longLists: _lists, conditionGroups: _groups, ...listed } = definition;
  const counts = {
    included: countListed(definition, 'included'),
    excluded: countListed(definition, 'excluded'),
  };
  return { ...rest, definition: { ...listed, ...counts } };
}
