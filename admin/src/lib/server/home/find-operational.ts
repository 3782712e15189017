import { plural } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import { lastDays, usageOf } from '../counts/insights.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { listRelays } from '../environments/list-relays.ts';
import { isGone } from '../publishing/archived.ts';
import { compareEnvironments } from '../settings/compare-environments.ts';
import type { Attention } from './attention-item.ts';

/** A relay takes a change at once and reports within seconds; so long after a commit, in ms, it should have. */
const usualDelay = 15_000;

/** Relays that serve older versions than the store has had for a while, or that lack a plugin. */
export async function findLaggingRelays(hoist: AdminContext): Promise<Attention[]> {
  const relays = await listRelays(hoist);
  return relays.flatMap(({ id, environments, lacks }): Attention[] => {
    const behind = environments
      .filter((each) => each.behind !== 0 && isOld(hoist, each.environment))
      .map(({ environment }) => environment);
    if (behind.length === 0 && lacks.length === 0) return [];
    const title =
      behind.length > 0
        ? `The relay ${id} is behind in ${behind.join(', ')}`
        : `The relay ${id} lacks plugins`;
    const text =
      behind.length > 0
        ? 'Apps that ask it get what was served before. If it stays so, look at its log.'
        : `It lacks ${lacks.join(', ')}: what needs that is not published to its environments.`;
    return [{ kind: 'relay', title, text, href: '/settings/relays', action: 'See relays' }];
  });
}

/** True if an environment has had its latest version for so long that every relay should serve it. */
function isOld(hoist: AdminContext, environment: string): boolean {
  const { committed } = hoist.published(environment);
  return committed === undefined || hoist.now() - committed.last > usualDelay;
}

/** Flags whose evaluations failed in the last days, as Insights counts them. */
export async function findFailingFlags(hoist: AdminContext, { flags }: Definitions): Promise<Attention[]> {
  const usage = await hoist.usage.read();
  const failing = [...flags.values()]
    .filter((flag) => !isGone(hoist, 'flag', flag))
    .map((flag) => usageOf(flag, usage, hoist.now()))
    .filter(({ errors }) => errors > 0)
    .sort((one, other) => other.errors - one.errors);
  const [worst, ...others] = failing;
  if (!worst) return [];
  const title =
    others.length === 0
      ? `${worst.name} failed ${plural(worst.errors, 'time')} in the last ${lastDays} days`
      : `${failing.length} flags failed in the last ${lastDays} days`;
  const text = `${others.length === 0 ? 'Apps' : `${worst.name} failed most. Apps`} got their own default for it.`;
  return [{ kind: 'failing', title, text, href: '/insights', action: 'See errors' }];
}

/** Differences between the last two environments that nobody has marked as intended. */
export async function findDifferences(
  hoist: AdminContext,
  { environments }: Definitions,
): Promise<Attention[]> {
  const [from, to] = environments.slice(-2);
  if (!from || !to) return [];
  const { open } = (await compareEnvironments(hoist, { from: from.key, to: to.key })).counts;
  if (open === 0) return [];
  const title = `${plural(open, 'flag')} ${open === 1 ? 'differs' : 'differ'} between ${from.name} and ${to.name}`;
  const text = 'Nobody has said that this is intended. Copy what is missing, or mark it.';
  const href = `/compare?from=${from.key}&to=${to.key}`;
  return [{ kind: 'different', title, text, href, action: 'Compare' }];
}
