import type { RolloutProgress } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { textOf } from './form-text.ts';
import { flashSaved } from './flash-saved.ts';
import { publishReviewed } from './reviewed-form.ts';
import { readFlagIn } from '../flags/flag-views.ts';
import { switchFlag } from '../settings/switch-flag.ts';

/**
 * The switch of a list or a card: acts at once, and goes back to where it stood. A protected environment shows the review
 * first, and a rollout that stood still asks how it goes on: only a form that carries `reviewed` publishes.
 */
export async function switchByForm(event: RequestEvent, flag: string) {
  const { request, locals } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const enabled = textOf(form, 'enabled') === 'true';
  const ifMatch = textOf(form, 'ifMatch');
  const to = localPath(form.get('to'));
  const place = readFlagIn(hoist, { flag, environment });
  const rollout = enabled ? place.rollouts.find(goesOn) : undefined;
  const restart = textOf(form, 'restart') === 'true';
  const asked = { enabled, ifMatch, to, rollout, restart };
  const unpublished = await publishReviewed(event, form, {
    flag,
    environment,
    setting: () => ({ ...place.setting, enabled }),
    asks: place.setting !== null && (place.environment.protected || rollout !== undefined),
    publish: (person, based) =>
      switchFlag(hoist, person, {
        flag,
        environment,
        enabled,
        restart,
        raiseEpoch: textOf(form, 'raiseEpoch') === 'true',
        ...based,
      }),
  });
  if (!unpublished) {
    const done = `Turned ${enabled ? 'on' : 'off'}.`;
    await flashSaved(event, { flag, environment }, { done, offersUndo: true });
    redirect(303, to);
  }
  const { review, refusal } = unpublished;
  const givesUp = refusal?.fields['raiseEpoch'] ?? '';
  const switching = review && { ...asked, comment: textOf(form, 'comment'), givesUp };
  if (!refusal) return { environment, switching, review };
  return fail(refusal.status, {
    environment,
    switching,
    review,
    refusal: givesUp ? { ...refusal, detail: 'Confirm that they give it up.' } : refusal,
  });
}

/** It had begun to grow, and has further to go. */
function goesOn({ state, position, steps }: RolloutProgress): boolean {
  return state === 'paused' && position > 0 && position < steps.length - 1;
}
