/** What the layers say of a clicked place: every band with its unit, and for displacements what follows from them. */
import { byId, el } from './dom.js';
import { displacementBands } from './catalog.js';
import { decimalsFor, fixed, latLon, number } from './format.js';
import { featureInfo } from './wms.js';
import { label, t } from './texts.js';
import { iconButton } from './icons.js';
import { isDrawing, mark } from './draw.js';
import { map, view } from './map.js';

const ol = window.ol;

export class PlaceInfo {
  #asked = 0;

  constructor(mapLayers) {
    this.mapLayers = mapLayers;
    this.card = byId('info');
    map.on('singleclick', (event) => {
      if (!isDrawing()) {
        this.ask(event.coordinate);
      }
    });
    byId('map').addEventListener('keydown', (event) => {
      if (event.key === 'i' || event.key === 'I') {
        this.ask(view.getCenter());
      } else if (event.key === 'Escape') {
        this.close();
      }
    });
  }

  close() {
    this.#asked += 1;
    this.card.hidden = true;
    mark('info', null);
  }

  /** Asks all visible layers of a place of the map. */
  async ask(coordinate) {
    this.#asked += 1;
    const asked = this.#asked;
    const at = ol.extent.containsCoordinate;
    const entries = this.mapLayers.visible().filter((entry) => at(entry.image.getExtent(), coordinate));
    mark('info', new ol.geom.Point(coordinate));
    const text = entries.length > 0 ? t('info.asking') : t('info.nothing');
    this.#show(coordinate, [el('p', { class: 'empty', text })]);
    const parts = await Promise.all(entries.map((entry) => this.#part(entry, coordinate)));
    if (asked === this.#asked && parts.length > 0) {
      this.#show(coordinate, parts);
    }
  }

  #show(coordinate, parts) {
    this.card.replaceChildren(
      el(
        'div',
        { class: 'card-head' },
        el('h2', { text: latLon(ol.proj.toLonLat(coordinate)) }),
        iconButton('close', t('info.close'), () => this.close()),
      ),
      ...parts,
    );
    this.card.hidden = false;
  }

  async #part(entry, coordinate) {
    const { layer } = entry;
    const part = el('section', { 'data-layer': layer.name }, el('h3', { text: layer.title }));
    try {
      const found = await featureInfo(layer.name, entry.style, coordinate, view.getResolution());
      const bands = found ? bandsOf(found, layer) : [];
      part.append(
        bands.some((band) => band.value !== null)
          ? el('table', {}, el('tbody', {}, rowsOf(bands).map(row)))
          : el('p', { class: 'empty', text: t('info.noData') }),
      );
    } catch (error) {
      part.append(el('p', { class: 'field-error', text: error.message }));
    }
    return part;
  }
}

/** `name`, `unit` and `value` (null for no data) of each band. */
export function bandsOf({ values, units }, layer) {
  const entries = Object.entries(values).filter(([, value]) => value === null || typeof value !== 'object');
  return entries.map(([name, text], i) => {
    // Hosts that do not know a band's name number them.
    const sameCount = layer.bands.length === entries.length;
    const known = layer.bands.find((band) => band.name === name) ?? (sameCount ? layer.bands[i] : null);
    const value = text === null || text === '' ? NaN : Number(text);
    return {
      name: known?.name ?? name,
      unit: units?.[name] ?? known?.unit ?? '',
      value: Number.isFinite(value) ? value : null,
    };
  });
}

/** Label, value and unit as texts. */
export function rowsOf(bands) {
  const places = displacementBands(bands);
  if (!places) {
    return bands.map((band) => [label(band.name), number(band.value), band.unit]);
  }
  const east = bands[places.east].value;
  const north = bands[places.north].value;
  const sigma = places.sigma >= 0 ? bands[places.sigma].value : null;
  const unit = bands[places.east].unit;
  const decimals = decimalsFor(sigma ?? Math.hypot(east, north) / 100);
  const plusMinus = sigma === null ? '' : ` ± ${fixed(sigma, decimals)}`;
  const pm = (value) => `${fixed(value, decimals)}${value === null ? '' : plusMinus}`;
  const rows = [
    [label('east'), pm(east), unit],
    [label('north'), pm(north), unit],
  ];
  if (east !== null && north !== null) {
    rows.push([label('magnitude'), pm(Math.hypot(east, north)), unit]);
    rows.push([t('info.direction'), direction(east, north), '']);
  }
  const others = bands.filter((band, i) => ![places.east, places.north, places.sigma].includes(i));
  return [...rows, ...others.map((band) => [label(band.name), number(band.value), band.unit])];
}

/** Towards where, in degrees clockwise from north and as a compass point. */
function direction(east, north) {
  const degrees = ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
  const points = t('info.compass').split(' ');
  return `${degrees.toFixed(0)}° ${points[Math.round(degrees / 45) % 8]}`;
}

function row([name, value, unit]) {
  return el(
    'tr',
    {},
    el('th', { scope: 'row', text: name }),
    el('td', { class: 'value', text: value }),
    el('td', { class: 'unit', text: unit }),
  );
}
