import { listPlugins } from '#lib/server/plugins/list-plugins.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({ plugins: listPlugins(locals.hoist) });
