import {
  closeServer,
  createDrain,
  findUnknownVariables,
  listen,
  onFault,
  PortError,
  ConfigError,
} from '@hoist/store/process';
import { UseCaseError } from '#lib/server/errors/use-case-error.ts';
import { answerPlainly } from '#lib/server/platform/answer-plainly.ts';
import { log } from '#lib/server/logging/log.ts';
import { createManagement } from '#lib/server/platform/management.ts';
import { readAdminConfig } from '#lib/server/platform/config.ts';
import { startAdmin } from '#lib/server/platform/starting-admin.ts';
import { warmUp } from '#lib/server/platform/warm-up.ts';
import { createWebServer, prepareHandler } from '#lib/server/platform/web-server.ts';
import type { Site } from '#lib/server/platform/web-server.ts';

/** SvelteKit's own handler lies beside this file once both are built. */
const handlerPath = './handler.js';
/** How long requests in flight, and then all the rest, may take, in ms: a process that closes is gone within five seconds. */
const timeout = { requests: 3_000, all: 4_500 } as const;

async function run(): Promise<void> {
  const config = readAdminConfig(process.env);
  log.level = config.logLevel;
  for (const problem of findUnknownVariables(process.env)) log.warn(problem);
  const site: Site = {
    handle: (request, response) => {
      response.setHeader('retry-after', '1');
      answerPlainly(request, response, new UseCaseError('starting', 'Try again in a second.'));
    },
    isKnown: () => false,
  };
  const management = createManagement();
  const pages = createWebServer(config, site, { isDraining: () => management.isClosed });
  // Ports first: a second start must not replace the set-up link of the one that runs.
  await listen(pages, { port: config.port, variable: 'HOIST_ADMIN_PORT' });
  await listen(management.server, {
    port: config.managementPort,
    host: config.managementHost,
    variable: 'HOIST_ADMIN_MANAGEMENT_PORT',
  });
  site.handle = await loadPages();
  const starting = startAdmin(config);
  site.isKnown = (cookies) => starting.admin?.signIn.devices.isIn(cookies, Date.now()) ?? false;
  management.open(starting);
  const drain = createDrain({
    logger: log,
    seconds: config.drainSeconds,
    limit: timeout.all,
    begin: () => management.close(),
    end: async () => {
      await Promise.all([pages, management.server].map((server) => closeServer(server, timeout.requests)));
      await starting.close();
    },
  });
  process.on('SIGTERM', drain);
  process.on('SIGINT', drain);
  onFault(log, () => drain('fault'));
  const { port, managementPort, publicUrl } = config;
  log.info({ port, managementPort, publicUrl }, 'listening');
  const admin = await starting.opened;
  if (admin?.setUpUrl !== undefined) console.log(`Set up: ${admin.setUpUrl}`);
  if (admin) await warmUp(pages);
}

async function loadPages(): Promise<Site['handle']> {
  prepareHandler(process.env);
  const { handler } = (await import(/* @vite-ignore */ handlerPath)) as { handler: Site['handle'] };
  return handler;
}

function explain(error: unknown): string {
  if (error instanceof ConfigError)
    return `Hoist cannot start:\n${error.problems.map((problem) => `  ${problem}`).join('\n')}`;
  if (error instanceof PortError) return error.message;
  return `Hoist cannot start. ${error instanceof Error ? error.message : String(error)}`;
}

try {
  await run();
} catch (error) {
  console.error(explain(error));
  process.exit(1);
}
