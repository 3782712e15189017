import { expect, it } from 'vitest';
import { answerAway } from './away-page.ts';

const where =
  "Whoever runs Hoist finds the reason in the admin's log and at /readyz of its management port, 9465.";

it('shows people a plain page that says that the store is away, where the reason is, and that it tries again', async () => {
  const response = answerAway('/flags', 9465);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(response.headers.get('content-type')).toContain('text/html');
  const html = await response.text();
  expect(html).toContain('<h1>The store is away</h1>');
  expect(html).toContain(where);
  expect(html).toContain('<meta http-equiv="refresh" content="5" />');
});

it('answers machines with a problem', async () => {
  const response = answerAway('/api/v1/flags', 9465);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '5']);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(await response.json()).toMatchObject({
    status: 503,
    detail: `Hoist cannot open its store. ${where}`,
  });
});
