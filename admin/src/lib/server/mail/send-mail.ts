import { createTransport } from 'nodemailer';

/** A mail as plain text. */
interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends a mail; rejects if the server does not take it. */
export type SendMail = (mail: Mail) => Promise<void>;

/** How long a server may take at each step, in ms: somebody waits for the page. */
const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 } as const;

/**
 * Makes a sender from `smtp://user:password@host:port` or `smtps://...`. Mails come from the address in the URL's `from`, else
 * from hoist@ the host of the admin.
 */
export function createMailer(smtpUrl: string, publicUrl: string): SendMail {
  const { protocol, hostname, port, username, password, searchParams } = new URL(smtpUrl);
  const transport = createTransport({
    ...timeouts,
    host: hostname.replace(/^\[|\]$/g, ''),
    secure: protocol === 'smtps:',
    ...(port !== '' && { port: Number(port) }),
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    // Nothing in a mail may be read from a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const from = searchParams.get('from') ?? `hoist@${new URL(publicUrl).hostname}`;
  return async ({ to, subject, text }) => {
    await transport.sendMail({
      from: { name: 'Hoist', address: from },
      to: { name: '', address: to },
      subject,
      text,
    });
  };
}
