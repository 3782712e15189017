import { goto } from '$app/navigation';
import type { Attachment } from 'svelte/attachments';

/** How long somebody has to pause for what was typed so far to be searched for, in ms. */
const pause = 250;

/**
 * Makes a form of filters take effect while somebody types or chooses: its fields become the query of the page, and empty ones
 * are left out. Without JavaScript its button sends it.
 */
export const searchAsTyped: Attachment<HTMLFormElement> = (form) => {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = () => {
    clearTimeout(timer);
    const fields = [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === 'string' && value.trim() !== '' ? [[name, value]] : [],
    );
    const query = new URLSearchParams(fields).toString();
    // What lists show is read by the server, so the address is the query and nothing else.
    void goto(`?${query}`, { replace: true, reset: false });
  };
  const onInput = (event: Event) => {
    clearTimeout(timer);
    if (event.target instanceof HTMLInputElement && event.target.type === 'search')
      timer = setTimeout(search, pause);
  };
  const onChange = (event: Event) => {
    if (!(event.target instanceof HTMLInputElement) || event.target.type !== 'search') search();
  };
  const onSubmit = (event: Event) => {
    event.preventDefault();
    search();
  };
  form.addEventListener('input', onInput);
  form.addEventListener('change', onChange);
  form.addEventListener('submit', onSubmit);
  return () => {
    clearTimeout(timer);
    form.removeEventListener('input', onInput);
    form.removeEventListener('change', onChange);
    form.removeEventListener('submit', onSubmit);
  };
};
