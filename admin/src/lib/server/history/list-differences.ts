import { canonicalize, isJsonObject } from '@hoist/core';
import type { Json } from '@hoist/core';

/** One field that differs; undefined where it was not there. */
export interface FieldDifference {
  /** The names that lead to it: `rules[beta].serve.params.variant`. */
  readonly path: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const longest = 200;

/**
 * The fields in which two values differ, each with its JSON, shortened. Entries of a list are told apart by their `id` or
 * `key` where they have one, so that one that moved does not look like many that changed.
 */
export function listDifferences(before: Json | undefined, after: Json | undefined): FieldDifference[] {
  const found: FieldDifference[] = [];
  compare({ path: '', depth: 0 }, [before, after], found);
  return found;
}

interface At {
  readonly path: string;
  readonly depth: number;
}

/** Down to here, what was not there is shown by its fields. */
const shownByFields = 2;

function compare(
  { path, depth }: At,
  [before, after]: readonly [Json | undefined, Json | undefined],
  found: FieldDifference[],
): void {
  if (isEqual(before, after)) return;
  const [old, next] = toFields(before, after, depth);
  if (old?.isList !== next?.isList || !old || !next) {
    found.push({ path: path || 'all of it', before: show(before), after: show(after) });
    return;
  }
  for (const name of new Set([...old.fields.keys(), ...next.fields.keys()])) {
    const at = { path: join(path, name, old.isList), depth: depth + 1 };
    compare(at, [old.fields.get(name), next.fields.get(name)], found);
  }
  if (!old.isList || !isMoved([...old.fields.keys()], [...next.fields.keys()])) return;
  const order = ({ fields }: Fields) => shorten([...fields.keys()].join(', '));
  found.push({ path: join(path, 'order', false), before: order(old), after: order(next) });
}

function isEqual(before: Json | undefined, after: Json | undefined): boolean {
  if (before === undefined || after === undefined) return before === after;
  return canonicalize(before) === canonicalize(after);
}

function toFields(before: Json | undefined, after: Json | undefined, depth: number): [Fields?, Fields?] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  const isShown = (other: Fields | undefined) => depth < shownByFields && other?.isList === false;
  if (isNothing(before) && isShown(next)) return [nothing, next];
  if (isNothing(after) && isShown(old)) return [old, nothing];
  return [old, next];
}

function isNothing(value: Json | undefined): boolean {
  return value === undefined || value === null;
}

interface Fields {
  readonly isList: boolean;
  readonly fields: ReadonlyMap<string, Json>;
}

const nothing: Fields = { isList: false, fields: new Map() };

/** What a value is made of; undefined for one that is compared as a whole. */
function fieldsOf(value: Json | undefined): Fields | undefined {
  if (isJsonObject(value)) return { isList: false, fields: new Map(Object.entries(value)) };
  if (!Array.isArray(value)) return undefined;
  const names = value.map(nameOf);
  if (names.includes(undefined) || new Set(names).size < names.length) return undefined;
  return { isList: true, fields: new Map(value.map((entry, index) => [names[index] ?? '', entry as Json])) };
}

function nameOf(entry: Json): string | undefined {
  if (!isJsonObject(entry)) return undefined;
  const name = entry['id'] ?? entry['key'];
  return typeof name === 'string' ? name : undefined;
}

function isMoved(before: readonly string[], after: readonly string[]): boolean {
  const [old, next] = [new Set(before), new Set(after)];
  const kept = (names: readonly string[], others: ReadonlySet<string>) =>
    names.filter((name) => others.has(name));
  return kept(before, next).join('\n') !== kept(after, old).join('\n');
}

function join(path: string, name: string, isEntry: boolean): string {
  if (isEntry) return `${path}[${name}]`;
  return path === '' ? name : `${path}.${name}`;
}

function show(value: Json | undefined): string | undefined {
  return value === undefined ? undefined : shorten(JSON.stringify(value));
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
