import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { pino } from 'pino';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { createPublicServer } from './http/public-server.ts';
import { createManagementServer } from './management/management-server.ts';
import { Relay } from './relay.ts';

/** A relay that never reads anything: whatever needs a key answers 503. */
const relay = new Relay({
  dataDir: '/dev/null',
  environments: [],
  registry: createRegistry(standardPlugins),
  logger: pino({ level: 'silent' }),
  openSource: () => Promise.reject(new Error('There is no source in this test.')),
});
const apps = request(createPublicServer(relay));
const operators = request(createManagementServer(relay));
const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

describe('the public port', () => {
  it.each([
    ['/hoist/v1/environments/dev/ruleset', 'GET'],
    ['/hoist/v1/environments/-/changes', 'GET'],
    ['/hoist/v1/events', 'POST'],
    ['/ofrep/v1/events', 'GET'],
  ])('answers %s by %s, and 405 by anything else', async (path, allowed) => {
    for (const method of methods) {
      const { status, headers, body } = await apps[method](path);
      const isAllowed = method === allowed.toLowerCase();
      expect([status, headers['allow']], method).toEqual(isAllowed ? [503, undefined] : [405, allowed]);
      expect(headers['access-control-allow-origin']).toBe('*');
      if (isAllowed || method === 'head') continue;
      expect(body).toEqual({
        errorCode: 'GENERAL',
        errorDetails: `${method.toUpperCase()} is not allowed here. Use ${allowed}.`,
        metadata: {},
      });
    }
  });

  it.each([
    '/',
    '/hoist/v1/environments/dev/ruleset/',
    '//hoist/v1/environments/dev/ruleset',
    '/hoist/v1/environments//ruleset',
    '/hoist/v1/Environments/dev/ruleset',
    '/hoist/v1/environments/dev/rules',
    '/hoist/v1/events/',
    '/ofrep/v1/events/1',
    '/livez',
  ])('has nothing at %s, by any method', async (path) => {
    for (const method of methods) {
      const { status, headers, body } = await apps[method](path);
      expect([status, headers['allow']], method).toEqual([404, undefined]);
      if (method !== 'head')
        expect(body).toEqual({
          errorCode: 'GENERAL',
          errorDetails: `There is nothing at ${path}. Flags are at POST /ofrep/v1/evaluate/flags and /ofrep/v1/evaluate/flags/{key}.`,
          metadata: {},
        });
    }
  });

  it.each(['%ff', '%', '%2f', 'd%65v'])(
    'takes an environment that is written %s for a name',
    async (name) => {
      expect((await apps.get(`/hoist/v1/environments/${name}/ruleset`)).status).toBe(503);
    },
  );
});

describe('the management port', () => {
  it.each([
    ['/livez', 200],
    ['/readyz', 503],
    ['/status', 200],
    ['/metrics', 200],
  ])('answers %s by GET and HEAD, and 405 by anything else', async (path, answered) => {
    for (const method of methods) {
      const { status, headers } = await operators[method](path);
      const isAllowed = method === 'get' || method === 'head';
      expect([status, headers['allow']], method).toEqual(
        isAllowed ? [answered, undefined] : [405, 'GET, HEAD'],
      );
    }
  });

  it('says what a relay lacks that is not ready', async () => {
    expect((await operators.get('/readyz')).body).toEqual({
      ready: false,
      draining: false,
      missing: [],
      problems: [],
    });
  });

  it.each(['/', '/livez/', '/Livez', '//livez', '/hoist/v1/events'])('has nothing at %s', async (path) => {
    const { status, body } = await operators.get(path);
    expect([status, body]).toEqual([
      404,
      expect.objectContaining({ errorDetails: 'There is /livez, /readyz, /status and /metrics here.' }),
    ]);
  });
});
