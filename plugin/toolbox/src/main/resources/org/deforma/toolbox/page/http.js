/** Asking the page's server, with failures in words. */
import { all, parseXml } from './xml.js';
import { t } from './texts.js';

/** A failure that the user is told as it is. */
export class ServerError extends Error {
  constructor(message, status = 0) {
    super(message);
    this.status = status;
  }
}

/**
 * The answer of the server, whose status is checked; its content is the caller's to check.
 *
 * @param options as of fetch
 */
export async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, { credentials: 'same-origin', ...options });
  } catch (error) {
    if (error.name === 'AbortError') {
      throw error;
    }
    throw new ServerError(t('error.unreachable'));
  }
  if (!response.ok) {
    throw new ServerError(await sentenceOf(response), response.status);
  }
  return response;
}

/** Sends XML. */
export function post(address, body, options = {}) {
  return ask(address, { method: 'POST', body, headers: { 'Content-Type': 'text/xml' }, ...options });
}

/** The root of an XML answer. */
export async function xmlOf(response) {
  return checkedXml(await response.text());
}

/**
 * The root of an XML document.
 *
 * @throws ServerError with the sentence of an exception report
 */
export function checkedXml(text) {
  let root;
  try {
    root = parseXml(text);
  } catch {
    throw new ServerError(t('error.notXml', { start: text.slice(0, 80).trim() }));
  }
  if (root.localName === 'ExceptionReport' || root.localName === 'ServiceExceptionReport') {
    throw new ServerError(exceptionSentence(root));
  }
  return root;
}

/** What an exception report says, without the lines that servers put around it. */
export function exceptionSentence(node) {
  const texts = [...all(node, 'ExceptionText'), ...all(node, 'ServiceException')].map((each) => each.textContent);
  const lines = texts
    .join('\n')
    .split('\n')
    .map((line) => plain(line).trim())
    .filter((line) => line && !/^Process (failed during execution|execution \S+ failed)$/.test(line));
  const said = lines.filter((line, i) => !lines.some((other, j) => other !== line && other.includes(line) && j !== i));
  return [...new Set(said)].join(' ') || t('error.noReason');
}

/** GeoServer escapes what it says twice. */
function plain(text) {
  const signs = { apos: "'", quot: '"', lt: '<', gt: '>', amp: '&' };
  return text.replace(/&(apos|quot|lt|gt|amp);/g, (whole, name) => signs[name]);
}

/** What the server says of a refusal; who is asked for a login is told so. */
export async function sentenceOf(response) {
  const text = await response.text().catch(() => '');
  const type = response.headers.get('Content-Type') ?? '';
  const sentence = type.startsWith('text/plain') && text.length < 500 ? text.trim() : '';
  if (response.status === 401 || response.status === 403) {
    return `${t('error.login')} ${sentence}`.trim();
  }
  if (text.trimStart().startsWith('<') && text.includes('Exception')) {
    try {
      checkedXml(text);
    } catch (error) {
      return error.message;
    }
  }
  return sentence || t('error.status', { status: response.status });
}
