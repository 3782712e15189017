/** So many letters and digits of a password must be about something else. */
const least = 6;

interface Person {
  readonly name: string;
  readonly email: string;
}

/** Whether a password says little beside the name and the e-mail address of whose it is, however it is written. */
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

/** Letters without case and accents, and digits; nothing between them. */
function squash(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}
