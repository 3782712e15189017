import type { PersonDraft } from '#lib/forms/setting/person.ts';
import type { AdminContext } from '../context.ts';
import { readPlace } from '../settings/read-place.ts';
import type { PlaceName } from '../settings/read-place.ts';
import { tryPerson } from '../settings/try-person.ts';
import type { Tried } from '../settings/try-person.ts';
import { findVersionAt } from './find-version-at.ts';
import { toFlagChange } from './flag-history.ts';
import type { FlagChange } from './flag-history.ts';
import { compilePast } from './past-ruleset.ts';
import { readNamesThen } from './read-names-then.ts';

/** What an environment answered at a moment, or why there is no answer. */
export type PastAnswer =
  | { readonly outcome: 'future' }
  /** `since`: when the environment first served anything; undefined if it never did. */
  | { readonly outcome: 'before-first'; readonly since: string | undefined }
  /** The environment did not serve the flag then. */
  | { readonly outcome: 'not-there'; readonly version: number }
  | {
      readonly outcome: 'answered';
      readonly version: number;
      /** The change of the flag that was in effect. */
      readonly change: FlagChange;
      readonly tried: Tried;
    };

/**
 * What somebody got at a moment (ms since the Unix epoch), and why: by what the environment had published by then, and with the
 * clock of that moment. Nothing is counted. Throws UseCaseError 404.
 */
export async function askPast(
  hoist: AdminContext,
  { at, person, ...name }: PlaceName & { readonly at: number; readonly person: PersonDraft },
): Promise<PastAnswer> {
  const place = readPlace(hoist, name);
  if (at > hoist.now()) return { outcome: 'future' };
  const { flag, environment } = name;
  const reader = hoist.published(environment);
  const record = await findVersionAt(hoist.store, reader, at);
  if (!record) {
    const [first] = await hoist.store.read(reader.log, 0, 1);
    return { outcome: 'before-first', since: first?.when };
  }
  const { version } = record;
  const query = {
    log: reader.log,
    marks: [`flag/${flag}`],
    before: version + 1,
    order: 'newest-first',
    limit: 1,
  } as const;
  const [compiled, [last]] = await Promise.all([
    compilePast(hoist, { ...name, record }),
    hoist.store.find(query),
  ]);
  if (!last || !compiled.flags.has(flag)) return { outcome: 'not-there', version };
  const then = { ...hoist, now: () => at };
  const definitions = await readNamesThen(hoist, compiled, at);
  const placeThen = { ...place, definitions, definition: definitions.flags.get(flag) ?? place.definition };
  return {
    outcome: 'answered',
    version,
    change: toFlagChange({ environment, record: last }),
    tried: tryPerson(then, { place: placeThen }, { after: compiled, person }),
  };
}
