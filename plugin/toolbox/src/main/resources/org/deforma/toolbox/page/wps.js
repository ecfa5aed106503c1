/** The WPS of the page's server. */
import { services, withQuery } from './host.js';
import { ask, checkedXml, post, ServerError, xmlOf } from './http.js';
import { all, children, textAt } from './xml.js';
import { descriptions } from './description.js';
import { execution, executions } from './execution.js';
import { request, raw } from './execute.js';
import { t } from './texts.js';

/** All processes: `id`, `title` and `abstract`. */
export async function processes() {
  const root = await xmlOf(await ask(address('GetCapabilities')));
  return all(root, 'ProcessOfferings')
    .flatMap((offerings) => children(offerings, 'Process'))
    .map((process) => ({
      id: textAt(process, 'Identifier'),
      title: textAt(process, 'Title'),
      abstract: textAt(process, 'Abstract'),
    }));
}

/** Descriptions of processes, with one request for all. */
export async function describe(ids) {
  return ids.length === 0
    ? []
    : descriptions(await xmlOf(await ask(address('DescribeProcess', { identifier: ids.join(',') }))));
}

/**
 * Runs a process and waits for its one output, a text.
 *
 * @param inputs made by execute.js
 */
export async function run(process, inputs, output, options = {}) {
  const response = await post(services.wps, request(process, inputs, raw(output)), options);
  const text = await response.text();
  if (/^\s*<(\?xml|\w+:(ExceptionReport|ExecuteResponse))/.test(text)) {
    const answer = execution(checkedXml(text));
    throw new ServerError(answer.message || t('error.noReason'));
  }
  return text;
}

/** Runs a process that answers with JSON. */
export async function runJson(process, inputs, output, options) {
  return JSON.parse(await run(process, inputs, output, options));
}

/** Runs a process and waits for a raster. */
export async function runRaster(process, inputs, output) {
  const response = await post(services.wps, request(process, inputs, raw(output, 'image/tiff')));
  if ((response.headers.get('Content-Type') ?? '').includes('xml')) {
    throw new ServerError(execution(checkedXml(await response.text())).message || t('error.noReason'));
  }
  return response.blob();
}

/** The state of a started execution, from the answer of its Execute. */
export function started(text) {
  const answer = execution(checkedXml(text));
  if (!answer.id && answer.state !== 'failed') {
    throw new ServerError(t('error.notStored'));
  }
  return answer;
}

/** Where an execution stands. */
export async function status(id) {
  return execution(await xmlOf(await ask(address('GetExecutionStatus', { executionId: id }))));
}

/** Has an execution end as soon as it can. */
export async function dismiss(id) {
  await xmlOf(await ask(address('Dismiss', { executionId: id })));
}

/** All executions that the server tells of. */
export async function known() {
  return executions(await xmlOf(await ask(address('GetExecutions', { maxFeatures: 100 }))));
}

function address(operation, more = {}) {
  return withQuery(services.wps, { service: 'WPS', version: '1.0.0', request: operation, ...more });
}
