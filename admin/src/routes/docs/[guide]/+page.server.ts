import { error } from '@sveltejs/kit';
import { guides } from '#lib/server/guides/guides.ts';
import { renderGuide } from '#lib/server/guides/render-guide.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ params }) => {
  const guide = guides.find(({ key }) => key === params.guide);
  if (!guide) error(404, 'There is no guide of this name. Look for it in the list of guides.');
  const { audience, title } = guide;
  return {
    title,
    html: renderGuide(guide),
    audience,
    others: guides
      .filter((other) => other.audience === audience && other.key !== guide.key)
      .map((other) => ({ key: other.key, title: other.title })),
  };
};
