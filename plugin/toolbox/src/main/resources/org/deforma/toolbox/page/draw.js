/** Drawing on the map, one thing at a time. While it goes on, clicks belong to it. */
import { map, VIEW } from './map.js';
import { announce } from './notices.js';
import { t } from './texts.js';

const ol = window.ol;

const source = new ol.source.Vector();
const style = [
  new ol.style.Style({ stroke: new ol.style.Stroke({ color: 'rgba(255, 255, 255, 0.9)', width: 4.5 }) }),
  new ol.style.Style({
    stroke: new ol.style.Stroke({ color: '#b3261e', width: 2.2 }),
    fill: new ol.style.Fill({ color: 'rgba(179, 38, 30, 0.10)' }),
    image: new ol.style.Circle({
      radius: 5,
      fill: new ol.style.Fill({ color: '#b3261e' }),
      stroke: new ol.style.Stroke({ color: '#ffffff', width: 1.5 }),
    }),
  }),
];
map.addLayer(new ol.layer.Vector({ source, style, zIndex: 900 }));

let current = null;

export function isDrawing() {
  return current !== null;
}

/**
 * Lets the user draw; Escape ends it.
 *
 * @param shape LineString, Polygon or Point
 * @returns the geometry in the map's system, or null when the user gave up
 */
export function draw(shape) {
  current?.stop(null);
  return new Promise((resolve) => {
    const interaction = new ol.interaction.Draw({ source, type: shape, style, stopClick: true });
    const onKey = (event) => {
      if (event.key === 'Escape') {
        stop(null);
      } else if (event.key === 'Backspace') {
        interaction.removeLastPoint();
      }
    };
    const stop = (geometry) => {
      document.removeEventListener('keydown', onKey);
      map.getTargetElement().classList.remove('is-drawing');
      // Removing it at once would let the click that ends the line go to others.
      setTimeout(() => {
        map.removeInteraction(interaction);
        if (current?.stop === stop) {
          current = null;
        }
      });
      resolve(geometry);
    };
    interaction.on('drawend', (event) => {
      setTimeout(() => source.removeFeature(event.feature));
      stop(event.feature.getGeometry());
    });
    document.addEventListener('keydown', onKey);
    map.addInteraction(interaction);
    map.getTargetElement().classList.add('is-drawing');
    current = { stop };
    announce(t('draw.started'));
  });
}

/** Ends drawing, if there is any. */
export function stopDrawing() {
  current?.stop(null);
}

const shown = new Map();

/** Shows a geometry on the map under a key; null takes it away. */
export function mark(key, geometry) {
  if (shown.has(key)) {
    source.removeFeature(shown.get(key));
    shown.delete(key);
  }
  if (geometry) {
    const feature = new ol.Feature(geometry);
    source.addFeature(feature);
    shown.set(key, feature);
  }
}

const wkt = new ol.format.WKT();

/** WKT of a geometry of the map in another system. */
export function toWkt(geometry, crs = VIEW, decimals = crs === 'EPSG:4326' ? 7 : 3) {
  return wkt.writeGeometry(geometry.clone().transform(VIEW, crs), { decimals });
}

/**
 * A geometry of the map from WKT.
 *
 * @throws Error when the text is not WKT
 */
export function fromWkt(text, crs = VIEW) {
  const geometry = wkt.readGeometry(text.trim());
  if (!geometry || geometry.getFlatCoordinates().length < 2 || !geometry.getFlatCoordinates().every(Number.isFinite)) {
    throw new Error(t('form.noWkt'));
  }
  return geometry.transform(crs, VIEW);
}
