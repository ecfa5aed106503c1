/** The panel below the map with values along a line. */
import { button, byId, el, save } from './dom.js';
import { askText } from './dialogs.js';
import { chart, colourOf } from './chart.js';
import { complain } from './notices.js';
import { displacementBands } from './catalog.js';
import { draw, mark, stopDrawing } from './draw.js';
import { iconButton } from './icons.js';
import { bareName } from './names.js';
import { map, view, VIEW } from './map.js';
import { sample } from './sample.js';
import { label, t } from './texts.js';

const ol = window.ol;
const PLACES = 300;

export class Profile {
  #line = null;
  #data = null;
  #layer = null;

  /** @param isOffered tells whether the server can sample */
  constructor(mapLayers, isOffered) {
    this.mapLayers = mapLayers;
    this.isOffered = isOffered;
    this.panel = byId('profile');
    this.toggle = byId('tool-profile');
    this.toggle.addEventListener('click', () => (this.panel.hidden ? this.open() : this.close()));
    mapLayers.addEventListener('change', () => !this.panel.hidden && this.#offerLayers());
  }

  open() {
    if (!this.isOffered()) {
      complain(t('sample.missing'));
      return;
    }
    if (this.mapLayers.visible().length === 0) {
      complain(t('profile.noLayer'));
      return;
    }
    this.layers = el('select', { 'data-test': 'profile-layer', on: { change: () => this.#pickLayer() } });
    this.bands = el('select', { 'data-test': 'profile-bands', on: { change: () => this.#showChart() } });
    this.key = el('span', { class: 'chart-key' });
    const small = (text, hook, click) => button(text, click, { class: 'small', 'data-test': hook });
    this.csv = small(t('profile.csv'), 'profile-csv', () => this.#saveCsv());
    this.csv.disabled = true;
    this.body = el('div', { class: 'profile-body' });
    this.panel.replaceChildren(
      el(
        'div',
        { class: 'row profile-head' },
        el('h2', { text: t('profile.name') }),
        el('label', { class: 'inline' }, t('profile.layer'), this.layers),
        el('label', { class: 'inline' }, t('profile.bands'), this.bands),
        this.key,
        small(t('profile.draw'), 'profile-draw', () => this.#draw()),
        small(t('profile.type'), 'profile-type', () => this.#type()),
        this.csv,
        iconButton('close', t('profile.close'), () => this.close()),
      ),
      this.body,
    );
    this.panel.hidden = false;
    this.toggle.setAttribute('aria-pressed', 'true');
    this.#offerLayers();
    this.#message(t('profile.start'));
    map.updateSize();
    this.#draw();
  }

  close() {
    stopDrawing();
    mark('profile', null);
    mark('profile place', null);
    this.#line = null;
    this.#data = null;
    this.panel.hidden = true;
    this.panel.replaceChildren();
    this.toggle.setAttribute('aria-pressed', 'false');
    map.updateSize();
    this.toggle.focus();
  }

  #message(text) {
    this.body.replaceChildren(el('p', { class: 'empty', text, role: 'status' }));
  }

  #offerLayers() {
    const entries = this.mapLayers.visible();
    const before = this.layers.value;
    this.layers.replaceChildren(...entries.map(({ name, layer }) => el('option', { value: name, text: layer.title })));
    if (entries.some((entry) => entry.name === before)) {
      this.layers.value = before;
    } else {
      this.#pickLayer();
    }
  }

  #pickLayer() {
    this.#layer = this.mapLayers.find(this.layers.value)?.layer ?? null;
    this.#offerBands(this.#layer?.bands ?? []);
    if (this.#line && this.#layer) {
      this.#read();
    }
  }

  /** East and north go together, since they share their unit and their sigma. */
  #offerBands(bands) {
    const before = this.bands.value;
    const both = displacementBands(bands) ? [el('option', { value: 'both', text: t('profile.both') })] : [];
    const single = bands.map((band, i) => el('option', { value: String(i), text: label(band.name) }));
    this.bands.replaceChildren(...both, ...single);
    if ([...this.bands.options].some((option) => option.value === before)) {
      this.bands.value = before;
    }
  }

  async #draw() {
    const line = await draw('LineString');
    if (line && !this.panel.hidden) {
      await this.#take(line);
    }
  }

  async #type() {
    stopDrawing();
    const parse = (text) => text.split(',').map((pair) => pair.trim().split(/\s+/).map(Number));
    const wrong = (text) => {
      const places = parse(text);
      const right = places.length >= 2 && places.every((each) => each.length === 2 && each.every(Number.isFinite));
      return right ? '' : t('profile.typeWrong');
    };
    const text = await askText(t('profile.typeQuestion'), '', t('profile.typeUse'), wrong);
    if (text) {
      const line = new ol.geom.LineString(parse(text)).transform('EPSG:4326', VIEW);
      if (!ol.extent.containsExtent(view.calculateExtent(), line.getExtent())) {
        view.fit(line, { padding: [40, 40, 40, 40], maxZoom: 20 });
      }
      await this.#take(line);
    }
  }

  async #take(line) {
    this.#line = line;
    mark('profile', line);
    await this.#read();
  }

  async #read() {
    const line = this.#line;
    this.#message(t('profile.reading'));
    try {
      const data = await sample(this.#layer, line, PLACES);
      if (line === this.#line && !this.panel.hidden) {
        this.#data = data;
        this.#offerBands(data.bands);
        this.#showChart();
      }
    } catch (error) {
      this.#message(error.message);
    }
  }

  #showChart() {
    if (!this.#data) {
      return;
    }
    const series = this.#series();
    const isEmpty = series.every((each) => each.values.every((value) => value === null));
    this.csv.disabled = isEmpty;
    if (isEmpty) {
      this.#message(t('profile.empty'));
      return;
    }
    this.key.replaceChildren(
      ...(series.length > 1 ? series : []).map((each, i) => {
        const name = el('span', { text: each.name });
        name.style.color = colourOf(i);
        return name;
      }),
    );
    const { x, y, distance } = this.#data;
    const show = (place) => mark('profile place', place === null ? null : new ol.geom.Point([x[place], y[place]]));
    this.body.replaceChildren(chart(distance, series, show));
  }

  #series() {
    const { bands, values } = this.#data;
    const places = displacementBands(bands);
    const of = (band) => values.map((each) => each[band]);
    const sigma = places && places.sigma >= 0 ? of(places.sigma) : null;
    const chosen = this.bands.value === 'both' ? [places.east, places.north] : [Number(this.bands.value) || 0];
    return chosen.map((band) => ({
      name: label(bands[band].name),
      unit: bands[band].unit,
      values: of(band),
      sigma: places && [places.east, places.north].includes(band) ? sigma : null,
    }));
  }

  #saveCsv() {
    const { bands, values, distance, x, y } = this.#data;
    const names = bands.map((band) => (band.unit ? `${band.name} [${band.unit}]` : band.name));
    const head = ['distance [m]', 'longitude', 'latitude', ...names];
    const rows = values.map((each, i) => {
      const place = ol.proj.toLonLat([x[i], y[i]]).map((degrees) => degrees.toFixed(7));
      return [distance[i], ...place, ...each.map((value) => value ?? '')].join(',');
    });
    const text = `${[head.join(','), ...rows].join('\r\n')}\r\n`;
    save(new Blob([text], { type: 'text/csv' }), `${bareName(this.#layer.name)}-profile.csv`);
  }
}
