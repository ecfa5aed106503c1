/**
 * Displacement as arrows over the view, one for each cell of a coarse grid of the screen. They point along east and
 * north of the layer's grid, which differs from the map's by the convergence of the meridians, at most some degrees.
 */
import { byId, el, svg } from './dom.js';
import { complain } from './notices.js';
import { displacementBands } from './catalog.js';
import { map, view } from './map.js';
import { number } from './format.js';
import { roundBelow } from './ticks.js';
import { sample } from './sample.js';
import { t } from './texts.js';

const ol = window.ol;
const COLUMNS = 25;
const ROWS = 16;
/** Length of a usual arrow [px]. */
const USUAL = 34;
const WAIT = 350;
const HALO = new ol.style.Stroke({ color: 'rgba(255, 255, 255, 0.85)', width: 3.6 });
const LINE = new ol.style.Stroke({ color: '#14212a', width: 1.6 });

export class Arrows {
  #on = false;
  #request = null;
  #timer = 0;
  #source = new ol.source.Vector();

  /** @param isOffered tells whether the server can sample */
  constructor(mapLayers, isOffered) {
    this.mapLayers = mapLayers;
    this.isOffered = isOffered;
    this.toggle = byId('tool-arrows');
    this.key = byId('arrow-key');
    map.addLayer(new ol.layer.Vector({ source: this.#source, zIndex: 700, updateWhileAnimating: true }));
    this.toggle.addEventListener('click', () => this.show(!this.#on));
    map.on('moveend', () => this.#later());
    mapLayers.addEventListener('change', () => this.#later());
  }

  show(on) {
    if (on && !this.isOffered()) {
      complain(t('sample.missing'));
      return;
    }
    if (on && !this.#layer()) {
      complain(t('arrows.none'));
      return;
    }
    this.#on = on;
    this.toggle.setAttribute('aria-pressed', String(on));
    this.#clear();
    if (on) {
      this.#refresh().catch(complain);
    }
  }

  /** The top visible layer that is a displacement. */
  #layer() {
    return this.mapLayers.visible().find(({ layer }) => displacementBands(layer.bands))?.layer;
  }

  #clear() {
    clearTimeout(this.#timer);
    this.#request?.abort();
    this.#source.clear();
    this.key.hidden = true;
  }

  #later() {
    if (this.#on) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#refresh().catch(complain), WAIT);
    }
  }

  async #refresh() {
    const layer = this.#layer();
    this.#request?.abort();
    if (!layer) {
      this.#source.clear();
      this.key.hidden = true;
      return;
    }
    const { image } = this.mapLayers.find(layer.name);
    const places = grid(ol.extent.getIntersection(view.calculateExtent(), image.getExtent()));
    if (places.length === 0) {
      this.#source.clear();
      return;
    }
    const request = new AbortController();
    this.#request = request;
    const data = await sample(layer, new ol.geom.MultiPoint(places), 0, { signal: request.signal }).catch((error) => {
      if (error.name === 'AbortError') {
        return null;
      }
      throw error;
    });
    if (data && this.#on && request === this.#request) {
      this.#draw(data);
    }
  }

  #draw({ bands, values, x, y }) {
    const at = displacementBands(bands);
    const moves = values
      .map((each, i) => ({ x: x[i], y: y[i], east: each[at.east], north: each[at.north] }))
      .filter(({ east, north }) => east !== null && north !== null);
    const lengths = moves.map(({ east, north }) => Math.hypot(east, north)).sort((a, b) => a - b);
    const usual = lengths[Math.floor(lengths.length * 0.9)];
    this.#source.clear();
    if (!usual) {
      this.key.hidden = true;
      return;
    }
    const pixels = USUAL / usual;
    this.#source.addFeatures(moves.map((move) => arrow(move, pixels)));
    this.#showKey(roundBelow(usual * 1.2), pixels, bands[at.east].unit);
  }

  #showKey(value, pixels, unit) {
    const length = value * pixels;
    const text = `${number(value)} ${unit}`;
    this.key.replaceChildren(
      svg(
        'svg',
        { width: length + 12, height: 14, role: 'img', 'aria-label': t('arrows.key', { value: number(value), unit }) },
        svg('path', { d: `M4 7H${length + 2}M${length - 4} 2.5 ${length + 4} 7l-8 4.5`, class: 'arrow' }),
      ),
      el('span', { text, 'aria-hidden': 'true' }),
    );
    this.key.hidden = false;
  }
}

/** Places in the middle of the cells of a grid over an extent, which lies still while the map is moved. */
function grid(extent) {
  if (ol.extent.isEmpty(extent)) {
    return [];
  }
  const [width, height] = map.getSize();
  const spacing = view.getResolution() * Math.max(width / COLUMNS, height / ROWS);
  const places = [];
  for (let j = Math.ceil(extent[1] / spacing - 0.5); (j + 0.5) * spacing < extent[3]; j += 1) {
    for (let i = Math.ceil(extent[0] / spacing - 0.5); (i + 0.5) * spacing < extent[2]; i += 1) {
      places.push([(i + 0.5) * spacing, (j + 0.5) * spacing]);
    }
  }
  return places;
}

/** A feature that draws itself at a length on the screen, whatever the scale of the map. */
function arrow({ x, y, east, north }, pixels) {
  const feature = new ol.Feature(new ol.geom.Point([x, y]));
  const length = Math.hypot(east, north) * pixels;
  const angle = Math.atan2(north, east);
  const style = (resolution) => {
    const tip = [x + east * pixels * resolution, y + north * pixels * resolution];
    const head = Math.min(7, length * 0.45) * resolution;
    const wing = (turn) => [tip[0] - head * Math.cos(angle + turn), tip[1] - head * Math.sin(angle + turn)];
    const shape = new ol.geom.MultiLineString([
      [[x, y], tip],
      [wing(0.5), tip, wing(-0.5)],
    ]);
    return [HALO, LINE].map((stroke) => new ol.style.Style({ geometry: shape, stroke }));
  };
  feature.setStyle((_, resolution) => style(resolution));
  return feature;
}
