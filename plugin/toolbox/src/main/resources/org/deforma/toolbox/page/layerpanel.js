/** The layers of the map, which can be ordered, faded and styled, and below them those that can be added. */
import { button, byId, el, freshId } from './dom.js';
import { bytes, clock } from './format.js';
import { iconButton } from './icons.js';
import { legendAddress } from './wms.js';
import { t } from './texts.js';

export class LayerPanel {
  #open = new Set();
  #dragged = null;

  /** @param actions `download`, `rename` and `remove` of a layer, and `zoom` */
  constructor(catalog, mapLayers, actions) {
    this.catalog = catalog;
    this.mapLayers = mapLayers;
    this.actions = actions;
    this.stack = byId('layer-stack');
    this.others = byId('layer-others');
    byId('layer-filter').addEventListener('input', () => this.#showOthers());
    mapLayers.addEventListener('change', () => this.show());
  }

  show() {
    const focus = document.activeElement?.dataset?.focus;
    const entries = this.mapLayers.entries;
    byId('no-layers').hidden = entries.length > 0;
    this.stack.replaceChildren(...entries.map((entry, place) => this.#item(entry, place, entries.length)));
    this.#showOthers();
    if (focus && document.activeElement === document.body) {
      [...document.querySelectorAll('[data-focus]')].find((each) => each.dataset.focus === focus)?.focus();
    }
  }

  #item(entry, place, count) {
    const { name, layer } = entry;
    const id = freshId('layer');
    const shown = el('input', {
      type: 'checkbox',
      id,
      checked: entry.visible,
      'data-focus': `visible ${name}`,
      'data-test': 'layer-visible',
      on: { change: () => this.mapLayers.setVisible(name, shown.checked) },
    });
    const tool = (icon, text, hook, click, disabled = false) =>
      iconButton(icon, text, click, { disabled, 'data-focus': `${hook} ${name}`, 'data-test': hook });
    const values = { name: layer.title };
    const isLast = place === count - 1;
    const details = el(
      'details',
      { open: this.#open.has(name), on: { toggle: () => this.#open[details.open ? 'add' : 'delete'](name) } },
      el('summary', {
        text: t('layers.details'),
        'aria-label': `${t('layers.details')}: ${layer.title}`,
        'data-focus': `details ${name}`,
        'data-test': 'layer-details',
      }),
      this.#details(entry),
    );
    const item = el(
      'li',
      { class: 'layer', draggable: 'true', 'data-layer': name, 'data-test': 'layer' },
      el(
        'div',
        { class: 'layer-head' },
        shown,
        el('label', { for: id, text: layer.title, title: name }),
        tool('zoom', t('layers.zoom', values), 'layer-zoom', () => this.actions.zoom(layer)),
        tool('up', t('layers.up', values), 'layer-up', () => this.mapLayers.move(name, place - 1), place === 0),
        tool('down', t('layers.down', values), 'layer-down', () => this.mapLayers.move(name, place + 1), isLast),
        tool('close', t('layers.takeOff', values), 'layer-take-off', () => this.mapLayers.remove(name)),
      ),
      details,
    );
    this.#letDrag(item, name, place);
    return item;
  }

  #details(entry) {
    const { name, layer } = entry;
    const opacity = el('input', {
      type: 'range',
      min: 0,
      max: 100,
      step: 5,
      value: Math.round(entry.opacity * 100),
      'data-test': 'layer-opacity',
      on: { input: () => this.mapLayers.setOpacity(name, opacity.value / 100) },
    });
    const style = el(
      'select',
      {
        'data-test': 'layer-style',
        'data-focus': `style ${name}`,
        on: { change: () => this.mapLayers.setStyle(name, style.value) },
      },
      layer.styles.map((each, i) => el('option', { value: i === 0 ? '' : each.name, text: each.title })),
    );
    style.value = entry.style;
    const act = (text, hook, action, kind = 'small') =>
      button(text, () => action(layer), { class: kind, 'data-test': hook });
    const acts = [
      act(t('layers.download'), 'layer-download', this.actions.download),
    ];
    if (layer.own) {
      acts.push(
        act(t('layers.rename'), 'layer-rename', this.actions.rename),
        act(t('layers.remove'), 'layer-remove', this.actions.remove, 'small danger'),
      );
    }
    return el(
      'div',
      { class: 'layer-body' },
      el('label', { class: 'inline' }, t('layers.opacity'), opacity),
      layer.styles.length > 1 ? el('label', { class: 'inline' }, t('layers.style'), style) : null,
      legend(layer, entry.style),
      el('p', { class: 'facts', text: factsOf(layer) }),
      el('div', { class: 'row' }, acts),
    );
  }

  #letDrag(item, name, place) {
    item.addEventListener('dragstart', (event) => {
      if (event.target !== item || document.activeElement?.type === 'range') {
        event.preventDefault();
        return;
      }
      this.#dragged = name;
      event.dataTransfer.setData('text/plain', name);
      event.dataTransfer.effectAllowed = 'move';
    });
    item.addEventListener('dragover', (event) => {
      if (this.#dragged) {
        event.preventDefault();
        item.classList.add('is-target');
      }
    });
    item.addEventListener('dragleave', () => item.classList.remove('is-target'));
    item.addEventListener('drop', (event) => {
      item.classList.remove('is-target');
      if (this.#dragged) {
        event.preventDefault();
        const dragged = this.#dragged;
        this.#dragged = null;
        this.mapLayers.move(dragged, place);
      }
    });
    item.addEventListener('dragend', () => {
      this.#dragged = null;
    });
  }

  #showOthers() {
    const words = byId('layer-filter').value.trim().toLowerCase();
    const others = this.catalog.layers.filter((layer) => !this.mapLayers.find(layer.name));
    const found = others.filter((layer) => `${layer.name} ${layer.title}`.toLowerCase().includes(words));
    byId('layer-filter').hidden = others.length < 8 && words === '';
    byId('all-on-map').hidden = others.length > 0;
    this.others.replaceChildren(
      ...found.map((layer) =>
        el(
          'li',
          { 'data-layer': layer.name },
          button(`+ ${layer.title}`, () => this.mapLayers.add(layer.name, { zoom: true }), {
            class: 'add',
            title: layer.name,
            'aria-label': t('layers.add', { name: layer.title }),
            'data-test': 'layer-add',
          }),
          el('span', { class: 'facts', text: layer.width ? `${layer.width} × ${layer.height}` : '' }),
        ),
      ),
    );
  }
}

/** The legend of a layer; where the server has none, nothing is shown. */
export function legend(layer, style) {
  const alt = t('layers.legend', { name: layer.title });
  const picture = el('img', { class: 'legend', src: legendAddress(layer.name, style), alt });
  picture.addEventListener('error', () => picture.remove());
  return picture;
}

function factsOf(layer) {
  const parts = [layer.name];
  if (layer.width) {
    parts.push(`${layer.width} × ${layer.height} px`);
  }
  if (layer.bands.length > 0) {
    const names = layer.bands.slice(0, 12).map((band) => (band.unit ? `${band.name} [${band.unit}]` : band.name));
    parts.push(names.join(', ') + (layer.bands.length > 12 ? ' …' : ''));
  }
  parts.push(layer.crs, layer.bytes ? bytes(layer.bytes) : '', layer.origin);
  if (layer.created) {
    parts.push(clock(layer.created));
  }
  return parts.filter((part) => part).join(' · ');
}
