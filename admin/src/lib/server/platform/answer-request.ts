import type { IncomingMessage, ServerResponse } from 'node:http';
import { UseCaseError } from '../errors/use-case-error.ts';
import { answerPlainly } from './answer-plainly.ts';
import { log } from '../logging/log.ts';

/** Answers a request, synchronously or later. */
export type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Runs `handle`. If it fails, answers 500 and logs the error, and the process goes on. */
export async function answerRequest(
  handle: Handle,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    await handle(request, response);
  } catch (error) {
    const path = request.url?.replace(/\?.*/s, '');
    log.error({ path, reason: error instanceof Error ? error.stack : String(error) }, 'a request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const detail = 'See the log of the admin, then try again.';
    answerPlainly(request, response, new UseCaseError('internal-error', detail));
  }
}
