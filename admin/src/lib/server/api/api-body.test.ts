import { describe, expect, it } from 'vitest';
import { refusalOf } from '../testing.ts';
import { parseBody, readBytes, requireJson } from './api-body.ts';

const post = (body: BodyInit) => new Request('http://localhost/api', { method: 'POST', body });
const bytesOf = (text: string) => new TextEncoder().encode(text);
const statusOf = async (work: () => unknown) => (await refusalOf(async () => work())).status;

describe('readBytes', () => {
  it('reads up to 512 KiB', async () => {
    expect(await readBytes(post(new Uint8Array(512 * 1_024)))).toHaveLength(512 * 1_024);
    expect(await statusOf(() => readBytes(post(new Uint8Array(512 * 1_024 + 1))))).toBe(413);
  });

  it('distinguishes a body that the server in front cut for its size from one that ended early', async () => {
    const broken = (error: unknown) => {
      const body = new ReadableStream({ start: (controller) => controller.error(error) });
      return new Request('http://localhost/api', { method: 'POST', body, duplex: 'half' } as RequestInit);
    };
    expect(await statusOf(() => readBytes(broken({ status: 413 })))).toBe(413);
    expect(await statusOf(() => readBytes(broken(new Error('aborted'))))).toBe(400);
  });
});

describe('requireJson', () => {
  const require = (headers: Record<string, string>) => statusOf(() => requireJson(new Headers(headers)));

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'json'])(
    'refuses a body of type %s',
    async (type) => expect(await require({ 'content-type': type })).toBe(415),
  );

  it('refuses a body that is compressed', async () => {
    expect(await require({ 'content-encoding': 'gzip' })).toBe(415);
  });

  it.each([{}, { 'content-type': 'application/json; charset=UTF-8', 'content-encoding': 'identity' }])(
    'takes %j',
    (headers) => requireJson(new Headers(headers as Record<string, string>)),
  );
});

describe('parseBody', () => {
  it('reads a JSON object', () => {
    expect(parseBody(bytesOf('{"name":"ü"}'))).toEqual({ name: 'ü' });
  });

  it.each(['', '{', '[]', 'null', '7', '{"a":1e400}', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`])(
    'refuses %j',
    async (text) => {
      expect(await statusOf(() => parseBody(bytesOf(text)))).toBe(400);
    },
  );

  it('refuses what is not UTF-8', async () => {
    expect(await statusOf(() => parseBody(new Uint8Array([0x7b, 0xff, 0x7d])))).toBe(400);
  });
});
