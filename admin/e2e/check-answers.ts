// Runs before each file of these tests: whatever the API answers in them has to be as its OpenAPI document says.
import { checkAnswersBy } from './api.ts';
import type { Answer } from './api.ts';
import { checkAnswer, checkProblem, documented } from '../src/lib/server/api/testing-document.ts';

const forms = [...documented].map(([route, operation]) => {
  const [method = '', path = ''] = route.split(' ');
  return { method, path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`), operation };
});

/** Says what of an answer of the API its OpenAPI document does not describe; empty where it describes all of it. */
function checkApiAnswer(method: string, path: string, { status, type, body }: Answer): string {
  const address = path.replace(/\?.*/s, '');
  if (!address.startsWith('/api/v1/') || method === 'HEAD' || status === 204) return '';
  if (status >= 400) return checkProblem(type, body);
  const found = forms.find((form) => form.method === method && form.path.test(address));
  return found ? checkAnswer(found.operation, status, type, body) : 'The document lacks it.';
}

checkAnswersBy(checkApiAnswer);
