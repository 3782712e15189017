import { errorCodes } from './error-codes.ts';
import type { ErrorCode } from './error-codes.ts';
import type { FieldErrorCode } from './field-error-codes.ts';

/** Where an error lies: at a JSON Pointer (RFC 6901) into the body, at a query parameter, or at a header. */
type ErrorPlace = { readonly pointer: string } | { readonly parameter: string } | { readonly header: string };

/** A fault of one field of a request. */
export type FieldError = ErrorPlace & {
  readonly code: FieldErrorCode;
  /** For people, with the next step. */
  readonly message: string;
};

/** Messages by the dotted name that a form gives the field: `{ 'variants.0.key': 'Enter a key.' }`. */
export type FieldMessages = Readonly<Record<string, string>>;

/** What somebody else saved meanwhile, to be shown beside the refused input. */
export interface Theirs {
  readonly value: unknown;
  readonly etag: string;
  readonly who: string;
  readonly when: string;
}

interface Details {
  /** Replaces the code's usual title. */
  readonly title?: string;
  readonly errors?: readonly FieldError[];
  readonly theirs?: Theirs;
}

/** Refuses a use case, with a stable code and a message for people. Nothing was changed. */
export class UseCaseError extends Error {
  override readonly name = 'UseCaseError';
  readonly code: ErrorCode;
  /** The HTTP status of the code. */
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly errors: readonly FieldError[];
  readonly theirs: Theirs | undefined;

  constructor(code: ErrorCode, detail: string, { title, errors = [], theirs }: Details = {}) {
    const { status, title: usual } = errorCodes[code];
    super(`${title ?? usual}: ${detail}`);
    this.code = code;
    this.status = status;
    this.title = title ?? usual;
    this.detail = detail;
    this.errors = errors;
    this.theirs = theirs;
  }

  /** The messages by the names that forms give their fields. */
  get fields(): FieldMessages {
    return toFieldMessages(this.errors);
  }
}

/** Makes an error of the field that these steps lead to, from the root of the body. */
export function fieldError(steps: readonly PropertyKey[], code: FieldErrorCode, message: string): FieldError {
  return { pointer: toPointer(steps), code, message };
}

/** Writes steps as a JSON Pointer (RFC 6901); empty for the root. */
export function toPointer(steps: readonly PropertyKey[]): string {
  return steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Returns the first message of each field, by the dotted name that forms give it. */
function toFieldMessages(errors: readonly FieldError[]): FieldMessages {
  const messages = new Map<string, string>();
  for (const error of errors) {
    const name = toFieldName(error);
    if (!messages.has(name)) messages.set(name, error.message);
  }
  return Object.fromEntries(messages);
}

function toFieldName(place: ErrorPlace): string {
  if ('parameter' in place) return place.parameter;
  if ('header' in place) return place.header;
  const steps = place.pointer.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
}

/** Makes a refusal (404) of a key that nothing of this kind has. */
export function notFound(
  kind: 'flag' | 'segment' | 'bucket-group' | 'environment' | 'key' | 'person' | 'token',
  key: string,
): UseCaseError {
  if (kind === 'person') return new UseCaseError('person-not-found', `Nobody has the id '${key}'.`);
  if (kind === 'token') return new UseCaseError('token-not-found', `No API token has the id '${key}'.`);
  return new UseCaseError(
    `${kind}-not-found`,
    `There is no ${kind.replace('-', ' ')} with the key '${key}'.`,
  );
}

/** Makes a refusal (422) of input because of these fields. */
export function invalid(...errors: readonly FieldError[]): UseCaseError {
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const detail = `${errors[0]?.message ?? 'The input is not valid.'}${more}`;
  return new UseCaseError('invalid-input', detail, { errors });
}

/** Makes a refusal (422) of input because of the field that these steps lead to. */
export function invalidField(
  steps: readonly PropertyKey[],
  code: FieldErrorCode,
  message: string,
): UseCaseError {
  return invalid(fieldError(steps, code, message));
}
