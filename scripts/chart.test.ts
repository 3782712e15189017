import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { findHelm } from './find-helm.ts';

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly securityContext: Record<string, unknown>;
        readonly enableServiceLinks: boolean;
        readonly terminationGracePeriodSeconds: number;
        readonly containers: readonly {
          readonly image: string;
          readonly env: readonly {
            readonly name: string;
            readonly value?: string;
            readonly valueFrom?: unknown;
          }[];
          readonly securityContext: Record<string, unknown>;
          readonly startupProbe: { readonly httpGet: { readonly path: string } };
          readonly livenessProbe: { readonly httpGet: { readonly path: string } };
          readonly readinessProbe: { readonly httpGet: { readonly path: string } };
        }[];
      };
    };
  };
}

const chart = join(import.meta.dirname, '..', 'charts', 'hoist');
const secret = 'a'.repeat(32);
const usual = ['--set', 'store.url=mongodb://db/hoist', '--set', `secret.value=${secret}`];

function helm(...arguments_: string[]) {
  const path = findHelm();
  if (!path) throw new Error('helm was not found. Install it to test the chart on this machine.');
  return spawnSync(path, arguments_, { encoding: 'utf8' });
}

function render(...arguments_: string[]): Manifest[] {
  const { status, stdout, stderr } = helm('template', 'try', chart, ...arguments_);
  if (status !== 0) throw new Error(stderr);
  return parseAllDocuments(stdout).flatMap((document) => (document.toJS() as Manifest | null) ?? []);
}

function deployment(manifests: readonly Manifest[], name: string): Manifest {
  const found = manifests.find(
    ({ kind, metadata }) => kind === 'Deployment' && metadata.name === `try-hoist-${name}`,
  );
  if (!found) throw new Error(`No deployment ${name} was rendered.`);
  return found;
}

function relayEnv(...arguments_: string[]) {
  return deployment(render(...usual, ...arguments_), 'relay').spec.template.spec.containers[0]?.env ?? [];
}

describe('the chart', () => {
  it('passes a strict lint', () => {
    const { status, stdout } = helm('lint', '--strict', chart, ...usual);
    expect(stdout).toContain('0 chart(s) failed');
    expect(status).toBe(0);
  });

  it.each(['admin', 'relay'])(
    'runs the %s as nobody, with a read-only file system and a readiness probe',
    (name) => {
      const { spec } = deployment(render(...usual), name).spec.template;
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 65532 });
      const [container] = spec.containers;
      expect(container?.securityContext).toMatchObject({
        readOnlyRootFilesystem: true,
        allowPrivilegeEscalation: false,
      });
      expect(container?.readinessProbe.httpGet.path).toBe('/readyz');
      // A store that is away makes it not ready; only /livez may have it restarted.
      expect(container?.startupProbe.httpGet.path).toBe('/livez');
      expect(container?.livenessProbe.httpGet.path).toBe('/livez');
      expect(container?.image).toBe(`hoist-${name}:0.1.0`);
    },
  );

  // For a Service named hoist-relay Kubernetes would set HOIST_RELAY_PORT=tcp://..., which is no port.
  it.each(['admin', 'relay'])('gives the %s no variables that are named after Services', (name) => {
    expect(deployment(render(...usual), name).spec.template.spec.enableServiceLinks).toBe(false);
  });

  it('takes the store and the secret from secrets where they are named', () => {
    const manifests = render('--set', 'store.existingSecret=db', '--set', 'secret.existingSecret=session');
    const env = deployment(manifests, 'admin').spec.template.spec.containers[0]?.env ?? [];
    const from = (name: string) => env.find((variable) => variable.name === name)?.valueFrom;
    expect(from('HOIST_STORE_URL')).toEqual({ secretKeyRef: { name: 'db', key: 'url' } });
    expect(from('HOIST_SECRET')).toEqual({ secretKeyRef: { name: 'session', key: 'secret' } });
    expect(from('HOIST_BOOTSTRAP_TOKEN')).toEqual({
      secretKeyRef: { name: 'session', key: 'bootstrapToken' },
    });
    expect(manifests.map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('makes one secret for all pods of the admin, where none is given', () => {
    const manifests = render('--set', 'store.url=mongodb://db/hoist', '--set', 'admin.replicas=2');
    const made = manifests.find(({ kind }) => kind === 'Secret');
    for (const key of ['secret', 'bootstrapToken'])
      expect(Buffer.from(made?.data?.[key] ?? '', 'base64').toString()).toMatch(/^[A-Za-z0-9]{48}$/);
    const env = deployment(manifests, 'admin').spec.template.spec.containers[0]?.env ?? [];
    const name = made?.metadata.name;
    expect(env).toContainEqual({
      name: 'HOIST_SECRET',
      valueFrom: { secretKeyRef: { name, key: 'secret' } },
    });
    const own = render(...usual).find(({ kind }) => kind === 'Secret');
    expect(Buffer.from(own?.data?.['secret'] ?? '', 'base64').toString()).toBe(secret);
  });

  it('takes a file as the store for one pod only', () => {
    const file = ['--set', 'store.url=sqlite:/data/hoist.db', '--set', `secret.value=${secret}`];
    expect(() => render(...file)).toThrow('which 3 pods cannot share');
    expect(() => render(...file, '--set', 'relay.replicas=0')).not.toThrow();
  });

  it('limits the relay to environments that are named', () => {
    const manifests = render(...usual, '--set', 'relay.environments={prod,eu}');
    expect(deployment(manifests, 'relay').spec.template.spec.containers[0]?.env).toContainEqual({
      name: 'HOIST_ENVIRONMENTS',
      value: 'prod,eu',
    });
  });

  it.each(['admin', 'relay'])('gives the %s more time to end than it drains', (name) => {
    const { spec } = deployment(render(...usual, '--set', `${name}.drainSeconds=60`), name).spec.template;
    expect(spec.terminationGracePeriodSeconds).toBe(85);
    expect(spec.containers[0]?.env).toContainEqual({ name: 'HOIST_DRAIN_SECONDS', value: '60' });
  });

  it('keeps idle connections for as long as its value says', () => {
    const manifests = render(...usual, '--set', 'relay.keepAliveSeconds=620');
    expect(deployment(manifests, 'relay').spec.template.spec.containers[0]?.env).toContainEqual({
      name: 'HOIST_KEEP_ALIVE_SECONDS',
      value: '620',
    });
  });

  it.each([
    ['256Mi', '5000'],
    ['512Mi', '15000'],
    ['1Gi', '35000'],
    ['300M', '6175'],
    ['64Mi', '100'],
    ['16Gi', '100000'],
  ])('opens as many streams as %s of memory leave room for: %s', (memory, most) => {
    const env = relayEnv('--set', `relay.resources.limits.memory=${memory}`);
    expect(env).toContainEqual({ name: 'HOIST_STREAMS_MAX', value: most });
    expect(env.map(({ name }) => name)).not.toContain('HOIST_STREAMS_PER_ADDRESS');
  });

  it('opens as many streams as its value says, and leaves the rest to the relay', () => {
    const env = relayEnv('--set', 'relay.streamsMax=700', '--set', 'relay.streamsPerAddress=50');
    expect(env).toContainEqual({ name: 'HOIST_STREAMS_MAX', value: '700' });
    expect(env).toContainEqual({ name: 'HOIST_STREAMS_PER_ADDRESS', value: '50' });
    const unlimited = relayEnv('--set', 'relay.resources.limits=null');
    expect(unlimited.map(({ name }) => name)).not.toContain('HOIST_STREAMS_MAX');
  });

  it.each(['admin', 'relay'])('names the proxies in front to the %s', (name) => {
    const manifests = render(...usual, '--set', 'trustedProxies={10.0.0.0/8,fd00::/8}');
    expect(deployment(manifests, name).spec.template.spec.containers[0]?.env).toContainEqual({
      name: 'HOIST_TRUSTED_PROXIES',
      value: '10.0.0.0/8,fd00::/8',
    });
  });

  it('gives the relay the address by which apps reach it', () => {
    const env = relayEnv('--set', 'admin.relayPublicUrl=https://example.com/flags');
    expect(env).toContainEqual({ name: 'HOIST_RELAY_PUBLIC_URL', value: 'https://example.com/flags' });
  });

  it.each(['admin', 'relay'])('names the plugins to the %s', (name) => {
    const manifests = render(...usual, '--set', 'plugins={acme-plugins,/plugins/mine.js}');
    expect(deployment(manifests, name).spec.template.spec.containers[0]?.env).toContainEqual({
      name: 'HOIST_PLUGINS',
      value: 'acme-plugins,/plugins/mine.js',
    });
  });

  it.each([
    ['no store', ['--set', `secret.value=${secret}`], 'Set store.url'],
    ['a store of another kind', [...usual, '--set', 'store.url=redis://db'], 'store'],
    ['a secret that is too short', [...usual, '--set', 'secret.value=short'], 'secret'],
    ['a token that is too short', [...usual, '--set', 'secret.bootstrapToken=short'], 'bootstrapToken'],
    ['a number of replicas that is none', [...usual, '--set', 'relay.replicas=-1'], 'replicas'],
    ['a drain that is too long', [...usual, '--set', 'admin.drainSeconds=301'], 'drainSeconds'],
    ['no idle time at all', [...usual, '--set', 'relay.keepAliveSeconds=0'], 'keepAliveSeconds'],
    [
      'a memory limit in a unit that is none',
      [...usual, '--set', 'relay.resources.limits.memory=1Xi'],
      '1Xi',
    ],
    ['a misspelled section', [...usual, '--set', 'relays.replicas=1'], 'relays'],
  ])('refuses %s by name', (_, arguments_, words) => {
    expect(() => render(...arguments_)).toThrow(words);
  });
});
