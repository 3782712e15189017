import { joinWords } from '@hoist/core';
import { z } from 'zod';

const longestText = 1_024;
const mostTexts = 100;
const mostNamed = 8;

/** Texts to be looked for: any of them suffices. */
export interface TextSearch {
  /** In lower case where case is ignored. */
  readonly texts: readonly string[];
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

/** One text, several, or texts with a word on upper and lower case. */
export const textSearchSchema = z
  .union(
    [
      textSchema.meta({ title: 'Text' }),
      textsSchema.meta({ title: 'Texts', description: 'Any of them suffices.' }),
      z.strictObject({
        texts: textsSchema.meta({ title: 'Texts', description: 'Any of them suffices.' }),
        ignoreCase: z.boolean().default(false).meta({ title: 'Ignore upper and lower case' }),
      }),
    ],
    { error: ({ input }) => toMessage(input) },
  )
  .meta({ title: 'Text' })
  .transform((operand): TextSearch => {
    if (typeof operand === 'string') return { texts: [operand], ignoreCase: false, written: [operand] };
    if (!('texts' in operand)) return { texts: operand, ignoreCase: false, written: operand };
    const { texts, ignoreCase } = operand;
    return { texts: ignoreCase ? texts.map(toLowerCase) : texts, ignoreCase, written: texts };
  });

/** Asks for each text until one is found; `actual` comes in lower case where case is ignored. */
export function findText(
  actual: string,
  { texts, ignoreCase }: TextSearch,
  isFound: (actual: string, text: string) => boolean,
): boolean {
  const asked = ignoreCase ? toLowerCase(actual) : actual;
  for (let index = 0; index < texts.length; index++) {
    if (isFound(asked, texts[index] ?? '')) return true;
  }
  return false;
}

/** Whether one of the texts is an entry of a list, from end to end. */
export function findEntry(actual: readonly unknown[], { texts, ignoreCase }: TextSearch): boolean {
  for (let index = 0; index < actual.length; index++) {
    const entry = actual[index];
    if (typeof entry === 'string' && texts.includes(ignoreCase ? toLowerCase(entry) : entry)) return true;
  }
  return false;
}

/** `a or b`, `one of 9 texts`, `a or b in any case`. */
export function describeTexts({ written, ignoreCase }: TextSearch): string {
  const words = written.length > mostNamed ? `one of ${written.length} texts` : joinWords(written, 'or');
  return ignoreCase ? `${words} in any case` : words;
}

/** By Unicode and for no language: I becomes i in Turkish as well, and ß is not SS. */
function toLowerCase(text: string): string {
  return text.toLowerCase();
}

/** What to do about an operand that is none of the three forms. */
function toMessage(operand: unknown): string {
  if (operand === undefined || operand === null) return 'Enter a text.';
  const tooMany = Array.isArray(operand) && operand.length > mostTexts;
  return tooMany ? `At most ${mostTexts} texts.` : 'Enter a text, or several.';
}
