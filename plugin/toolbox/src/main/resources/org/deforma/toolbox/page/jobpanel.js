/** The list of jobs: progress, cancel, results, and what can be done with a job that has ended. */
import { button, byId, el } from './dom.js';
import { complain } from './notices.js';
import { clock, duration } from './format.js';
import { isOpen, layerMadeBy } from './jobs.js';
import { executionIdOf } from './execution.js';
import { services, withQuery } from './host.js';
import { reportTable } from './report.js';
import { showElement, showText } from './dialogs.js';
import { t } from './texts.js';

export class JobPanel {
  #cards = new Map();

  /** @param actions `cancel(job)`, `again(job)`, `show(job)`, `request(job)` and `command(job)` (texts, or null) */
  constructor(jobs, actions) {
    this.jobs = jobs;
    this.actions = actions;
    this.list = byId('job-list');
    jobs.addEventListener('change', () => this.show());
  }

  show() {
    const open = this.jobs.list.filter(isOpen).length;
    byId('job-count').textContent = open > 0 ? ` (${open})` : '';
    byId('no-jobs').hidden = this.jobs.list.length > 0;
    // Cards stay as long as nothing but progress changes, so that focus stays where it is.
    const cards = this.jobs.list.map((job) => {
      const known = this.#cards.get(job.key);
      const card = known?.state === job.state ? known : this.#card(job);
      card.update();
      this.#cards.set(job.key, card);
      return card.root;
    });
    const same = cards.length === this.list.children.length && cards.every((card, i) => card === this.list.children[i]);
    if (!same) {
      const focused = document.activeElement?.closest('.job')?.dataset.job;
      this.list.replaceChildren(...cards);
      if (focused && !this.list.contains(document.activeElement)) {
        [...this.list.children].find((card) => card.dataset.job === focused)?.querySelector('button')?.focus();
      }
    }
  }

  #card(job) {
    const bar = el('progress', { max: 100, 'aria-label': t('jobs.progress', { title: job.title }) });
    const words = el('p', { class: 'job-words', 'data-test': 'job-words' });
    const root = el(
      'li',
      { class: `job job-${job.state}`, 'data-job': job.key, 'data-state': job.state, 'data-test': 'job' },
      el(
        'div',
        { class: 'job-head' },
        el('h3', { text: job.title }),
        el('span', { class: 'job-time', text: clock(job.started) }),
      ),
      job.values?.layer ? el('p', { class: 'job-layer', text: job.values.layer }) : null,
      isOpen(job) ? bar : null,
      words,
      el('div', { class: 'row' }, this.#buttons(job)),
    );
    const update = () => {
      if (job.percent > 0) {
        bar.value = job.percent;
      }
      words.textContent = wordsOf(job);
    };
    return { root, state: job.state, update };
  }

  #buttons(job) {
    if (isOpen(job)) {
      const cancel = button(t('jobs.cancel'), async () => {
        cancel.disabled = true;
        await this.actions.cancel(job).catch(complain);
        cancel.disabled = false;
      }, { class: 'small', 'data-test': 'job-cancel' });
      return job.values && !job.isUpload ? [cancel, this.#more(job)] : [cancel];
    }
    const buttons = [];
    const layer = layerMadeBy(job);
    if (layer) {
      buttons.push(button(t('jobs.show'), () => this.actions.show(job), {
        class: 'small',
        'aria-label': t('jobs.showLayer', { name: layer }),
        'data-test': 'job-show',
      }));
    }
    for (const [name, link] of Object.entries(job.links ?? {})) {
      const href = downloadOf(job, name, link);
      buttons.push(
        el('a', { class: 'button small', href, download: `${name}.tif`, text: t('jobs.download', { name }) }),
      );
    }
    const texts = Object.entries(job.outputs ?? {}).filter(([name, text]) => name !== 'wms' && text && text !== layer);
    for (const [name, text] of texts) {
      const what = name === 'report' ? t('jobs.report') : t('jobs.output', { name });
      const title = name === 'report' ? t('jobs.reportOf', { title: job.title }) : job.title;
      buttons.push(small(what, `job-${name}`, () => this.#report(title, text)));
    }
    if (job.values && !job.isUpload) {
      buttons.push(small(t('jobs.again'), 'job-again', () => this.actions.again(job)));
    }
    buttons.push(this.#more(job));
    return buttons;
  }

  #more(job) {
    const menu = el('details', { class: 'more' }, el('summary', { text: t('jobs.more'), 'data-test': 'job-more' }));
    const pick = (action) => () => {
      menu.open = false;
      action();
    };
    const items = [];
    if (job.values && !job.isUpload) {
      const command = t('jobs.copyCommand');
      const request = t('jobs.copyRequest');
      items.push(small(command, 'job-command', pick(() => this.#text(command, this.actions.command(job)))));
      items.push(small(request, 'job-request', pick(() => this.#text(request, this.actions.request(job)))));
    }
    if (!isOpen(job)) {
      items.push(small(t('jobs.forget'), 'job-forget', pick(() => this.jobs.forget(job))));
    }
    menu.append(el('div', { class: 'menu' }, items));
    menu.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && menu.open) {
        menu.open = false;
        menu.querySelector('summary').focus();
      }
    });
    return menu;
  }

  #text(title, text) {
    if (text === null) {
      complain(t('jobs.toolGone'));
    } else {
      showText(title, text);
    }
  }

  #report(title, text) {
    showElement(title, reportTable(text), () => [
      button(t('dialog.copyJson'), () => showText(title, text)),
    ]);
  }
}

function small(text, hook, click) {
  return button(text, click, { class: 'small', 'data-test': hook });
}

function wordsOf(job) {
  const time = job.ended ? duration((job.ended - job.started) / 1000) : '';
  switch (job.state) {
    case 'queued':
      return t('jobs.queued');
    case 'running':
      return [t('jobs.running', { percent: Math.round(job.percent) }), job.task].filter((each) => each).join(' · ');
    case 'done':
      return time ? t('jobs.done', { time }) : t('jobs.doneBefore');
    case 'cancelled':
      return t('jobs.cancelled');
    default:
      return job.message || t('error.noReason');
  }
}

/** A stored result, asked of the page's own server whatever name the server calls itself. */
function downloadOf(job, name, link) {
  const id = executionIdOf(link) || job.id;
  const file = new URLSearchParams(link.split('?')[1] ?? '').get('outputId') ?? `${name}.tif`;
  return withQuery(services.wps, {
    service: 'WPS',
    version: '1.0.0',
    request: 'GetExecutionResult',
    executionId: id,
    outputId: file,
    mimetype: 'image/tiff',
  });
}
