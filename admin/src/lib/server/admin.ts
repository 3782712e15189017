import { join } from 'node:path';
import { loadPlugins } from '@hoist/plugins/load';
import { openStore } from '@hoist/store';
import { createAuth } from './auth/auth.ts';
import type { Auth } from './auth/auth.ts';
import { createMachineCheck } from './auth/machine.ts';
import type { MachineCheck } from './auth/machine.ts';
import { rememberSessions } from './auth/known-sessions.ts';
import type { FindSession } from './auth/known-sessions.ts';
import { offerSetUp } from './auth/set-up-link.ts';
import { openHoist } from './hoist.ts';
import type { Hoist } from './hoist.ts';
import { readOrMakeSecret } from './secret-file.ts';
import { readAdminSettings } from './settings.ts';
import type { Settings } from './settings.ts';

/** Everything that pages and the API stand on, made once a process. */
export interface Admin {
  readonly settings: Settings;
  readonly hoist: Hoist;
  readonly auth: Auth;
  readonly findSession: FindSession;
  readonly machine: MachineCheck;
  /** The one-time link for the first administrator; undefined once there is a person. */
  readonly setUpUrl: string | undefined;
}

let running: Promise<Admin> | undefined;

/** The process's one admin, opened at the first call; `vite dev` has no entry of its own that could do it before. */
export function startAdmin(settings: Settings = readAdminSettings(process.env)): Promise<Admin> {
  running ??= openAdmin(settings);
  return running;
}

async function openAdmin(settings: Settings): Promise<Admin> {
  const { dataDir, publicUrl } = settings;
  const secret = settings.secret ?? (await readOrMakeSecret(join(dataDir, 'secret')));
  const token = settings.bootstrapToken ?? (await readOrMakeSecret(join(dataDir, 'bootstrap-token')));
  const plugins = await loadPlugins(settings.plugins, process.cwd());
  const store = await openStore({ url: settings.storeUrl });
  const hoist = await openHoist(store, { plugins });
  const auth = createAuth({ records: store.records, secret, publicUrl });
  return {
    settings,
    hoist,
    auth,
    findSession: rememberSessions(auth),
    machine: createMachineCheck(token),
    setUpUrl: await offerSetUp(store.records, publicUrl),
  };
}
