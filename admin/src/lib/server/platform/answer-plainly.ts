import type { IncomingMessage, ServerResponse } from 'node:http';
import { isApi, toProblemText } from '../errors/api-problem.ts';
import type { UseCaseError } from '../errors/use-case-error.ts';

/** Refuses a request outside of SvelteKit: with a problem for the API, with plain text otherwise. */
export function answerPlainly(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: UseCaseError,
): void {
  const { status, title, detail } = refusal;
  const { headers, text } = isApi(request.url ?? '')
    ? toProblemText(refusal)
    : {
        headers: { 'content-type': 'text/plain', 'cache-control': 'no-store' },
        text: `${title}. ${detail}\n`,
      };
  response.writeHead(status, headers).end(text);
}
