import { isLongerThan, joinWords } from '@hoist/core';
import { z } from 'zod';
import { mostEntries } from './value-set.ts';

const longestText = 1_024;
const mostTexts = 100;
/** A setting has thousands of texts to look for: each of them may be compared at every place of this one. */
const longestActual = 1_024;
/** Texts made to be slow are compared at every place: so many characters take a few milliseconds. */
const mostCompared = 8_000_000;
/** Characters of a list's entries, one more for each, that are put into lower case. */
const mostFolded = 32_768;
const mostNamed = 8;
const finalSigma = 'ς';
const sigma = 'σ';

/** Texts to be looked for: any of them suffices. */
export interface TextSearch {
  /** In lower case where case is ignored. */
  readonly texts: readonly string[];
  /** The same, to be asked for entries of a list. */
  readonly entries: ReadonlySet<unknown>;
  /** Characters of all of them. */
  readonly length: number;
  readonly ignoreCase: boolean;
  /** As a person wrote them. */
  readonly written: readonly string[];
}

const textSchema = z
  .string('Enter a text.')
  .min(1, 'Enter a text.')
  .max(longestText, `A text has at most ${longestText} characters.`);
const textsSchema = z
  .array(textSchema)
  .min(1, 'Enter at least one text.')
  .max(mostTexts, `At most ${mostTexts} texts.`);

/** The schema of texts to search for: one, several, or several with a choice on case. */
export const textSearchSchema = z
  .union(
    [
      textSchema.meta({ title: 'Text' }),
      textsSchema.meta({ title: 'Texts', description: 'Any of them suffices.' }),
      z.object({
        texts: textsSchema.meta({ title: 'Texts', description: 'Any of them suffices.' }),
        ignoreCase: z.boolean().default(false).meta({ title: 'Ignore upper and lower case' }),
      }),
    ],
    { error: ({ input }) => toMessage(input) },
  )
  .meta({ title: 'Text' })
  .transform((operand): TextSearch => {
    if (typeof operand === 'string') return toSearch([operand], false);
    return 'texts' in operand ? toSearch(operand.texts, operand.ignoreCase) : toSearch(operand, false);
  });

function toSearch(written: readonly string[], ignoreCase: boolean): TextSearch {
  const texts = ignoreCase ? written.map(fold) : written;
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  return { texts, entries: new Set(texts), length, ignoreCase, written };
}

/**
 * Asks for each text until one is found; `actual` comes in lower case where case is ignored. Undefined for one of more
 * than {@link longestActual} characters.
 */
export function findText(
  actual: string,
  { texts, ignoreCase }: TextSearch,
  isFound: (actual: string, text: string) => boolean,
): boolean | undefined {
  if (isLongerThan(actual, longestActual)) return undefined;
  const asked = ignoreCase ? fold(actual) : actual;
  for (let index = 0; index < texts.length; index++) {
    if (isFound(asked, texts[index] ?? '')) return true;
  }
  return false;
}

/**
 * Whether one of the texts is in a text. Undefined for a text whose length times that of all texts is more than
 * {@link mostCompared}.
 */
export function findPart(actual: string, search: TextSearch): boolean | undefined {
  return actual.length * search.length > mostCompared ? undefined : findText(actual, search, isPart);
}

function isPart(actual: string, text: string): boolean {
  return actual.includes(text);
}

/**
 * Whether one of the texts is an entry of a list, from end to end. Undefined for a list of more than {@link mostEntries}
 * entries, and where case is ignored for more than {@link mostFolded} characters in them.
 */
export function findEntry(
  actual: readonly unknown[],
  { entries, ignoreCase }: TextSearch,
): boolean | undefined {
  if (actual.length > mostEntries) return undefined;
  let characters = 0;
  for (let index = 0; index < actual.length; index++) {
    const entry = actual[index];
    if (!ignoreCase && entries.has(entry)) return true;
    if (!ignoreCase || typeof entry !== 'string') continue;
    characters += entry.length + 1;
    if (characters > mostFolded) return undefined;
    if (entries.has(fold(entry))) return true;
  }
  return false;
}

/** `a or b`, `one of 9 texts`, `a or b in any case`. */
export function describeTexts({ written, ignoreCase }: TextSearch): string {
  const words = written.length > mostNamed ? `one of ${written.length} texts` : joinWords(written, 'or');
  return ignoreCase ? `${words} in any case` : words;
}

/**
 * By Unicode and for no language: I becomes i in Turkish as well, and ß is not SS. A sigma is the same at the end of a word,
 * because what is looked for may end where the text goes on.
 */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return lower.includes(finalSigma) ? lower.replaceAll(finalSigma, sigma) : lower;
}

/** What to do about an operand that is none of the three forms. */
function toMessage(operand: unknown): string {
  if (operand === undefined || operand === null) return 'Enter a text.';
  const tooMany = Array.isArray(operand) && operand.length > mostTexts;
  return tooMany ? `At most ${mostTexts} texts.` : 'Enter a text, or several.';
}
