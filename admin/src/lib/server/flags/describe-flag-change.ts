import { canonicalize } from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import type { FlagDefinition, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { asPublished } from './published-flag.ts';
import type { PublishedDefinition } from './published-flag.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { wordingOf } from '../settings/wording-of.ts';

/** What a flag's newest definition changes in an environment that serves an older one, in words. */
export function describeFlagChange(
  hoist: AdminContext,
  latest: FlagDefinition,
  before: PublishedDefinition & { readonly setting: Setting | null },
): string[] {
  const definitions = readDefinitions(hoist.definitions);
  const describe = (flag: FlagDefinition) =>
    describeSetting({ flag, setting: before.setting, ...wordingOf(hoist, flag, definitions) }).text;
  const [now, after] = [describe(asPublished(latest, before)), describe(latest)];
  const changes = [...describeVersions(before, latest), ...describeVisibility(before, latest)];
  return [
    ...(changes.length > 0 ? changes : ['Its versions stand in another order']),
    ...(now === after ? [] : [`Now: ${now}`, `After: ${after}`]),
  ];
}

function describeVersions(
  { variants: before }: PublishedDefinition,
  { variants: after }: PublishedDefinition,
): string[] {
  const [old, next] = [valuesOf(before), valuesOf(after)];
  const keys = [...new Set([...old.keys(), ...next.keys()])];
  return keys.flatMap((key) => {
    const [was, is] = [old.get(key), next.get(key)];
    if (was === is) return [];
    if (was === undefined) return [`New version '${key}': ${shorten(is ?? '')}`];
    if (is === undefined) return [`Version '${key}' goes`];
    const [from, to] = [shorten(was), shorten(is)];
    return [from === to ? `Version '${key}' changes` : `Version '${key}': ${from} → ${to}`];
  });
}

function describeVisibility(before: PublishedDefinition, after: PublishedDefinition): string[] {
  if (before.clientVisible === after.clientVisible) return [];
  return [
    after.clientVisible
      ? 'Browsers and phones may read it, and not servers alone'
      : 'Only servers may read it, and browsers and phones no longer',
  ];
}

const mostShown = 80;

function valuesOf(variants: PublishedDefinition['variants']): ReadonlyMap<string, string> {
  return new Map(variants.map(({ key, value }) => [key, canonicalize(value)]));
}

function shorten(text: string): string {
  return text.length <= mostShown ? text : `${text.slice(0, mostShown)}…`;
}
