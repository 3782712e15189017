import type { Handle } from '@sveltejs/kit/hooks';
import { UseCaseError } from '../errors/use-case-error.ts';

/**
 * Makes reading a request's form throw UseCaseError 400 for a body that is not a form, or 415 if its content type is
 * another.
 */
export const readableForms: Handle = ({ event, resolve }) => {
  const { request } = event;
  const read = request.formData.bind(request);
  request.formData = async () => {
    const type = request.headers.get('content-type') ?? '';
    refuseType(type);
    try {
      return await read();
    } catch (error) {
      // Anything else is said by who brings the body: that it is too large, or was cut off.
      if (!(error instanceof TypeError)) throw error;
      const detail = `Its body is not the ${type.replace(/;.*/s, '')} that its header says. Reload the page, and send the form again.`;
      throw unreadable('malformed-body', detail);
    }
  };
  return resolve(event);
};

function refuseType(type: string): void {
  if (!/^\s*(?:application\/x-www-form-urlencoded|multipart\/form-data)\s*(?:;|$)/i.test(type)) {
    const detail = `It came as ${type.slice(0, 100) || 'nothing in particular'}. Send it as application/x-www-form-urlencoded or multipart/form-data.`;
    throw unreadable('unsupported-media-type', detail);
  }
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(type)?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset))
    throw unreadable('unsupported-media-type', `It came in ${charset.slice(0, 100)}. Send it in UTF-8.`);
}

function unreadable(code: 'malformed-body' | 'unsupported-media-type', detail: string): UseCaseError {
  return new UseCaseError(code, detail, { title: 'This form cannot be read' });
}
