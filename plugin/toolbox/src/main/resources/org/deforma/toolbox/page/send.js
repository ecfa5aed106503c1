/** Sending a large body, with its progress, which fetch cannot tell. */
import { ServerError, sentenceOf } from './http.js';
import { t } from './texts.js';

/**
 * @param onProgress is told the share that was sent, 0 to 1
 * @param signal ends it early
 * @returns the text of the answer
 */
export function send(address, body, onProgress, signal) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort);
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    request.onloadend = () => signal.removeEventListener('abort', abort);
    request.onerror = () => reject(new ServerError(t('error.unreachable')));
    request.onabort = () => reject(new DOMException('aborted', 'AbortError'));
    request.onload = async () => {
      if (request.status === 200) {
        resolve(request.responseText);
        return;
      }
      const type = request.getResponseHeader('Content-Type') ?? '';
      const answer = new Response(request.responseText, { status: request.status, headers: { 'Content-Type': type } });
      reject(new ServerError(await sentenceOf(answer), request.status));
    };
    request.open('POST', address);
    request.setRequestHeader('Content-Type', 'text/xml');
    request.send(body);
  });
}
