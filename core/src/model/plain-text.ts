import { findInvisible } from './invisible.ts';

const disruptiveMarks = String.raw`\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069`;
const visibleMarks = String.raw`\p{L}\p{N}\p{P}\p{S}`;
const disruptive = new RegExp(`[${disruptiveMarks}]`, 'u');
const everyDisruptive = new RegExp(`[${disruptiveMarks}]`, 'gu');
const visible = new RegExp(`[${visibleMarks}]`, 'u');

/** What {@link isPlainText} accepts, as a pattern of JSON Schema. */
export const plainTextPattern = `^[^${disruptiveMarks}]*$`;

/** What {@link isPlainText} accepts once runs of white space are made one space each, as a pattern of JSON Schema. */
export const spacedTextPattern = String.raw`^(?:[^${disruptiveMarks}]|[\t-\r\u2028\u2029])*$`;

/** What {@link isPlainText} and {@link isVisible} accept, as a pattern of JSON Schema. */
export const visibleTextPattern = `^[^${disruptiveMarks}]*[${visibleMarks}][^${disruptiveMarks}]*$`;

/** Says which character of a text does not fit into a sentence: a mark that turns its words around, a line break and the like. */
export const plainTextProblem = {
  error: ({ input }: { readonly input?: unknown }) =>
    findInvisible(String(input)) ?? 'Leave out what nobody sees.',
};

/** True if a text can be part of a sentence: no line breaks, control characters or direction marks. */
export function isPlainText(text: string): boolean {
  return !disruptive.test(text);
}

/** Whether anything of a text is to be seen. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

/** Removes line breaks, control characters and direction marks from a text that others chose. */
export function toPlainText(text: string): string {
  return isPlainText(text) ? text : text.replaceAll(everyDisruptive, '');
}
