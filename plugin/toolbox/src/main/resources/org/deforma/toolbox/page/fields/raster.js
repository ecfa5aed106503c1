/** A field for a raster: a layer of the server, or a file in the server's folder for rasters. */
import { button, el } from '../dom.js';
import { bytes } from '../format.js';
import { t } from '../texts.js';
import { frame } from './field.js';

/**
 * @param catalog whose layers are offered, also those that come later
 * @param proposal name of the layer to start with, or an empty text
 */
export function rasterField(field, catalog, proposal) {
  const control = field.many ? el('select', { multiple: true, size: 6 }) : el('select');
  const facts = el('p', { class: 'facts', 'data-test': 'layer-facts' });
  const file = field.file ? filePart(field) : null;
  const { root, complain } = frame(field, control, { below: [facts, file?.root ?? null] });

  const chosen = () => [...control.selectedOptions].map((option) => option.value).filter((each) => each);
  const showFacts = () => {
    const names = chosen();
    facts.textContent = names.length > 1 ? t('form.chosen', { n: names.length }) : factsOf(catalog.find(names[0]));
  };
  const offer = (keep) => {
    const hint = catalog.layers.length > 0 ? t('form.pickLayer') : t('form.noLayers');
    const none = field.many && catalog.layers.length > 0 ? [] : [el('option', { value: '', text: hint })];
    const options = catalog.layers.map((layer) => el('option', { value: layer.name, text: optionText(layer) }));
    control.replaceChildren(...none, ...options);
    [...control.options].forEach((option) => {
      option.selected = keep.includes(option.value);
    });
    if (!field.many && control.selectedIndex < 0) {
      control.selectedIndex = 0;
    }
    showFacts();
  };
  offer(proposal ? [proposal] : []);
  control.addEventListener('change', showFacts);
  return {
    root,
    control,
    complain,
    layers: () => chosen().map((name) => catalog.find(name)).filter((layer) => layer),
    refresh: () => offer(chosen()),
    value: () => {
      const rasters = file?.isOpen()
        ? file.names().map((name) => ({ file: name }))
        : chosen().map((layer) => ({ layer }));
      return rasters.length === 0 ? undefined : rasters;
    },
    put: (value) => {
      const rasters = value ?? [];
      offer(rasters.filter((each) => each.layer).map((each) => each.layer));
      file?.put(rasters.filter((each) => each.file).map((each) => each.file));
    },
    problem: () => {
      const none = file?.isOpen() ? file.names().length === 0 : chosen().length === 0;
      if (!none || (!field.required && !file?.isOpen())) {
        return '';
      }
      return file?.isOpen() ? t('form.missingFile') : t('form.missing', { name: field.label });
    },
  };

  function filePart(of) {
    const input = of.many
      ? el('textarea', { rows: 3, spellcheck: 'false', placeholder: 'stack/*.tif' })
      : el('input', { type: 'text', spellcheck: 'false', autocomplete: 'off', placeholder: `scenes/${of.name}.tif` });
    input.setAttribute('aria-label', t('form.fileLabel', { name: of.label }));
    input.setAttribute('data-input', of.file);
    const help = el('p', { class: 'help', text: t('form.fileHelp') });
    const box = el('div', { class: 'file-part', hidden: true }, input, help);
    const toggle = button(t('form.useFile'), () => open(box.hidden), {
      class: 'link',
      'aria-expanded': 'false',
      'data-test': `use-file-${of.name}`,
    });
    const open = (on) => {
      box.hidden = !on;
      control.hidden = on;
      facts.hidden = on;
      toggle.setAttribute('aria-expanded', String(on));
      toggle.textContent = on ? t('form.useLayer') : t('form.useFile');
    };
    return {
      root: el('div', {}, box, toggle),
      isOpen: () => !box.hidden,
      names: () => input.value.split('\n').map((line) => line.trim()).filter((line) => line),
      put: (names) => {
        input.value = names.join('\n');
        open(names.length > 0);
      },
    };
  }
}

function optionText(layer) {
  const size = layer.width ? ` · ${layer.width} × ${layer.height}` : '';
  const bands = layer.bands.length > 1 ? ` · ${t('layers.bands', { n: layer.bands.length })}` : '';
  return `${layer.name}${size}${bands}`;
}

function factsOf(layer) {
  if (!layer) {
    return '';
  }
  const names = layer.bands.map((band) => band.name).join(', ');
  const bands = names.length > 90 ? `${names.slice(0, 90)} …` : names;
  return [layer.crs, layer.bytes ? bytes(layer.bytes) : '', bands].filter((part) => part).join(' · ');
}
