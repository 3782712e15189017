/** The address of the list. */
interface ListUrl {
  readonly pathname: string;
  readonly searchParams: Iterable<[string, string]>;
}

/** The list's own query: without the action that a form without JavaScript leaves in the address. */
function queryOf({ searchParams }: ListUrl): string {
  return new URLSearchParams([...searchParams].filter(([name]) => !name.startsWith('/'))).toString();
}

/** Returns where the list is, with its filters. */
export function pathOfPage(url: ListUrl): string {
  const query = queryOf(url);
  return query === '' ? url.pathname : `${url.pathname}?${query}`;
}

/** Returns where the selected flags are sent, so that the list keeps its filters if something is refused. */
export function toAction(url: ListUrl): string {
  const query = queryOf(url);
  return query === '' ? '?/change' : `?/change&${query}`;
}
