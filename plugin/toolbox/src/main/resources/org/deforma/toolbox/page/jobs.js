/**
 * Runs of tools: started, followed, and kept in this browser, so that the page can be closed while they run. A job is
 * plain data: `key`, `id` (of the execution), `process`, `title`, `values` (null: not known), `state` (queued, running,
 * done, failed, cancelled or lost), `percent`, `task`, `message`, `started`, `ended`, `outputs`, `links`, `seen`
 * (whether its layer was put on the map), `isUpload` (such a job cannot be run again).
 */
import { services } from './host.js';
import { post } from './http.js';
import { recall, remember } from './memory.js';
import { dismiss, known, started, status } from './wps.js';
import { valuesOf } from './values.js';
import { t } from './texts.js';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 5000;
const KEPT = 100;
const LONGEST_TEXT = 50_000;

/** Tells `change` when a job is another, and `end` (detail: the job) when one ends. */
export class Jobs extends EventTarget {
  list = recall('jobs', []);
  #hidden = new Set(recall('hidden jobs', []));
  #timers = new Map();

  /**
   * @param layerExists tells whether the server has a layer of a name
   * @param titleOf title of a process
   */
  constructor(layerExists, titleOf) {
    super();
    this.layerExists = layerExists;
    this.titleOf = titleOf;
    window.addEventListener('storage', () => this.#adopt());
  }

  /** Goes on with the jobs that ran when the page was left, and learns of those of others. */
  async resume() {
    this.list.filter(isOpen).forEach((job) => this.#follow(job));
    await this.lookAround();
  }

  /** Jobs that other pages or clients started, where the server tells of them. */
  async lookAround() {
    const others = await this.#others();
    for (const each of others) {
      const job = {
        key: each.id,
        id: each.id,
        process: each.process,
        title: this.titleOf(each.process),
        values: each.inputs ? valuesOf(each.inputs) : null,
        started: each.created ?? Date.now(),
        ended: null,
        seen: true,
        ...progressOf(each),
      };
      this.list.push(job);
      if (isOpen(job)) {
        this.#follow(job);
      }
    }
    if (others.length > 0) {
      this.list.sort((a, b) => b.started - a.started);
      this.#changed();
    }
  }

  /** States of executions that are not in the list; a list of executions does not tell all of each. */
  async #others() {
    try {
      const ids = (await known()).map((each) => each.id);
      const mine = new Set(this.list.map((job) => job.id));
      const others = ids.filter((id) => id && !mine.has(id) && !this.#hidden.has(id));
      return await Promise.all(others.slice(0, KEPT).map(status));
    } catch {
      // GeoServer may keep them to itself.
      return [];
    }
  }

  /**
   * Starts a run.
   *
   * @param body the request, a text or a blob
   * @param send how to send it; gives the text of the answer
   */
  async start({ process, title, values, isUpload = false, body, send = sendPlainly }) {
    const answer = started(await send(body));
    const job = {
      key: answer.id || `${Date.now()}`,
      id: answer.id,
      process,
      title,
      values,
      isUpload,
      started: Date.now(),
      ended: null,
      seen: false,
      ...progressOf(answer),
    };
    // Whoever looked around meanwhile has found it too.
    this.list = [job, ...this.list.filter((each) => each.key !== job.key)].slice(0, KEPT);
    if (isOpen(job)) {
      this.#changed();
      this.#follow(job);
    } else {
      this.#end(job);
    }
    return job;
  }

  async cancel(job) {
    await dismiss(job.id);
    if (isOpen(job)) {
      this.#end(job, { state: 'cancelled' });
    }
  }

  forget(job) {
    this.list = this.list.filter((each) => each !== job);
    clearTimeout(this.#timers.get(job.key));
    this.#hidden.add(job.key);
    remember('hidden jobs', [...this.#hidden].slice(-300));
    this.#changed();
  }

  /** The job's layer was put on the map; once is enough. */
  markSeen(job) {
    job.seen = true;
    this.#save();
  }

  #follow(job, tries = 0) {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 1.25 ** tries);
    const look = async () => {
      try {
        const answer = await status(job.id);
        if (!isOpen(job)) {
          return;
        }
        if (answer.state === 'done' || answer.state === 'failed' || answer.state === 'cancelled') {
          this.#end(job, progressOf(answer));
          return;
        }
        Object.assign(job, progressOf(answer));
        this.#changed();
        this.#follow(job, tries + 1);
      } catch (error) {
        await this.#missed(job, tries, error);
      }
    };
    clearTimeout(this.#timers.get(job.key));
    this.#timers.set(job.key, setTimeout(look, wait));
  }

  /** The server did not tell: it does not know the job any more, or could not be reached. */
  async #missed(job, tries, error) {
    if (!isOpen(job)) {
      return;
    }
    const isUnknown = error.status === 404 || /unknown execution|there is no job|dismissed/i.test(error.message);
    if (!isUnknown) {
      job.task = error.message;
      this.#changed();
      this.#follow(job, tries + 1);
      return;
    }
    if (/dismissed/i.test(error.message)) {
      this.#end(job, { state: 'cancelled' });
      return;
    }
    // GeoServer forgets what has ended some minutes ago; the layer tells that it went well.
    const layer = job.values?.layer;
    const made = layer && (await this.layerExists(layer));
    this.#end(job, made ? { state: 'done', outputs: { layer, wms: '' } } : { state: 'lost', message: t('jobs.lost') });
  }

  #end(job, change = {}) {
    Object.assign(job, { task: '', ...change, ended: Date.now() });
    this.#timers.delete(job.key);
    this.#changed();
    this.dispatchEvent(new CustomEvent('end', { detail: job }));
  }

  #changed() {
    this.#save();
    this.dispatchEvent(new Event('change'));
  }

  /** Jobs that another tab of this browser has started meanwhile stay in the list. */
  #save() {
    this.#merge();
    remember('jobs', this.list.map(lean));
  }

  #adopt() {
    const found = this.#merge();
    found.filter(isOpen).forEach((job) => this.#follow(job));
    if (found.length > 0) {
      this.dispatchEvent(new Event('change'));
    }
  }

  #merge() {
    recall('hidden jobs', []).forEach((key) => this.#hidden.add(key));
    const mine = new Set(this.list.map((job) => job.key));
    const found = recall('jobs', []).filter((job) => !mine.has(job.key) && !this.#hidden.has(job.key));
    this.list.push(...found.map((job) => ({ ...job, seen: true })));
    this.list.sort((a, b) => b.started - a.started);
    return this.list.filter((job) => found.some((each) => each.key === job.key));
  }
}

/** What is kept of a job: without texts that would fill the browser's store. */
function lean(job) {
  const outputs = Object.entries(job.outputs ?? {}).filter(([, text]) => text.length < LONGEST_TEXT);
  return { ...job, outputs: Object.fromEntries(outputs) };
}

/** The layer that a job has made, or undefined. */
export function layerMadeBy(job) {
  return job.outputs && 'wms' in job.outputs ? job.outputs.layer : undefined;
}

/** Whether a job still runs or waits. */
export function isOpen(job) {
  return job.state === 'queued' || job.state === 'running';
}

function progressOf({ state, percent, task, message, outputs, links }) {
  return { state, percent, task, message, outputs, links };
}

async function sendPlainly(body) {
  return (await post(services.wps, body)).text();
}
