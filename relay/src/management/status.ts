import { rulesetFormat } from '@hoist/core';
import type { EnvironmentFeed } from '../sync/environment-feed.ts';
import type { EnvironmentFeeds } from '../sync/environment-feeds.ts';
import type { SourceFollower } from '../sync/source-follower.ts';
import type { Problems } from './problems.ts';

interface Described {
  readonly id: string;
  readonly ready: boolean;
  readonly draining: boolean;
  readonly following: Pick<SourceFollower, 'source' | 'missing'>;
  readonly problems: Pick<Problems, 'list'>;
  readonly feeds: Pick<EnvironmentFeeds, 'list' | 'registry'>;
}

/** What `/status` says of a relay: positions, age and problems. */
export function toStatus({ id, ready, draining, following, problems, feeds }: Described) {
  return {
    relay: id,
    ready,
    draining,
    source: following.source?.description ?? null,
    missing: following.missing,
    problems: problems.list(),
    formats: [rulesetFormat],
    plugins: feeds.registry.provides,
    environments: feeds.list().map((feed) => toEnvironment(feed, problems)),
  };
}

function toEnvironment({ key, ready, ruleset, contact }: EnvironmentFeed, problems: Pick<Problems, 'list'>) {
  const { lastContact, age } = contact;
  return {
    environment: key,
    ready,
    epoch: ruleset?.epoch ?? null,
    version: ruleset?.version ?? null,
    state: ruleset?.state ?? null,
    failures: ruleset?.failures ?? [],
    lastContact: lastContact === undefined ? null : new Date(lastContact).toISOString(),
    contactAgeSeconds: Number.isFinite(age) ? Math.round(age / 1_000) : null,
    problems: problems
      .list()
      .filter(({ log }) => log.endsWith(`/${key}`))
      .map(({ text }) => text),
  };
}
