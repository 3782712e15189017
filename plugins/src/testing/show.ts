const longestText = 60;
const longestList = 8;
const longest = 240;

/** A value as a message shows it: on one line, and short however long it is. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${shorten(JSON.stringify(cut(value)).slice(1, -1))}'`;
  if (typeof value === 'function') return 'a function';
  if (value instanceof Set) return `a Set of ${show([...value])}`;
  if (isThenable(value)) return 'a Promise';
  try {
    return shorten(JSON.stringify(value, (_key, inner: unknown) => brief(inner)) ?? String(value));
  } catch {
    return 'a value that JSON cannot hold';
  }
}

/** An instant in ms since epoch as people read it, to the second where it is a whole one. */
export function showInstant(at: unknown): string {
  if (typeof at !== 'number' || Number.isNaN(new Date(at).getTime())) return show(at);
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

/** Whether it is a promise, of whichever library. */
export function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

function brief(value: unknown): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (!Array.isArray(value) || value.length <= longestList) return value;
  return [...value.slice(0, longestList), `… ${value.length - longestList} more`];
}

function cut(text: string): string {
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText)}… (${text.length} characters)`;
}

function shorten(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
