import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { OpenFeature, ProviderEvents } from '@openfeature/web-sdk';

const find = (id: string) => document.getElementById(id) as HTMLElement;
const member = find('member') as HTMLInputElement;
const id = (localStorage['shop-id'] ??= crypto.randomUUID());

const { relayUrl, clientKey } = (await (await fetch('/settings.json')).json()) as {
  relayUrl: string;
  clientKey: string;
};

// What a page does, all of it: say who it is for, name a provider, and ask.
await OpenFeature.setContext({ targetingKey: id, member: member.checked });
await OpenFeature.setProviderAndWait(
  new OFREPWebProvider({
    baseUrl: relayUrl,
    fetchImplementation: (input, init) => fetch(input, init),
    headers: [['X-API-Key', clientKey]],
  }),
);
const flags = OpenFeature.getClient();

function showHeadline(): void {
  find('headline').textContent = flags.getStringValue('shop-headline', 'Welcome.');
}

async function showShipping(): Promise<void> {
  const query = new URLSearchParams({ id, ...(member.checked && { member: '' }) });
  const { shipping } = (await (await fetch(`/cart?${query}`)).json()) as { shipping: number };
  find('shipping').textContent = shipping === 0 ? 'Free' : `€ ${shipping.toFixed(2)}`;
  find('total').textContent = `€ ${(28 + shipping).toFixed(2)}`;
}

flags.addHandler(ProviderEvents.ConfigurationChanged, showHeadline);
flags.addHandler(ProviderEvents.ContextChanged, showHeadline);
new EventSource('/changes').addEventListener('message', () => void showShipping());
member.addEventListener('change', () => {
  void showShipping();
  void OpenFeature.setContext({ targetingKey: id, member: member.checked });
});
showHeadline();
await showShipping();
