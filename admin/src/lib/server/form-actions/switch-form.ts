import type { RolloutProgress } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { attempt } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { textOf } from './form-text.ts';
import { requirePerson } from '../access/rights.ts';
import { flashSaved } from './flash-saved.ts';
import { readFlagIn } from '../flags/flag-views.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';

/**
 * The switch of a list or a card: acts at once, and goes back to where it stood. A protected environment shows the review
 * first, and a rollout that stood still asks how it goes on: only a form that carries `reviewed` publishes.
 */
export async function switchByForm(event: RequestEvent, flag: string) {
  const { request, locals, url } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const enabled = textOf(form, 'enabled') === 'true';
  const ifMatch = textOf(form, 'ifMatch');
  const comment = textOf(form, 'comment');
  const to = localPath(form.get('to'));
  const place = readFlagIn(hoist, { flag, environment });
  const rollout = enabled ? place.rollouts.find(goesOn) : undefined;
  const restart = textOf(form, 'restart') === 'true';
  const asked = { environment, enabled, ifMatch, to, rollout, restart, givesUp: '' };
  const toReview = () => previewSetting(hoist, { flag, environment, setting: { ...place.setting, enabled } });
  const asks = place.environment.protected || rollout !== undefined;
  if (asks && place.setting && !form.has('reviewed')) {
    return { environment, switching: { ...asked, comment: '', review: toReview() } };
  }
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    return switchFlag(hoist, person, {
      flag,
      environment,
      enabled,
      restart,
      ifMatch,
      comment,
      raiseEpoch: textOf(form, 'raiseEpoch') === 'true',
      idempotencyKey: idempotencyKeyOf(person, url, form),
    });
  });
  if (!refusal) {
    const done = `Turned ${enabled ? 'on' : 'off'}.`;
    await flashSaved(event, { flag, environment }, { done, offersUndo: true });
    redirect(303, to);
  }
  const givesUp = refusal.fields['raiseEpoch'] ?? '';
  if (refusal.fields['comment'] || givesUp)
    return fail(refusal.status, {
      environment,
      switching: { ...asked, comment, givesUp, review: toReview() },
      refusal: givesUp ? { ...refusal, detail: 'Confirm that they give it up.' } : refusal,
    });
  return fail(refusal.status, { environment, refusal });
}

/** It had begun to grow, and has further to go. */
function goesOn({ state, position, steps }: RolloutProgress): boolean {
  return state === 'paused' && position > 0 && position < steps.length - 1;
}
