import type { Context } from '../../model/context.ts';

/** Reads an own property of a context; undefined when it has none of that name. May throw where a getter does. */
export type AttributeReader = (context: Context, name: string) => unknown;

const plain = Object.prototype;

/**
 * Readers that do the same. V8 learns how to find a property per place in the source, so one that always reads the same
 * name is three times as fast as one that reads any: each name that comes first gets a reader of its own. A plain object
 * has a property of its own, or none, where its prototype has none of that name.
 */
const readers: readonly AttributeReader[] = [
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
  (context, name) =>
    context.__proto__ === plain && !(name in plain) ? context[name] : readSlowly(context, name),
];

/** For names beyond those, for objects of other kinds, and for names that every object has. */
function readSlowly(context: Context, name: string): unknown {
  return Object.hasOwn(context, name) ? context[name] : undefined;
}

let given = 0;

/** A reader for one name; keep it. */
export function takeReader(): AttributeReader {
  return readers[given++] ?? readSlowly;
}

/** The same for the one name that is known beforehand. */
export function readTargetingKey(context: Context): unknown {
  if (context.__proto__ === plain && !('targetingKey' in plain)) return context.targetingKey;
  return readSlowly(context, 'targetingKey');
}
