/** The toolbox: the menu of tools by group, and the form of the one that was picked. */
import { button, byId, el } from './dom.js';
import { confirm } from './dialogs.js';
import { estimate, estimateText, isLong } from './estimate.js';
import { toolForm } from './form.js';
import { complain } from './notices.js';
import { firstSentence } from './toolmodel.js';
import { t } from './texts.js';

const ORDER = ['Displacement', 'InSAR', 'Models', 'Layers'];

/**
 * @param toolbox where the tools are
 * @param start runs a tool: (tool, values) => Promise
 * @param context gives what forms need
 */
export class ToolPanel {
  #tool = null;
  #form = null;

  constructor(toolbox, catalog, start, context) {
    this.toolbox = toolbox;
    this.catalog = catalog;
    this.start = start;
    this.context = context;
    this.menu = byId('tool-menu');
    this.sheet = byId('tool-sheet');
    catalog.addEventListener('change', () => this.#layersChanged());
  }

  /** Shows the menu anew. A form that is open stays as it is, unless its tool is gone. */
  showMenu() {
    const groups = [...new Set(this.toolbox.tools.map((tool) => tool.group))];
    groups.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
    this.menu.replaceChildren(...groups.map((group) => this.#group(group)));
    if (groups.length === 0) {
      this.menu.append(el('p', { class: 'empty', text: this.toolbox.problem || t('tools.none') }));
    }
    if (this.#tool && !this.toolbox.find(this.#tool.id)) {
      complain(t('tools.gone', { title: this.#tool.title }));
      this.close();
    }
  }

  #group(group) {
    const id = `group-${group.replace(/\W+/g, '-')}`;
    const tools = this.toolbox.tools.filter((tool) => tool.group === group);
    return el(
      'section',
      { class: 'group', 'aria-labelledby': id },
      el('h3', { id, text: group }),
      el('ul', {}, tools.map((tool) => el('li', {}, this.#entry(tool)))),
    );
  }

  #entry(tool) {
    const entry = el(
      'button',
      { type: 'button', class: 'tool', 'data-tool': tool.id, on: { click: () => this.open(tool) } },
      el('span', { class: 'tool-title', text: tool.title }),
      el('span', { class: 'tool-help', text: firstSentence(tool.help) }),
    );
    return entry;
  }

  /** Shows the form of a tool, filled with values of an earlier run if there are some. */
  open(tool, values = null) {
    this.#form?.forget();
    this.#tool = tool;
    this.#form = toolForm(tool, this.context());
    if (values) {
      this.#form.put(values);
    }
    const hint = el('p', { class: 'estimate', 'data-test': 'estimate' });
    const showEstimate = () => {
      hint.textContent = estimateText(estimate(tool, this.#form.values(), this.catalog));
    };
    const run = button(t('tools.run'), () => this.#run(), { class: 'primary', 'data-test': 'run' });
    const title = el('h2', { text: tool.title, tabindex: '-1' });
    const form = el(
      'form',
      { novalidate: true, 'data-tool': tool.id, on: { submit: (event) => event.preventDefault() } },
      this.#form.root,
      hint,
      el('div', { class: 'row form-end' }, run),
    );
    form.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
        event.preventDefault();
        this.#run();
      }
    });
    form.addEventListener('input', showEstimate);
    form.addEventListener('change', showEstimate);
    this.sheet.replaceChildren(
      button(t('tools.back'), () => this.close(), { class: 'link back', 'data-test': 'back-to-tools' }),
      title,
      el('p', { class: 'tool-about', text: tool.help }),
      form,
    );
    this.menu.hidden = true;
    this.sheet.hidden = false;
    showEstimate();
    title.focus();
    this.sheet.parentElement.scrollTop = 0;
  }

  close() {
    const id = this.#tool?.id;
    this.#form?.forget();
    this.#tool = null;
    this.#form = null;
    this.sheet.hidden = true;
    this.sheet.replaceChildren();
    this.menu.hidden = false;
    [...this.menu.querySelectorAll('button')].find((entry) => entry.dataset.tool === id)?.focus();
  }

  async #run() {
    if (!this.#form.check()) {
      return;
    }
    const values = this.#form.values();
    const found = estimate(this.#tool, values, this.catalog);
    if (isLong(found) && !(await confirm(t('estimate.question', { what: estimateText(found) }), t('tools.run')))) {
      return;
    }
    const form = this.#form;
    await this.start(this.#tool, values);
    form.proposeName();
  }

  #layersChanged() {
    this.#form?.refresh();
  }
}

function place(group) {
  const found = ORDER.indexOf(group);
  return found < 0 ? ORDER.length : found;
}
