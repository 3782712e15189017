import type { AdminContext } from '../context.ts';
import { compareEnvironments } from '../settings/compare-environments.ts';
import type { ComparedFlag, ComparisonFilter } from '../settings/compare-environments.ts';
import { toPage } from './page.ts';
import type { Page, PageQuery } from './page.ts';

interface ComparisonQuery extends PageQuery {
  readonly from: string;
  readonly to: string;
  readonly show: ComparisonFilter;
  readonly search: string;
}

/** One page of what two environments serve of every flag, by name. Throws UseCaseError 404 or 422. */
export async function listComparison(
  hoist: AdminContext,
  { after, limit, ...query }: ComparisonQuery,
): Promise<Page<ComparedFlag> & { readonly counts: Readonly<Record<ComparisonFilter, number>> }> {
  const { counts, flags, show } = await compareEnvironments(hoist, query);
  const { from, to, show: list, search } = query;
  const page = toPage(
    flags,
    { after, limit },
    {
      list: `comparison of ${from} and ${to}, ${list} ${search}`,
      positionOf: ({ name, key }) => [0, name, key],
      show,
    },
  );
  return { ...page, counts };
}
