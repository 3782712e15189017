/** Messages beside fields, by dotted path: `{ 'variants.0.key': 'Enter a key.' }`. */
export type FieldErrors = Readonly<Record<string, string>>;

/** What somebody else saved meanwhile, for showing it beside one's own. */
export interface Theirs {
  readonly value: unknown;
  readonly etag: string;
  readonly who: string;
  readonly when: string;
}

interface Details {
  readonly fields?: FieldErrors;
  readonly theirs?: Theirs;
}

/** A use case that cannot be carried out, in words for a person; nothing was changed. `status` is the HTTP status that fits. */
export class UseCaseError extends Error {
  override readonly name = 'UseCaseError';
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: FieldErrors;
  readonly theirs: Theirs | undefined;

  constructor(status: number, title: string, detail: string, { fields = {}, theirs }: Details = {}) {
    super(`${title}: ${detail}`);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.fields = fields;
    this.theirs = theirs;
  }
}

export function notFound(kind: string, key: string): UseCaseError {
  return new UseCaseError(404, `No such ${kind}`, `There is no ${kind} with the key '${key}'.`);
}

export function invalid(fields: FieldErrors): UseCaseError {
  const messages = Object.values(fields);
  const more = messages.length > 1 ? ` (and ${messages.length - 1} more)` : '';
  return new UseCaseError(
    422,
    'Some fields need another look',
    `${messages[0] ?? 'The input is not valid.'}${more}`,
    { fields },
  );
}
