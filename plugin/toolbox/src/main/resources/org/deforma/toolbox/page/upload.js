/** GeoTIFF files of the user as layers: dropped on the map or picked, named, checked, sent to deforma:Import. */
import { button, byId, el } from './dom.js';
import { base64Body } from './base64.js';
import { bytes } from './format.js';
import { complain, tell } from './notices.js';
import { workspaceSelect } from './fields/layername.js';
import { bareName, isName, nameFrom } from './names.js';
import { literal, stored, uploadRequest } from './execute.js';
import { send } from './send.js';
import { services } from './host.js';
import { showTab } from './tabs.js';
import { t } from './texts.js';

const PROCESS = 'deforma:Import';

export class Upload {
  constructor(catalog, jobs, toolbox) {
    this.catalog = catalog;
    this.jobs = jobs;
    this.toolbox = toolbox;
    this.list = byId('uploads');
    const picker = byId('upload-files');
    byId('upload').addEventListener('click', () => picker.click());
    picker.addEventListener('change', () => {
      const files = [...picker.files];
      picker.value = '';
      this.#ask(files).catch(complain);
    });
    this.#takeDrops();
  }

  #takeDrops() {
    const area = byId('map-area');
    const hasFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes('Files');
    let depth = 0;
    const show = () => {
      byId('drop').hidden = depth <= 0;
    };
    area.addEventListener('dragenter', (event) => {
      depth += hasFiles(event) ? 1 : 0;
      show();
    });
    area.addEventListener('dragleave', (event) => {
      depth -= hasFiles(event) ? 1 : 0;
      show();
    });
    area.addEventListener('drop', (event) => {
      depth = 0;
      show();
      if (hasFiles(event)) {
        this.#ask([...event.dataTransfer.files]).catch(complain);
      }
    });
    // A file that misses the map must not replace the page.
    for (const name of ['dragover', 'drop']) {
      window.addEventListener(name, (event) => hasFiles(event) && event.preventDefault());
    }
  }

  /** Asks for names, then sends one file after the other. */
  async #ask(files) {
    const tool = this.toolbox.find(PROCESS);
    if (!tool) {
      complain(t('upload.missing'));
      return;
    }
    const limit = tool.fields.find((field) => field.kind === 'raster').megabytes * 1e6;
    const good = [];
    for (const file of files) {
      const problem = await problemOf(file, limit);
      if (problem) {
        complain(problem);
      } else {
        good.push(file);
      }
    }
    const named = good.length > 0 ? await this.#names(good) : null;
    for (const { file, layer } of named ?? []) {
      await this.#send(file, layer);
    }
  }

  #names(files) {
    const workspace = workspaceSelect(this.catalog);
    const place = () => workspace?.value() ?? this.catalog.workspaces[0] ?? '';
    const taken = new Set();
    const rows = files.map((file) => {
      const stem = nameFrom(file.name.replace(/\.tiff?$/i, ''));
      let name = bareName(this.catalog.freeName(place(), stem));
      for (let n = 2; taken.has(name); n += 1) {
        name = `${stem}-${n}`;
      }
      taken.add(name);
      const input = el('input', { type: 'text', value: name, spellcheck: 'false', 'data-test': 'upload-name' });
      const error = el('p', { class: 'field-error', role: 'alert' });
      const caption = t('upload.nameOf', { file: `${file.name} (${bytes(file.size)})` });
      return { file, input, error, root: el('label', {}, caption, input, error) };
    });
    const layerOf = (row) => (place() ? `${place()}:${row.input.value.trim()}` : row.input.value.trim());
    const check = () => {
      const names = rows.map(layerOf);
      rows.forEach((row, i) => {
        row.error.textContent = this.#nameProblem(row.input.value.trim(), names, i);
      });
      return rows.every((row) => row.error.textContent === '');
    };
    return new Promise((resolve) => {
      const dialog = el('dialog', { 'aria-label': t('upload.title'), 'data-test': 'upload-dialog' });
      let answer = null;
      const accept = () => {
        if (check()) {
          answer = rows.map((row) => ({ file: row.file, layer: layerOf(row) }));
          dialog.close();
        }
      };
      dialog.append(
        el('h2', { text: t('upload.title') }),
        ...(workspace ? [workspace.root] : []),
        ...rows.map((row) => row.root),
        el(
          'div',
          { class: 'row end' },
          button(t('dialog.cancel'), () => dialog.close()),
          button(t('upload.start'), accept, { class: 'primary', 'data-test': 'upload-start' }),
        ),
      );
      dialog.addEventListener('keydown', (event) => {
        if (event.key === 'Enter' && event.target.tagName === 'INPUT') {
          accept();
        }
      });
      dialog.addEventListener('close', () => {
        dialog.remove();
        resolve(answer);
      });
      document.body.append(dialog);
      dialog.showModal();
      rows[0].input.focus();
      rows[0].input.select();
    });
  }

  #nameProblem(name, layers, i) {
    if (!isName(name)) {
      return t('form.badName', { name });
    }
    if (layers.indexOf(layers[i]) !== i) {
      return t('upload.twice');
    }
    return this.catalog.find(layers[i]) ? t('upload.same', { name }) : '';
  }

  async #send(file, layer) {
    const name = bareName(layer);
    const stop = new AbortController();
    const bar = el('progress', { max: 100, value: 0, 'aria-label': t('upload.progress', { name }) });
    const words = el('p', { class: 'job-words', text: t('upload.sending', { name, percent: 0 }) });
    const card = el('li', { class: 'job job-running', 'data-test': 'upload' }, words, bar);
    card.append(el('div', { class: 'row' }, button(t('upload.cancel'), () => stop.abort(), { class: 'small' })));
    this.list.append(card);
    showTab('jobs');
    const show = (share) => {
      bar.value = share * 100;
      words.textContent = t('upload.sending', { name, percent: Math.floor(share * 100) });
    };
    try {
      const form = stored([{ name: 'layer' }, { name: 'wms' }, { name: 'report' }], false);
      const [before, after] = uploadRequest(PROCESS, 'raster', [literal('layer', layer)], form);
      const body = await base64Body(before, file, after, stop.signal);
      this.catalog.promise(layer);
      await this.jobs.start({
        process: PROCESS,
        title: t('upload.job', { name }),
        values: { layer },
        isUpload: true,
        body,
        send: (blob) => send(services.wps, blob, show, stop.signal),
      });
    } catch (error) {
      if (error.name === 'AbortError') {
        tell(t('upload.cancelled', { name }));
      } else {
        complain(`${name}: ${error.message}`);
      }
    } finally {
      card.remove();
    }
  }
}

/** What is wrong with a file, or an empty text: TIFF starts with the order of bytes and 42, BigTIFF with 43. */
async function problemOf(file, limit) {
  if (file.size === 0) {
    return t('upload.empty', { file: file.name });
  }
  if (limit > 0 && file.size > limit) {
    return t('upload.tooLarge', { file: file.name, size: bytes(file.size), limit: bytes(limit) });
  }
  const [a, b, c, d] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  const little = a === 0x49 && b === 0x49 && (c === 42 || c === 43) && d === 0;
  const big = a === 0x4d && b === 0x4d && c === 0 && (d === 42 || d === 43);
  return little || big ? '' : t('upload.noTiff', { file: file.name });
}
