import { Api } from './api.ts';
import type { RunningHoist } from './running-hoist.ts';
import { administrator, setPassword } from './session.ts';
import type { SignIn } from './session.ts';

/** Invites a person with another role beside the administrator and lets them join: same password, other e-mail. */
export async function addPerson(
  hoist: RunningHoist,
  role: 'viewer' | 'editor' | 'publisher',
): Promise<SignIn> {
  const { password } = administrator;
  const person = { name: `A ${role}`, email: `${role}@example.com` };
  const { body } = await new Api(hoist).done('POST', '/api/v1/people', { body: { ...person, role } });
  await setPassword(String(body['link']), { name: person.name, password });
  return { email: person.email, password };
}
