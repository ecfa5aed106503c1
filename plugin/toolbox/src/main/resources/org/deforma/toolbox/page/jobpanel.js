/** The list of jobs: progress, cancel, results, and what can be done with a job that has ended. */
import { button, byId, el } from './dom.js';
import { complain } from './notices.js';
import { clock, duration } from './format.js';
import { isOpen } from './jobs.js';
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
      el('div', { class: 'job-head' }, el('h3', { text: job.title }), el('span', { class: 'job-time', text: clock(job.started) })),
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
    if (job.outputs?.layer) {
      buttons.push(button(t('jobs.show'), () => this.actions.show(job), {
        class: 'small',
        'aria-label': t('jobs.showLayer', { name: job.outputs.layer }),
        'data-test': 'job-show',
      }));
    }
    for (const [name, link] of Object.entries(job.links ?? {})) {
      buttons.push(el('a', { class: 'button small', href: downloadOf(job, name, link), download: `${name}.tif`, text: t('jobs.download', { name }) }));
    }
    const texts = Object.entries(job.outputs ?? {}).filter(([name, text]) => !['layer', 'wms'].includes(name) && text);
    for (const [name, text] of texts) {
      const what = name === 'report' ? t('jobs.report') : t('jobs.output', { name });
      buttons.push(button(what, () => this.#report(job, text), { class: 'small', 'data-test': `job-${name}` }));
    }
    if (job.values && !job.isUpload) {
      buttons.push(button(t('jobs.again'), () => this.actions.again(job), { class: 'small', 'data-test': 'job-again' }));
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
    const items = [
      button(t('jobs.copyCommand'), pick(() => this.#text(t('jobs.copyCommand'), this.actions.command(job))), { class: 'small', 'data-test': 'job-command' }),
      button(t('jobs.copyRequest'), pick(() => this.#text(t('jobs.copyRequest'), this.actions.request(job))), { class: 'small', 'data-test': 'job-request' }),
    ];
    if (!isOpen(job)) {
      items.push(button(t('jobs.forget'), pick(() => this.jobs.forget(job)), { class: 'small', 'data-test': 'job-forget' }));
    }
    menu.append(el('div', { class: 'menu' }, job.values && !job.isUpload ? items : items.slice(2)));
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

  #report(job, text) {
    showElement(t('jobs.reportOf', { title: job.title }), reportTable(text), () => [
      button(t('dialog.copyJson'), () => showText(t('jobs.report'), text)),
    ]);
  }
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
