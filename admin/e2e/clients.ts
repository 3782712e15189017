import { OFREPProvider } from '@openfeature/ofrep-provider';
import { OpenFeature } from '@openfeature/server-sdk';
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature as WebOpenFeature } from '@openfeature/web-sdk';
import { OFREPApi } from 'ofrep-core-2';

interface Reach {
  readonly baseUrl: string;
  readonly key: string;
}

export interface Person {
  readonly targetingKey: string;
  readonly [attribute: string]: string | boolean;
}

/** Clients that nobody here wrote, unmodified: each answers whether a person has a flag. */
export interface Client {
  readonly name: string;
  ask(flag: string, person: Person): Promise<boolean>;
  close(): Promise<void>;
}

export async function openServerClient({ baseUrl, key }: Reach): Promise<Client> {
  const provider = new OFREPProvider({ baseUrl, headers: [['Authorization', `Bearer ${key}`]] });
  await OpenFeature.setProviderAndWait('e2e', provider);
  const client = OpenFeature.getClient('e2e');
  return {
    name: '@openfeature/ofrep-provider under @openfeature/server-sdk',
    ask: (flag, person) => client.getBooleanValue(flag, false, person),
    close: () => OpenFeature.clearProviders(),
  };
}

export async function openWebClient({ baseUrl, key }: Reach): Promise<Client> {
  const provider = new OFREPWebProvider({
    baseUrl,
    headers: [['Authorization', `Bearer ${key}`]],
    cacheMode: 'disabled',
    disableVisibilityRefresh: true,
  });
  await WebOpenFeature.setContext('e2e', { targetingKey: 'nobody-yet' });
  await WebOpenFeature.setProviderAndWait('e2e', provider);
  const client = WebOpenFeature.getClient('e2e');
  return {
    name: '@openfeature/ofrep-web-provider under @openfeature/web-sdk',
    ask: async (flag, person) => {
      await WebOpenFeature.setContext('e2e', person);
      return client.getBooleanValue(flag, false);
    },
    close: () => WebOpenFeature.clearProviders(),
  };
}

export function openBareClient({ baseUrl, key }: Reach): Client {
  const api = new OFREPApi({ baseUrl, headers: [['X-API-Key', key]] });
  return {
    name: 'bare @openfeature/ofrep-core',
    ask: async (flag, context) => {
      const result = await api.postEvaluateFlag(flag, { context });
      if (result.httpStatus !== 200) throw new Error(`Status ${result.httpStatus}.`);
      return 'value' in result.value && result.value.value === true;
    },
    close: () => Promise.resolve(),
  };
}
