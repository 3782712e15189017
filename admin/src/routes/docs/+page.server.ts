import { audiences, guides } from '#lib/server/guides/guides.ts';
import { searchGuides } from '#lib/server/guides/search-guides.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => {
  const search = (url.searchParams.get('q') ?? '').slice(0, 200);
  return {
    search,
    found: searchGuides(search),
    lists: audiences.map((audience) => ({
      audience,
      guides: guides.filter((guide) => guide.audience === audience).map(({ key, title }) => ({ key, title })),
    })),
  };
};
