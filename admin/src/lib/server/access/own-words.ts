/** How many letters and digits of a password must come from something else. */
const least = 6;

interface Person {
  readonly name: string;
  readonly email: string;
}

/** True if a password consists of little more than its person's name and e-mail address, in any spelling. */
export function isOwnWords(password: string, { name, email }: Person): boolean {
  const words = [email, ...email.split('@'), name].flatMap((text) => [
    squash(text),
    ...text.split(/[^\p{L}\p{M}\p{N}]+/u).map(squash),
  ]);
  const longestFirst = words
    .filter((word) => word.length > 1)
    .sort((one, other) => other.length - one.length);
  let rest = squash(password);
  for (const word of longestFirst) rest = rest.replaceAll(word, '');
  return rest.length < least && rest !== squash(password);
}

/** Returns the letters of a text, without case and accents, and its digits. */
function squash(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
