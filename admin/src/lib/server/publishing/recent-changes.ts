import { describeSetting, readPart, publishedFlagSchema } from '@hoist/core';
import type { FlagDefinition, VersionRecord } from '@hoist/core';
import { sha256 } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { nameOfFlag, nameOfSegment, readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { definitionKinds, pageOf } from '../definitions/definition-kind.ts';
import type { DefinitionKind } from '../definitions/definition-kind.ts';
import { wordingOf } from '../settings/settings.ts';

/** What somebody did: "Mira Okafor set Checkout v2: on for everyone". */
export interface RecentChange {
  readonly at: string;
  readonly who: string;
  readonly verb:
    'created' | 'changed' | 'archived' | 'restored' | 'deleted' | 'set' | 'published' | 'removed';
  /** What it was done to, by name. */
  readonly subject: string;
  readonly href: string;
  /** The setting that was published, in words; empty for anything else. */
  readonly outcome: string;
  /** Undefined for a definition, which no environment has alone. */
  readonly environment: string | undefined;
  /** What the person said about it; empty for nothing. */
  readonly comment: string;
}

/** A record of a log; no environment for the log of definitions. */
interface LogEntry {
  readonly record: VersionRecord;
  readonly environment: string | undefined;
}

/** The last changes of all logs, the newest first: a short read a log, and one for what was published. */
export async function readRecentChanges(hoist: AdminContext, most: number): Promise<RecentChange[]> {
  const definitions = readDefinitions(hoist.definitions);
  const logs = [
    { reader: hoist.definitions, environment: undefined },
    ...definitions.environments.map(({ key }) => ({ reader: hoist.published(key), environment: key })),
  ];
  const read = await Promise.all(
    logs.map(async ({ reader, environment }): Promise<LogEntry[]> => {
      const after = Math.max(0, reader.state.version - 2 * most);
      const records = await hoist.store.read(reader.log, after, 2 * most);
      return records.map((record) => ({ record, environment }));
    }),
  );
  const entries = read
    .flat()
    .filter(({ record }) => isByAPerson(record))
    .sort((one, other) => Date.parse(other.record.when) - Date.parse(one.record.when))
    .slice(0, most);
  return describeChanges(hoist, entries);
}

/** What each record did to its main part, or to the one that `partOf` finds in it; one read for all that was published. */
export async function describeChanges(
  hoist: AdminContext,
  entries: readonly LogEntry[],
  partOf: (record: VersionRecord) => SetPart = mainPart,
): Promise<RecentChange[]> {
  const definitions = readDefinitions(hoist.definitions);
  const texts = await hoist.store.getParts(
    [...new Set(entries.map(({ record }) => partOf(record)[1]))].filter(Boolean),
  );
  return entries.map((entry) => toChange(hoist, definitions, entry, { part: partOf(entry.record), texts }));
}

/** What the log of definitions says at the beginning of a record. */
const definitionVerbs = ['created', 'archived', 'restored', 'deleted'] as const;

type SetPart = VersionRecord['set'][number];

/** What follows a definition by itself is part of that change, not one of its own. */
function isByAPerson(record: VersionRecord): boolean {
  return !followsByItself(record) && /^(?:(?:flag|segment|group)\/|regions$)/.test(mainPart(record)[0]);
}

function followsByItself({ idempotencyKey }: VersionRecord): boolean {
  return idempotencyKey.startsWith('follow:');
}

/** The flag, where segments and groups came along with it; what is gone has no digest. */
function mainPart({ set, removed }: VersionRecord): SetPart {
  const parts = set.filter(([partKey]) => !partKey.startsWith('tombstone/'));
  const [gone = ''] = removed;
  return parts.find(([partKey]) => partKey.startsWith('flag/')) ?? parts[0] ?? [gone, ''];
}

function toChange(
  hoist: AdminContext,
  definitions: Definitions,
  { record, environment }: LogEntry,
  { part: [partKey, digest], texts }: { readonly part: SetPart; readonly texts: ReadonlyMap<string, string> },
): RecentChange {
  const { why } = record;
  const [name = '', key = name] = partKey.split('/');
  const kind = definitionKinds.find((each) => each === name) ?? 'flag';
  const flag = kind === 'flag' ? definitions.flags.get(key) : undefined;
  const about = {
    at: record.when,
    who: record.who.name,
    subject: nameSubject(definitions, kind, key),
    environment,
  };
  const href = pageOf({ kind, key });
  if (environment === undefined)
    return {
      ...about,
      verb: definitionVerbs.find((verb) => why.toLowerCase().startsWith(`${verb} `)) ?? 'changed',
      href: definitions.tombstones.has(partKey) ? (kind === 'segment' ? '/segments' : '/flags') : href,
      outcome: '',
      comment: '',
    };
  if (digest === '') return { ...about, verb: 'removed', href, outcome: '', comment: why };
  if (kind !== 'flag' || followsByItself(record))
    return { ...about, verb: 'published', href, outcome: '', comment: why };
  const comment = why === `${key}: setting changed` ? '' : why;
  const outcome = flag ? describePublished(hoist, flag, { digest, text: texts.get(digest) }) : '';
  return { ...about, verb: 'set', href: `${href}?env=${environment}`, outcome, comment };
}

function nameSubject(definitions: Definitions, kind: DefinitionKind, key: string): string {
  const deleted = definitions.tombstones.get(`${kind}/${key}`);
  if (deleted) return deleted.name;
  if (kind === 'segment') return nameOfSegment(definitions, key);
  if (kind === 'regions') return 'the regions';
  return kind === 'group' ? `group ${key}` : nameOfFlag(definitions, key);
}

function describePublished(
  hoist: AdminContext,
  flag: FlagDefinition,
  { digest, text }: { readonly digest: string; readonly text: string | undefined },
): string {
  if (text === undefined) return '';
  const published = publishedFlagSchema.parse(readPart({ digest, text }, sha256));
  return describeSetting({ flag: published, setting: published.setting, ...wordingOf(hoist, flag) }).text;
}
