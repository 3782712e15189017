import type { Cookies } from '@sveltejs/kit';
import { z } from 'zod';
import { localPath } from '#lib/local-path.ts';

const flashSchema = z.object({
  text: z.string().max(300),
  /** A page to go on with. */
  link: z
    .object({ href: z.string().refine((href) => localPath(href) === href), text: z.string() })
    .optional(),
  /** A change of a flag's setting that one click takes back. */
  undo: z.object({ flag: z.string(), environment: z.string(), etag: z.string() }).optional(),
});

/** One sentence for the next page: what has just happened. */
export type Flash = z.infer<typeof flashSchema>;

const name = 'hoist_flash';

export function writeFlash(cookies: Cookies, flash: Flash): void {
  const text = flash.text.length > 300 ? `${flash.text.slice(0, 297)}...` : flash.text;
  cookies.set(name, JSON.stringify({ ...flash, text }), {
    path: '/',
    maxAge: 60,
    sameSite: 'lax',
    httpOnly: true,
  });
}

/** Takes the sentence: it is shown once. */
export function takeFlash(cookies: Cookies): Flash | undefined {
  const value = cookies.get(name);
  if (value === undefined) return undefined;
  cookies.delete(name, { path: '/' });
  try {
    return flashSchema.parse(JSON.parse(value));
  } catch {
    return undefined;
  }
}
