/** The layers that are on the map, in their order, with opacity and style; remembered in this browser. */
import { extentOf, isCalm, map, view, zoomTo } from './map.js';
import { recall, remember } from './memory.js';
import { services } from './host.js';
import { complain } from './notices.js';
import { t } from './texts.js';

const ol = window.ol;
const TILE = 512;

/** Tells `change` whenever the stack or one of its layers is another. */
export class MapLayers extends EventTarget {
  /** The top one first: `name`, `layer` (of the catalogue), `image`, `style`, `opacity`, `visible`. */
  entries = [];

  constructor(catalog) {
    super();
    this.catalog = catalog;
    this.restored = false;
    catalog.addEventListener('change', () => this.#follow());
  }

  find(name) {
    return this.entries.find((entry) => entry.name === name);
  }

  /** Visible layers, the top one first. */
  visible() {
    return this.entries.filter((entry) => entry.visible);
  }

  /** Puts a layer on top; one that is there already is only made visible. */
  add(name, { zoom = false } = {}) {
    const layer = this.catalog.find(name);
    if (!layer) {
      complain(t('layers.gone', { name }));
      return;
    }
    const there = this.find(name);
    if (there) {
      this.#put(there, { visible: true });
      there.image.getSource().updateParams({ v: Date.now() });
    } else {
      this.entries.unshift(this.#entry(layer, { style: '', opacity: 1, visible: true }));
    }
    if (zoom) {
      zoomTo(layer.lonLat);
    }
    this.#changed();
  }

  remove(name) {
    const entry = this.find(name);
    if (entry) {
      map.removeLayer(entry.image);
      this.entries = this.entries.filter((each) => each !== entry);
      this.#changed();
    }
  }

  /** Moves a layer to another place in the stack, 0 for the top. */
  move(name, place) {
    const entry = this.find(name);
    const others = this.entries.filter((each) => each !== entry);
    others.splice(Math.min(Math.max(place, 0), others.length), 0, entry);
    this.entries = others;
    this.#changed();
  }

  setOpacity(name, opacity) {
    this.#put(this.find(name), { opacity });
    remember('map', this.#state());
  }

  setVisible(name, visible) {
    this.#put(this.find(name), { visible });
    this.#changed();
  }

  setStyle(name, style) {
    const entry = this.find(name);
    entry.style = style;
    entry.image.getSource().updateParams({ STYLES: style });
    this.#changed();
  }

  /** A layer has another name; it stays where it is on the map. */
  renamed(from, to) {
    const place = this.entries.findIndex((entry) => entry.name === from);
    if (place >= 0) {
      const { style, opacity, visible } = this.entries[place];
      this.#kept = { place, state: { name: to, style, opacity, visible } };
    }
  }

  #kept = null;

  #entry(layer, { style, opacity, visible }) {
    const known = layer.styles.some((each) => each.name === style);
    const entry = { name: layer.name, layer, style: known ? style : '', opacity, visible };
    entry.image = image(layer, entry.style);
    this.#put(entry, { opacity, visible });
    map.addLayer(entry.image);
    return entry;
  }

  #put(entry, { opacity = entry.opacity, visible = entry.visible }) {
    Object.assign(entry, { opacity, visible });
    entry.image.setOpacity(opacity);
    entry.image.setVisible(visible);
  }

  /** The catalogue was read: what is gone leaves the map, and at first what was there last time comes back. */
  #follow() {
    if (!this.restored) {
      this.restored = true;
      this.#restore();
    }
    for (const entry of this.entries) {
      const layer = this.catalog.find(entry.name);
      if (layer && layer.created !== entry.layer.created) {
        entry.image.setExtent(extentOf(layer.lonLat));
        entry.image.getSource().updateParams({ v: Date.parse(layer.created) });
      }
      entry.layer = layer;
    }
    this.entries.filter((entry) => !entry.layer).forEach((entry) => map.removeLayer(entry.image));
    this.entries = this.entries.filter((entry) => entry.layer);
    const renamed = this.#kept && this.catalog.find(this.#kept.state.name);
    if (renamed && !this.find(renamed.name)) {
      this.entries.splice(this.#kept.place, 0, this.#entry(renamed, this.#kept.state));
    }
    this.#kept = null;
    this.#changed();
  }

  #restore() {
    const { layers, center, zoom } = recall('map', { layers: [] });
    this.entries = layers
      .map((state) => ({ state, layer: this.catalog.find(state.name) }))
      .filter(({ layer }) => layer)
      .map(({ state, layer }) => this.#entry(layer, state));
    if (center) {
      view.setCenter(center);
      view.setZoom(zoom);
    } else if (this.catalog.layers.length > 0) {
      this.zoomToAll();
    }
    map.on('moveend', () => remember('map', this.#state()));
  }

  /** Brings all layers of the map into view, or all of the server where there is none. */
  zoomToAll() {
    const layers = this.entries.length > 0 ? this.entries.map((entry) => entry.layer) : this.catalog.layers;
    if (layers.length > 0) {
      const boxes = layers.map((layer) => layer.lonLat);
      const low = (i) => Math.min(...boxes.map((box) => box[i]));
      const high = (i) => Math.max(...boxes.map((box) => box[i]));
      zoomTo([low(0), low(1), high(2), high(3)]);
    }
  }

  #state() {
    return {
      layers: this.entries.map(({ name, style, opacity, visible }) => ({ name, style, opacity, visible })),
      center: view.getCenter(),
      zoom: view.getZoom(),
    };
  }

  #changed() {
    this.entries.forEach((entry, place) => entry.image.setZIndex(this.entries.length - place));
    remember('map', this.#state());
    this.dispatchEvent(new Event('change'));
  }
}

/** A layer as tiles of its own part of the map. */
function image(layer, style) {
  const source = new ol.source.TileWMS({
    url: services.wms,
    params: {
      LAYERS: layer.name,
      STYLES: style,
      VERSION: '1.1.1',
      FORMAT: 'image/png',
      TRANSPARENT: true,
      v: Date.parse(layer.created) || 0,
    },
    projection: 'EPSG:3857',
    tileGrid: ol.tilegrid.createXYZ({ tileSize: TILE, maxZoom: 24 }),
    transition: isCalm ? 0 : 150,
  });
  source.on('tileloaderror', () => complain(t('layers.noPicture', { name: layer.title })));
  return new ol.layer.Tile({ source, extent: extentOf(layer.lonLat) });
}
