import type { LinkPurpose } from '../access/access-state.ts';

interface Linked {
  readonly person: { readonly name: string; readonly role: string };
  readonly link: string;
  readonly expiresAt: string;
}

/** Writes the mail that takes a link to its person, as plain text: no client may load anything from it. */
export function writeLinkMail(
  { person, link, expiresAt }: Linked,
  purpose: LinkPurpose,
  origin: string,
): { readonly subject: string; readonly text: string } {
  const until = `${expiresAt.slice(0, 16).replace('T', ' ')} UTC`;
  const { host } = new URL(origin);
  const lines =
    purpose === 'invitation'
      ? [
          `You are invited to Hoist at ${host}, where your team releases features, with the role ${person.role}.`,
          'Choose a password here:',
        ]
      : [`An administrator of Hoist at ${host} made you a link to set a new password:`];
  return {
    subject:
      purpose === 'invitation'
        ? `Your invitation to Hoist at ${host}`
        : `A new password for Hoist at ${host}`,
    text: [
      `Hello ${person.name},`,
      ...lines,
      link,
      `The link works once, until ${until}. It is yours alone: do not pass it on.`,
      'You did not expect this? Ask an administrator, and do not open the link.',
      '',
    ].join('\n\n'),
  };
}
