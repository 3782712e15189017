import type { Context } from '@hoist/core';

/** A person as somebody types one to try a draft on. */
export interface PersonDraft {
  /** To remember the person by; may be empty. */
  readonly name: string;
  /** May be empty: somebody without an ID. */
  readonly id: string;
  /** A JSON object, or nothing. */
  readonly attributes: string;
}

/** How many people are tried side by side. */
export const mostPeople = 5;

/** What is typed is sent along with every preview. */
const mostCharacters = 8_192;
const example = '{"country": "DE"}';

/** The person as an app would say it, or what is wrong with the attributes. */
export function readPerson({
  id,
  attributes,
}: PersonDraft): { readonly context: Context } | { readonly wrong: string } {
  if (attributes.length > mostCharacters) return { wrong: `Use at most ${mostCharacters} characters.` };
  const read = readAttributes(attributes);
  if (typeof read === 'string') return { wrong: read };
  return { context: { ...read, ...(id.trim() !== '' && { targetingKey: id.trim() }) } };
}

/** What to call somebody: by name, ID or what is known, in this order. */
export function nameOfPerson({ name, id, attributes }: PersonDraft): string {
  return name.trim() || id.trim() || attributes.trim() || 'Somebody';
}

/** Reads people as a form carries them; whatever else was sent is nobody. */
export function readPeople(text: string): PersonDraft[] {
  const found = parse(text);
  if (!Array.isArray(found)) return [];
  return found.slice(0, mostPeople).flatMap((each: unknown) => {
    if (!isObject(each)) return [];
    const { name, id, attributes } = each;
    if (typeof name !== 'string' || typeof id !== 'string' || typeof attributes !== 'string') return [];
    return [{ name, id, attributes }];
  });
}

function readAttributes(text: string): Context | string {
  if (text.trim() === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return `This is not JSON: ${why}. Enter an object, like ${example}.`;
  }
  return isObject(value) ? value : `Enter a JSON object, like ${example}.`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
