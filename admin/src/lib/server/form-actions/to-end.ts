import { invalidField } from '../errors/use-case-error.ts';

const dayLength = 86_400_000;
const mostDays = 3_650;

/** When something ends that works for so many days from now: null, so never, for 0. Throws UseCaseError 422. */
export function toEnd(days: number, what: string): string | null {
  if (days === 0) return null;
  if (days >= 1 && days <= mostDays) return new Date(Date.now() + days * dayLength).toISOString();
  throw invalidField(['expiresAt'], 'too-big', `${what} works for 1 to ${mostDays} days, or without an end.`);
}
