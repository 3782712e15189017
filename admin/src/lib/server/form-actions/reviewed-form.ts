import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { textOf } from './form-text.ts';
import type { Person } from '../access/person.ts';
import { requirePerson } from '../access/rights.ts';
import { reviewChange } from '../flags/review-change.ts';
import type { ReviewedChange } from '../flags/review-change.ts';
import type { PlaceName } from '../settings/read-place.ts';

/** A change of a setting that a form asks for. */
interface Publishing extends PlaceName {
  /** The setting that it leads to; throws UseCaseError where there is none. */
  readonly setting: () => unknown;
  /** Whether it is shown in words before it is published. */
  readonly asks: boolean;
  readonly publish: (
    person: Person,
    based: {
      readonly ifMatch: string;
      readonly comment: string;
      readonly idempotencyKey: string | undefined;
    },
  ) => Promise<unknown>;
}

/** Why nothing is published yet: it waits for its review, or it was refused. */
export interface Unpublished {
  readonly review?: ReviewedChange | undefined;
  readonly refusal?: Refusal | undefined;
}

/**
 * Publishes a change of a setting by a form. Where it `asks`, it gives the review first: only a form that carries `reviewed`
 * publishes, and one that carries `json` gets the setting as JSON as well. Undefined once it is published.
 */
export async function publishReviewed(
  { locals, url }: Pick<RequestEvent, 'locals' | 'url'>,
  form: FormData,
  { setting, asks, publish, flag, environment }: Publishing,
): Promise<Unpublished | undefined> {
  const { hoist } = locals;
  const ask = async (): Promise<Unpublished> => {
    let review: ReviewedChange | undefined;
    const asJson = form.has('json');
    const refusal = await attempt(async () => {
      review = await reviewChange(hoist, { flag, environment, setting: setting(), asJson });
    });
    return { review, refusal };
  };
  if (asks && !form.has('reviewed')) return ask();
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    const based = { ifMatch: textOf(form, 'ifMatch'), comment: textOf(form, 'comment'), idempotencyKey };
    return publish(person, based);
  });
  if (!refusal) return undefined;
  const isIncomplete = refusal.fields['comment'] ?? refusal.fields['raiseEpoch'];
  return asks && isIncomplete ? { ...(await ask()), refusal } : { refusal };
}
