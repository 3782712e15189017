import { takeFlash } from '#lib/server/flash.ts';
import { readPreferences } from '#lib/server/preferences.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ cookies, locals, url }) => {
  const { person, hoist } = locals;
  return {
    person: person && { name: person.name, email: person.email, role: person.role },
    preferences: readPreferences(cookies),
    flash: takeFlash(cookies),
    path: url.pathname + url.search,
    problem: hoist.definitions.problem,
  };
};
