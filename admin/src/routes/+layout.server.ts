import { randomUUID } from 'node:crypto';
import { takeFlash } from '#lib/server/form-actions/flash.ts';
import type { AdminContext } from '../lib/server/context.ts';
import { readPreferences } from '#lib/server/platform/preferences.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ cookies, locals, url }) => {
  const { person, hoist } = locals;
  return {
    person: person && { name: person.name, email: person.email, role: person.role },
    preferences: readPreferences(cookies),
    flash: takeFlash(cookies),
    path: url.pathname + url.search,
    /** Names what the next form does: sent twice by a double click, it is one act. */
    idempotencyKey: randomUUID(),
    problem: person && (await findProblem(hoist)),
  };
};

/** A relay reports every few seconds; one that starts together with the admin needs a moment for the first time. */
const relaysStart = 20;

interface Problem {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly href: string; readonly text: string };
}

/** What is wrong with the whole of Hoist: what it means, and what to do. */
async function findProblem(hoist: AdminContext): Promise<Problem | undefined> {
  const away = hoist.definitions.problem;
  if (away)
    return {
      title: 'The store does not answer.',
      text: `Pages show what was last read; saving may fail. ${away.message}`,
    };
  if (hoist.restores.divergences.length > 0)
    return {
      title: 'Relays are ahead of the store.',
      text: 'An older copy of it was restored: nothing that is saved would reach an app.',
      link: { href: '/restored', text: 'What to do' },
    };
  if (readDefinitions(hoist.definitions).flags.size === 0 || process.uptime() < relaysStart) return undefined;
  const relays = await unlessAway(() => hoist.relays.read(), undefined);
  if (relays?.length !== 0) return undefined;
  return {
    title: 'No relay is running.',
    text: 'Apps keep the flags that they have; no change reaches them. Start a relay, or look at its log.',
  };
}
