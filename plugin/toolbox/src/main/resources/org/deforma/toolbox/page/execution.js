/** ExecuteResponse documents: the state of an execution, its outputs, and what it was given. */
import { all, at, attribute, children, textAt } from './xml.js';
import { exceptionSentence } from './http.js';

/**
 * @returns `id` of the execution (empty if it is not stored), `process`, `state` (queued, running, done, failed or
 *     cancelled), `percent`, `task`, `message` of a failure, `outputs` (texts by name), `links` (addresses by name),
 *     `created`, and `inputs`, the element with what it was given, or undefined
 */
export function execution(root) {
  const status = at(root, 'Status');
  const location = attribute(root, 'statusLocation');
  return {
    id: executionIdOf(location) || textAt(status, 'JobID'),
    process: textAt(root, 'Process', 'Identifier') || textAt(status, 'Identifier'),
    created: Date.parse(attribute(status, 'creationTime') || textAt(status, 'CreationTime')) || null,
    inputs: at(root, 'DataInputs'),
    ...stateOf(status),
    ...outputsOf(root),
  };
}

/** All executions of a GetExecutions answer. */
export function executions(root) {
  return all(root, 'ExecuteResponse').map(execution);
}

/** The id in a status location, whatever the rest of the address is. */
export function executionIdOf(location) {
  return /[?&]executionId=([^&]+)/i.exec(location)?.[1] ?? '';
}

function stateOf(status) {
  if (!status) {
    return { state: 'running', percent: 0, task: '', message: '' };
  }
  const failed = at(status, 'ProcessFailed');
  if (failed) {
    const message = exceptionSentence(failed);
    // WPS 1.0 has no state of its own for it.
    const state = /execution has been dismissed/i.test(message) ? 'cancelled' : 'failed';
    return { state, percent: 0, task: '', message };
  }
  if (at(status, 'ProcessSucceeded')) {
    return { state: 'done', percent: 100, task: '', message: '' };
  }
  const started = at(status, 'ProcessStarted');
  if (started) {
    const task = started.textContent.trim();
    return { state: 'running', percent: Number(attribute(started, 'percentCompleted')) || 0, task, message: '' };
  }
  if (at(status, 'ProcessAccepted')) {
    return { state: 'queued', percent: 0, task: '', message: '' };
  }
  return geoserverState(status);
}

/** GeoServer lists executions in words of its own. */
function geoserverState(status) {
  const word = textAt(status, 'Status').toLowerCase();
  const states = { accepted: 'queued', succeeded: 'done', failed: 'failed', dismissing: 'cancelled' };
  return {
    state: states[word] ?? 'running',
    percent: Number(textAt(status, 'PercentCompleted')) || 0,
    task: textAt(status, 'Task'),
    message: '',
  };
}

function outputsOf(root) {
  const outputs = {};
  const links = {};
  for (const output of children(at(root, 'ProcessOutputs'), 'Output')) {
    const name = textAt(output, 'Identifier');
    const reference = at(output, 'Reference');
    if (reference) {
      links[name] = attribute(reference, 'href');
    } else {
      outputs[name] = at(output, 'Data')?.textContent.trim() ?? '';
    }
  }
  return { outputs, links };
}
