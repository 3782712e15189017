import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { readableForms } from './readable-forms.ts';
import { refusalOf } from '../testing.ts';

const urlEncoded = 'application/x-www-form-urlencoded';

/** What an action gets of a body. */
async function read(type: string | undefined, body: BodyInit): Promise<FormData> {
  const headers = type === undefined ? {} : { 'content-type': type };
  const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
  const event = { request: new Request('http://localhost/sign-in', init) } as RequestEvent;
  let form: FormData | undefined;
  const resolve = async () => {
    form = await event.request.formData();
    return new Response();
  };
  await readableForms({ event, resolve });
  return form!;
}

describe('a form', () => {
  it('is read as it was sent', async () => {
    expect((await read(`${urlEncoded}; charset=UTF-8`, 'name=%C3%BC')).get('name')).toBe('ü');
    const form = new FormData();
    form.set('name', 'ü');
    expect((await read(undefined, form)).get('name')).toBe('ü');
  });

  it.each([
    [
      'multipart/form-data; boundary=x',
      'garbage',
      400,
      /is not the multipart\/form-data that .* Reload the page/,
    ],
    ['multipart/form-data; boundary=x', '', 400, /Reload the page/],
    ['multipart/form-data', '--x\r\n', 400, /Reload the page/],
    ['text/plain', 'name=x', 415, /text\/plain.* Send it as application\/x-www-form-urlencoded/],
    ['application/x-sveltekit-formdata', 'name=x', 415, /Send it as application\/x-www-form-urlencoded/],
    [`${urlEncoded}; charset=iso-8859-1`, 'name=%FC', 415, /iso-8859-1\. Send it in UTF-8/],
    ['multipart/form-data; boundary=x; charset="utf-16"', 'garbage', 415, /utf-16\. Send it in UTF-8/],
  ])('of %s with %j is refused with %i and the next step', async (type, body, status, detail) => {
    expect(await refusalOf(() => read(type, body))).toMatchObject({
      status,
      title: 'This form cannot be read',
      detail: expect.stringMatching(detail) as string,
    });
  });

  it.each([
    Object.assign(new Error('too large'), { status: 413 }),
    Object.assign(new Error('aborted'), { code: 'ECONNRESET' }),
  ])('goes on with what the server in front says of it: %s', async (said) => {
    const body = new ReadableStream({ start: (controller) => controller.error(said) });
    await expect(read(urlEncoded, body)).rejects.toBe(said);
  });
});
