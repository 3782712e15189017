import type { Page } from 'playwright-core';
import type { RunningHoist } from './running-hoist.ts';

/** Keeps it out of Brazil, and grows it from a Monday at nine in Berlin on to 25 % over two days, in working hours. */
export async function growFrom(page: Page, monday: string): Promise<void> {
  await page.getByRole('radiogroup', { name: 'Available in' }).getByText('Except in').click();
  await page.getByLabel('Region to add').fill('brazil');
  await page.getByRole('button', { name: 'Add region' }).click();
  await page.getByLabel('Why', { exact: true }).fill('no licence there');
  await page
    .getByRole('radiogroup', { name: 'Everyone else' })
    .getByText('Progressive rollout', { exact: true })
    .click();
  for (let step = 5; step > 2; step--)
    await page.getByRole('button', { name: `Remove step ${step}` }).click();
  await page.getByLabel('Percent of step 1').fill('5');
  await page.getByLabel('Hours of step 1').fill('48');
  await page.getByLabel('Percent of step 2').fill('25');
  await page.getByLabel('At a date and time, not when it is saved').check();
  await page.getByLabel('Date and time', { exact: true }).fill(monday);
  await page.getByLabel('Time zone').first().fill('Europe/Berlin');
  await page.getByLabel('Only on these days and hours').check();
  await page.getByRole('region', { name: 'This draft' }).getByText('except in Brazil').first().waitFor();
}

/** Saves what is typed for prod, after its review. */
export async function publishInProd(page: Page, comment: string): Promise<void> {
  await page.getByRole('button', { name: 'Review changes' }).click();
  await page.getByRole('dialog').getByLabel('Comment').fill(comment);
  await page.getByRole('button', { name: 'Publish to prod' }).click();
  await page.getByText('Saved. In prod').waitFor();
}

/** How many of 400 people get checkout-v2 from the relay. */
export async function countOf(
  hoist: RunningHoist,
  key: string | undefined,
  more: Readonly<Record<string, string>>,
): Promise<number> {
  const authorization = `Bearer ${key}`;
  const answers = await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const context = { targetingKey: `person-${index}`, ...more };
      const response = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/checkout-v2`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ context }),
      });
      return (await response.json()) as { readonly value?: boolean };
    }),
  );
  return answers.filter(({ value }) => value === true).length;
}
