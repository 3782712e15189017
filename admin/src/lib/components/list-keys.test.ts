import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, it } from 'vitest';

const source = join(import.meta.dirname, '..', '..');

/** What lists are keyed by beside their index, and why no two rows can have the same. */
const unique: Readonly<Record<string, string>> = {
  key: 'a key, or a constant',
  id: 'made by Hoist',
  'key.id': 'made by Hoist',
  'person.id': 'made by Hoist',
  'token.id': 'made by Hoist',
  'relay.id': 'one row a relay',
  'idOf(change)': 'a log and a version',
  'entry.id': 'kind and key',
  'flag.key': 'a key',
  'segment.key': 'a key',
  'variant.key': 'a key within its flag',
  'environment.key': 'a key',
  'place.environment.key': 'a key',
  'view.environment.key': 'a key',
  'served.environment': 'a key',
  'plugin.name': 'a key of the registry',
  colour: 'a member of an enum',
  audience: 'a member of an enum',
  environment: 'a key',
  'unused.flag': 'a key',
  'flag.flag': 'a key',
  'field.name': 'a property of a schema',
  option: 'a member of an enum, or of a set',
  type: 'a member of an enum',
  kind: 'a member of an enum',
  group: 'a set',
  'operator.name': 'a key of the registry',
  name: 'a key of a constant',
  filter: 'a constant',
  mode: 'a key of a constant',
  hours: 'a constant',
  href: 'a constant',
  attribute: 'a set',
  'item.key': 'a key',
  zone: 'each time zone once',
  'tab.href': 'a constant',
  'step.title': 'a constant',
  'choice.value': 'a constant',
  'snippet.title': 'a constant',
};

interface Node {
  readonly type?: string;
  readonly index?: string;
  readonly key?: { readonly start: number; readonly end: number };
}

/** The keys of all lists in a component, without those that are its index. */
function listKeys(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const found: string[] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, index, key } = node as Node;
    if (type === 'EachBlock') {
      const name = key ? text.slice(key.start, key.end) : 'no key';
      if (name !== index) found.push(name);
    }
    for (const child of Object.values(node)) walk(child);
  };
  walk(parse(text, { modern: true }).fragment);
  return found;
}

it('no page keys a list by what people or apps can choose: two of the same would stop it', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.svelte'),
  );
  const keyed = files.flatMap((file) => listKeys(join(source, file)).map((key) => ({ file, key })));
  expect(keyed.filter(({ key }) => !(key in unique))).toEqual([]);
  expect(Object.keys(unique).filter((name) => !keyed.some(({ key }) => key === name))).toEqual([]);
});
