/** The path of each text in a dictionary; a list is one text. */
function pathsOf(texts: object, path: readonly string[] = []): readonly (readonly string[])[] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? pathsOf(value, [...path, key])
      : [[...path, key]],
  );
}

const names = (source: string, name: string) => new RegExp(`\\.${name}\\b`).test(source);
/** `const texts = homeTexts.first;` gives a group a shorter name; it does not use what is in it. */
const shorterName = /const \w+ = \w+Texts(\.\w+)*;/g;
const namesWhole = (source: string, group: string) =>
  new RegExp(`\\.${group}\\b(?!\\.)`).test(source.replaceAll(shorterName, ''));

/**
 * Lists the texts of a dictionary, like `first.lead`, that none of the sources names: neither the text below its groups, nor
 * the group that it is in as a whole, as in `texts.kinds[kind]`.
 */
export function findUnused(texts: object, sources: readonly string[]): readonly string[] {
  const isUsed = (path: readonly string[]) => {
    const [text = '', group] = path.toReversed();
    return sources.some(
      (source) =>
        path.slice(0, -1).every((part) => names(source, part)) &&
        (names(source, text) || (group !== undefined && namesWhole(source, group))),
    );
  };
  return pathsOf(texts)
    .filter((path) => !isUsed(path))
    .map((path) => path.join('.'));
}
