/** The tools of the server, and its models. New bundles' tools appear with the next refresh. */
import { describe, processes, runJson } from './wps.js';
import { groupOf, toolOf } from './toolmodel.js';
import { t } from './texts.js';

export class Toolbox {
  /** Tools that the menu shows. */
  tools = [];
  /** Networks for inputs that name one: `value` and `text`. */
  models = [];
  /** Why there are no tools, or an empty text. */
  problem = '';

  #known = '';

  /** @returns whether the tools are others than before */
  async refresh() {
    const offered = await processes();
    const shown = offered.filter((process) => groupOf(process) !== null);
    this.ids = new Set(offered.map((process) => process.id));
    const signature = JSON.stringify(shown);
    if (signature === this.#known) {
      return false;
    }
    this.tools = (await describe(shown.map((process) => process.id))).filter((each) => groupOf(each)).map(toolOf);
    this.#known = signature;
    this.problem = shown.length > 0 ? '' : offered.length > 0 ? t('tools.noDeforma') : t('tools.noProcess');
    this.models = this.has('deforma:Models') ? await this.#models() : [];
    return true;
  }

  has(process) {
    return this.ids?.has(process) ?? false;
  }

  find(id) {
    return this.tools.find((tool) => tool.id === id);
  }

  async #models() {
    try {
      const models = await runJson('deforma:Models', [], 'models');
      return models
        .filter((model) => model.usable)
        .map((model) => ({ value: model.name, text: model.title ?? model.name }));
    } catch {
      // Names can be typed as well.
      return [];
    }
  }
}
