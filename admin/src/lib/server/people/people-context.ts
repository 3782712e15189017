import type { FailureLimits } from '../access/failure-limits.ts';
import type { KnownSessions } from '../access/known-sessions.ts';
import type { PasswordQueue } from '../access/password-queue.ts';
import type { AdminContext } from '../context.ts';
import type { SendMail } from '../mail/send-mail.ts';

/** What use cases about people need beside the store: sessions to end, passwords to hash, mail to send. */
export interface PeopleContext {
  readonly hoist: AdminContext;
  readonly sessions: KnownSessions;
  readonly signIn: { readonly queue: PasswordQueue; readonly limits: FailureLimits };
  /** Undefined where no mail server is configured. */
  readonly sendMail: SendMail | undefined;
}
