/** Two layers beside each other, with a bar between them that is dragged, or moved with the arrow keys. */
import { byId, el } from './dom.js';
import { complain } from './notices.js';
import { iconButton } from './icons.js';
import { map } from './map.js';
import { t } from './texts.js';

const ol = window.ol;

export class Swipe {
  #share = 0.5;
  #listeners = [];
  #left = null;
  #right = null;

  constructor(mapLayers) {
    this.mapLayers = mapLayers;
    this.toggle = byId('tool-swipe');
    this.choice = byId('swipe-choice');
    this.bar = byId('swipe');
    this.#makeBar();
    this.toggle.addEventListener('click', () => (this.bar.hidden ? this.open() : this.close()));
    mapLayers.addEventListener('change', () => !this.bar.hidden && this.#follow());
  }

  open() {
    const [top, next] = this.mapLayers.visible();
    if (!next) {
      complain(t('swipe.two'));
      return;
    }
    this.#left = next.name;
    this.#right = top.name;
    this.bar.hidden = false;
    this.choice.hidden = false;
    this.toggle.setAttribute('aria-pressed', 'true');
    this.#follow();
    this.#place(0.5);
    this.handle.focus();
  }

  close() {
    this.#unclip();
    this.bar.hidden = true;
    this.choice.hidden = true;
    this.toggle.setAttribute('aria-pressed', 'false');
    map.render();
  }

  #makeBar() {
    this.handle = el('div', {
      class: 'swipe-handle',
      role: 'slider',
      tabindex: '0',
      'aria-label': t('swipe.bar'),
      'aria-valuemin': '0',
      'aria-valuemax': '100',
      'data-test': 'swipe-bar',
    });
    this.bar.append(el('div', { class: 'swipe-line' }), this.handle);
    this.handle.addEventListener('keydown', (event) => {
      const steps = { ArrowLeft: -0.02, ArrowRight: 0.02, PageDown: -0.1, PageUp: 0.1, Home: -1, End: 1 };
      if (event.key in steps) {
        event.preventDefault();
        this.#place(this.#share + steps[event.key]);
      } else if (event.key === 'Escape') {
        this.close();
        this.toggle.focus();
      }
    });
    this.bar.addEventListener('pointerdown', (event) => {
      event.preventDefault();
      this.bar.setPointerCapture(event.pointerId);
      this.handle.focus();
    });
    this.bar.addEventListener('pointermove', (event) => {
      if (this.bar.hasPointerCapture(event.pointerId)) {
        const box = byId('map').getBoundingClientRect();
        this.#place((event.clientX - box.left) / box.width);
      }
    });
  }

  #place(share) {
    this.#share = Math.min(1, Math.max(0, share));
    this.bar.style.left = `${this.#share * 100}%`;
    this.handle.setAttribute('aria-valuenow', String(Math.round(this.#share * 100)));
    map.render();
  }

  /** The layers of the map are others: the choice is offered anew, and the clipping follows the chosen ones. */
  #follow() {
    const names = this.mapLayers.visible().map((entry) => entry.name);
    if (names.length < 2) {
      this.close();
      return;
    }
    if (!names.includes(this.#right)) {
      this.#right = names.find((name) => name !== this.#left);
    }
    if (!names.includes(this.#left) || this.#left === this.#right) {
      this.#left = names.find((name) => name !== this.#right);
    }
    this.#showChoice(names);
    this.#clip();
  }

  #showChoice(names) {
    const select = (side, chosen, pick) => {
      const control = el(
        'select',
        { 'data-test': `swipe-${side}`, on: { change: () => pick(control.value) } },
        names.map((name) => el('option', { value: name, text: this.mapLayers.find(name).layer.title })),
      );
      control.value = chosen;
      return control;
    };
    const pickLeft = (name) => {
      this.#right = name === this.#right ? this.#left : this.#right;
      this.#left = name;
      this.#follow();
    };
    const pickRight = (name) => {
      this.#left = name === this.#left ? this.#right : this.#left;
      this.#right = name;
      this.#follow();
    };
    this.choice.replaceChildren(
      el('label', { class: 'inline' }, t('swipe.left'), select('left', this.#left, pickLeft)),
      el('label', { class: 'inline' }, t('swipe.right'), select('right', this.#right, pickRight)),
      iconButton('close', t('swipe.close'), () => this.close()),
    );
  }

  #clip() {
    this.#unclip();
    const sides = [
      [this.#left, (share) => [0, share]],
      [this.#right, (share) => [share, 1]],
    ];
    for (const [name, range] of sides) {
      const { image } = this.mapLayers.find(name);
      const before = image.on('prerender', (event) => {
        const [from, to] = range(this.#share);
        clipTo(event, from, to);
      });
      const after = image.on('postrender', (event) => event.context.restore());
      this.#listeners.push(before, after);
    }
    map.render();
  }

  #unclip() {
    this.#listeners.forEach((key) => ol.Observable.unByKey(key));
    this.#listeners = [];
  }
}

/** Lets a layer paint only between two shares of the map's width. */
function clipTo(event, from, to) {
  const [width, height] = map.getSize();
  const corners = [
    [from * width, 0],
    [to * width, 0],
    [to * width, height],
    [from * width, height],
  ].map((pixel) => ol.render.getRenderPixel(event, pixel));
  event.context.save();
  event.context.beginPath();
  corners.forEach(([x, y], i) => (i === 0 ? event.context.moveTo(x, y) : event.context.lineTo(x, y)));
  event.context.closePath();
  event.context.clip();
}
