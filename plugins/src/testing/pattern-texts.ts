import fc from 'fast-check';

const atom = fc.constantFrom(
  'a',
  'b',
  'k',
  '.',
  '[ab]',
  '[^a]',
  '\\b',
  '^',
  '$',
  '\\pL',
  '(?i:k)',
  '(?i:s)',
  '\u017f',
  '\\d',
);
/** Patterns of RE2 with what makes them hard: choices, repeats, edges, cases that fold beyond ASCII. Not all of them can be read. */
export const patternTexts = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'medium' },
    atom,
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => one + other),
    fc.tuple(tie('node'), tie('node')).map(([one, other]) => `(${one}|${other})`),
    fc
      .tuple(tie('node'), fc.constantFrom('*', '+', '?', '{3}', '{0,7}', '{2,}'))
      .map(([one, times]) => `(?:${one})${times}`),
  ),
})).node;
const letters = ['a', 'b', 'k', 'K', '\u017f', '\u212a', 's', '7', ' ', '\n', '\u{1f44d}', '\ud83d', 'é'];
/** Texts of what those patterns ask about. */
export const textsForPatterns = fc.string({ unit: fc.constantFrom(...letters), maxLength: 60 });
