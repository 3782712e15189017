import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRuleset, evaluate } from '@hoist/core';
import type { Json, LogPosition, Plugin, RelayReport, Resolution } from '@hoist/core';
import { openStore } from '@hoist/store';
import type { Store } from '@hoist/store';
import { onTestFinished } from 'vitest';
import { openContext } from './open-context.ts';
import type { AdminContext } from './context.ts';
import { commitChange } from './publishing/commit-change.ts';
import { createFlag } from './flags/flags.ts';
import { followEverywhere } from './publishing/follow.ts';
import type { Person } from './access/person.ts';
import { createAuth } from './access/auth.ts';
import { findActive } from './access/access-state.ts';
import { DeviceCookies, toAccount } from './access/device-cookie.ts';
import { FailureLimits } from './access/failure-limits.ts';
import { rememberSessions } from './access/known-sessions.ts';
import { PasswordQueue } from './access/password-queue.ts';
import type { FindPerson } from './access/session.ts';
import { toPersonPart } from './people/person-part.ts';
import { createSegment } from './segments/segments.ts';
import { readPublished } from './publishing/published.ts';
import { saveSetting } from './settings/save-setting.ts';
import { switchFlag } from './settings/switch-flag.ts';
import { toFirstSetting } from './settings/complete-setting.ts';
import { readFlag } from './flags/flag-views.ts';
import { UseCaseError } from './errors/use-case-error.ts';

export const mira: Person = {
  kind: 'person',
  id: 'mira',
  name: 'Mira Okafor',
  email: 'mira@example.com',
  role: 'admin',
};
export const viewer: Person = { ...mira, id: 'vic', name: 'Vic', role: 'viewer' };
export const editor: Person = { ...mira, id: 'edda', name: 'Edda', role: 'editor' };

const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];

export const countryIs = (country: string) => [
  { conditions: [{ attribute: 'country', operator: 'equals', operand: country }] },
];

/** Lets a person have joined who is otherwise made up. */
export async function letJoin(hoist: AdminContext, { id, name, role, email }: Person): Promise<void> {
  if (role === 'hold') throw new Error('No person has the role hold.');
  const joinedAt = new Date(hoist.now()).toISOString();
  const part = toPersonPart({ id, name, role, account: toAccount(email), joinedAt });
  const build = () => ({ set: new Map([part]), said: 'joined' });
  await commitChange(hoist, hoist.access, { person: mira, kind: 'person-joined', build });
}

/** What use cases about people need, on a context. */
export function peopleContextOf(hoist: AdminContext) {
  const { records } = hoist.store;
  const secret = 's'.repeat(40);
  const auth = createAuth({ records, secret, publicUrl: 'https://hoist.example.com', idleHours: 24 });
  const findPerson: FindPerson = (id) => findActive(hoist.access, id);
  const limits = new FailureLimits(records, hoist.now);
  const devices = new DeviceCookies(secret);
  return {
    hoist,
    sessions: rememberSessions({ auth, records, findPerson, longest: 7 * 86_400_000 }),
    signIn: { auth, records, findPerson, limits, devices, queue: new PasswordQueue() },
    sendMail: undefined,
  };
}

/** A store of its own, gone after the test. */
export async function openTempStore(): Promise<Store> {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-admin-'));
  const store = await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` });
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return store;
}

/** A new installation on a store of its own, gone after the test. */
async function openTestHoist(now: () => number, plugins: readonly Plugin[]): Promise<AdminContext> {
  const hoist = await openContext(await openTempStore(), { now, plugins });
  onTestFinished(() => hoist.close());
  return hoist;
}

/** The same with the segment `beta` (Germany) and the on/off flag `checkout`, not set up anywhere. */
export async function openFilledHoist(
  now: () => number = Date.now,
  plugins: readonly Plugin[] = [],
): Promise<AdminContext> {
  const hoist = await openTestHoist(now, plugins);
  await createSegment(hoist, mira, { key: 'beta', name: 'Beta', conditionGroups: countryIs('DE') });
  await createFlag(hoist, mira, { key: 'checkout', name: 'Checkout', type: 'boolean', variants: onOff });
  return hoist;
}

/** A setting of `checkout`: on for `beta`, off for everyone else. */
export function forBeta(hoist: AdminContext) {
  const { definition } = readFlag(hoist, 'checkout');
  const serve = { strategy: 'fixed', params: { variant: 'on' } };
  return { ...toFirstSetting(definition), rules: [{ id: 'beta', segments: ['beta'], serve }] };
}

export function etagOf(hoist: AdminContext, environment: string): string {
  return (
    readFlag(hoist, 'checkout').environments.find((one) => one.environment.key === environment)?.etag ?? ''
  );
}

export async function setUp(hoist: AdminContext, environment: string): Promise<void> {
  await saveSetting(hoist, mira, {
    flag: 'checkout',
    environment,
    ifMatch: etagOf(hoist, environment),
    setting: forBeta(hoist),
    comment: 'first',
  });
}

/** What an app gets that asks an environment about `checkout` for somebody in Germany. */
export function askCheckout(hoist: AdminContext, environment: string): Resolution {
  const compiled = compileRuleset(readPublished(hoist.published(environment)).ruleset, hoist.registry);
  const now = hoist.now();
  return evaluate(compiled, 'checkout', { targetingKey: 'u1', country: 'DE' }, { now, rolloutNow: now });
}

/** `checkout` set up in dev and prod, and off in both. */
export async function openSwitchedOff(now: () => number): Promise<AdminContext> {
  const hoist = await openFilledHoist(now);
  for (const environment of ['dev', 'prod']) {
    await setUp(hoist, environment);
    const ifMatch = etagOf(hoist, environment);
    await switchFlag(hoist, mira, { flag: 'checkout', environment, enabled: false, ifMatch, comment: '' });
  }
  return hoist;
}

/** Commits a definition without the checks of a use case, like another process that has not read the latest settings. */
export async function defineElsewhere(
  hoist: AdminContext,
  kind: 'flag' | 'bucket-group',
  definition: { readonly key: string; readonly [field: string]: unknown },
): Promise<void> {
  const set = new Map([[`${kind}/${definition.key}`, definition as unknown as Json]]);
  const build = () => ({ set, said: 'changed it elsewhere' });
  await commitChange(hoist, hoist.definitions, { person: mira, kind: 'edited', build });
  await followEverywhere(hoist, mira);
}

/** What a use case refuses with. */
export async function refusalOf(run: () => Promise<unknown>): Promise<UseCaseError> {
  try {
    await run();
  } catch (error) {
    if (error instanceof UseCaseError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

/** What a relay says of itself; what is left out is as the store has it. */
interface RelaySaid {
  readonly environments?: readonly string[];
  readonly installation?: string;
  readonly ruleset?: Partial<LogPosition>;
  readonly keyring?: Partial<LogPosition>;
  readonly revoked?: readonly string[];
  readonly plugins?: readonly string[];
  readonly startedAt?: string;
}

/** Writes a report as a relay does, or replaces its last one. */
export async function reportRelay(hoist: AdminContext, id: string, said: RelaySaid = {}): Promise<void> {
  const { environments = ['dev'], installation = hoist.installation, revoked = [], plugins = [] } = said;
  const positionOf = ({ epoch, version, record }: LogPosition) => ({ epoch, version, record });
  const seenAt = new Date().toISOString();
  const reports = environments.map((environment) => ({
    environment,
    installation,
    state: '0'.repeat(64),
    servedAt: seenAt,
    startedAt: said.startedAt ?? new Date(0).toISOString(),
    ruleset: { ...positionOf(hoist.published(environment).state), ...said.ruleset },
    keyring: { ...positionOf(hoist.keyring(environment).state), ...said.keyring },
    revoked,
  }));
  const row = {
    seenAt,
    report: JSON.stringify({
      format: 1,
      environments: reports,
      rulesetFormats: [1],
      provides: plugins,
    } satisfies RelayReport),
  };
  const { records } = hoist.store;
  if ((await records.update('relays', [{ field: 'id', test: 'eq', value: id }], row)) === 0)
    await records.insert('relays', { id, ...row });
}
