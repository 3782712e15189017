import { countryCodes, regionGroups } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';

const names = new Intl.DisplayNames('en', { type: 'region' });
const countries = countryCodes.map((key) => ({ key, name: names.of(key) ?? key }));

/** What stands beside a group that the installation has made itself. */
export const ownRegionGroup = 'Your own region group';

/** Regions as a form suggests them: the installation's groups, those that come with Hoist, countries. Parts of one are typed. */
export function listRegionChoices(hoist: AdminContext): { readonly key: string; readonly name: string }[] {
  const own = Object.keys(readDefinitions(hoist.definitions).regions.groups);
  const named = regionGroups.filter(({ key }) => !own.includes(key)).map(({ key, name }) => ({ key, name }));
  return [...own.sort().map((key) => ({ key, name: ownRegionGroup })), ...named, ...countries].filter(
    ({ key }, index, all) => all.findIndex((other) => other.key === key) === index,
  );
}
