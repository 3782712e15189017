import { join } from 'node:path';
import { formatKeyText } from '@hoist/core';
import type { Plugin } from '@hoist/core';
import { loadPlugins } from '@hoist/plugins/load';
import { openStore } from '@hoist/store';
import { createAuth } from '../access/auth.ts';
import type { Auth } from '../access/auth.ts';
import { DeviceCookies } from '../access/device-cookie.ts';
import { FailureLimits } from '../access/failure-limits.ts';
import { keepClean } from '../access/clean-records.ts';
import { createMachineCheck } from '../access/machine.ts';
import type { MachineCheck } from '../access/machine.ts';
import { rememberSessions } from '../access/known-sessions.ts';
import type { KnownSessions } from '../access/known-sessions.ts';
import { PasswordQueue } from '../access/password-queue.ts';
import type { FindPerson } from '../access/session.ts';
import type { SignInOptions } from '../access/sign-in.ts';
import { findActive } from '../access/access-state.ts';
import { offerSetUp } from '../access/set-up-link.ts';
import { TokenUse } from '../access/token-use.ts';
import { createMailer } from '../mail/send-mail.ts';
import type { SendMail } from '../mail/send-mail.ts';
import { keepBootstrapToken } from '../tokens/keep-bootstrap-token.ts';
import { openContext } from '../open-context.ts';
import type { AdminContext } from '../context.ts';
import { readOrMakeSecret } from './secret-file.ts';
import type { AdminConfig } from './config.ts';

const hour = 3_600_000;

/** The context, sign-in and jobs that pages and the API use; one per process. */
export interface Admin {
  readonly config: AdminConfig;
  readonly hoist: AdminContext;
  readonly auth: Auth;
  readonly sessions: KnownSessions;
  readonly signIn: SignInOptions;
  readonly machine: MachineCheck;
  /** Undefined where no mail server is configured. */
  readonly sendMail: SendMail | undefined;
  readonly stopCleaning: () => void;
  /** The one-time link for the first administrator; undefined if there is a person already. */
  readonly setUpUrl: string | undefined;
}

/** What opening the admin needs that is not in the store: config, secrets and plugins, read once. */
export interface PreparedAdmin {
  readonly config: AdminConfig;
  readonly secret: string;
  readonly token: string;
  readonly plugins: readonly Plugin[];
}

/** Reads or makes the secrets and loads plugins; rejects with a message that says what to correct. */
export async function prepareAdmin(config: AdminConfig): Promise<PreparedAdmin> {
  const { dataDir } = config;
  const secret = config.secret ?? (await readOrMakeSecret(join(dataDir, 'secret')));
  const token = config.bootstrapToken ?? (await readOrMakeSecret(join(dataDir, 'bootstrap-token'), toToken));
  const plugins = await loadPlugins(config.plugins, process.cwd());
  return { config, secret, token, plugins };
}

/** Writes an API token in a form that scanners for leaked secrets recognise. */
function toToken(bytes: Uint8Array): string {
  return formatKeyText('api', bytes);
}

/**
 * Opens the store, the context and the jobs. Rejects with StoreUnavailableError while the store is unavailable, and
 * then leaves nothing open.
 */
export async function openAdmin({ config, secret, token, plugins }: PreparedAdmin): Promise<Admin> {
  const { publicUrl, sessions } = config;
  const store = await openStore({ url: config.storeUrl });
  let hoist: AdminContext | undefined;
  try {
    hoist = await openContext(store, { plugins, secret });
    const { access } = hoist;
    await keepBootstrapToken(hoist, token, config.bootstrapToken === undefined ? 'file' : 'variable');
    const findPerson: FindPerson = (id) => findActive(access, id);
    const auth = createAuth({ records: store.records, secret, publicUrl, idleHours: sessions.idleHours });
    const longest = sessions.longestHours * hour;
    const limits = new FailureLimits(store.records);
    return {
      config,
      hoist,
      auth,
      sessions: rememberSessions({ auth, records: store.records, findPerson, longest }),
      signIn: {
        auth,
        records: store.records,
        findPerson,
        limits,
        queue: new PasswordQueue(),
        devices: new DeviceCookies(secret),
      },
      machine: createMachineCheck(access, new TokenUse(store.records)),
      sendMail: config.smtpUrl === undefined ? undefined : createMailer(config.smtpUrl, publicUrl),
      setUpUrl: await offerSetUp(store.records, access, publicUrl),
      stopCleaning: keepClean({ records: store.records, limits, longest }),
    };
  } catch (error) {
    await (hoist ?? store).close().catch(() => undefined);
    throw error;
  }
}
