import { deserialize } from '$app/forms';
import { session } from './session.svelte.ts';

/**
 * Asks an action of the page, and shows nothing of the answer by itself. A session that ended is renewed over the page, and the
 * action is then asked again. Gives what it answered, accepted or refused: undefined where it failed, and 'declined' where
 * nobody signed in. Throws where no answer comes.
 */
export async function askAction<Answer extends Record<string, unknown>>(
  action: string,
  body: FormData,
): Promise<Answer | 'declined' | undefined> {
  const headers = { accept: 'application/json', 'x-sveltekit-action': 'true' };
  const send = () => fetch(action, { method: 'POST', body, headers });
  let response = await send();
  if (response.status === 401) {
    if ((await session.renew()) === 'declined') return 'declined';
    response = await send();
  }
  const result = deserialize<Answer, Answer>(await response.text());
  return result.type === 'success' || result.type === 'failure' ? result.data : undefined;
}
