/** The map: a view in Web Mercator on a quiet ground, with a scale, a graticule on demand and the pointer's place. */
import { byId, el } from './dom.js';
import { latLon } from './format.js';
import { t } from './texts.js';

const ol = window.ol;

/** System of the view; servers reproject every layer to it. */
export const VIEW = 'EPSG:3857';

export const view = new ol.View({ projection: VIEW, center: [0, 2_000_000], zoom: 2, maxZoom: 24 });

const halo = {
  fill: new ol.style.Fill({ color: '#1d2a33' }),
  stroke: new ol.style.Stroke({ color: '#ffffff', width: 3 }),
};
const graticule = new ol.layer.Graticule({
  strokeStyle: new ol.style.Stroke({ color: 'rgba(40, 60, 75, 0.35)', width: 1 }),
  showLabels: true,
  wrapX: false,
  zIndex: 500,
  visible: false,
  lonLabelPosition: 1,
  lonLabelStyle: new ol.style.Text({ textBaseline: 'top', offsetY: 6, ...halo }),
  latLabelStyle: new ol.style.Text({ textAlign: 'end', offsetX: -6, ...halo }),
  targetSize: 140,
});

/** Whether the user wants nothing to glide. */
export const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;

export const map = new ol.Map({
  target: byId('map'),
  view,
  layers: [graticule],
  controls: [
    new ol.control.Zoom({
      zoomInTipLabel: t('map.zoomIn'),
      zoomOutTipLabel: t('map.zoomOut'),
      duration: isCalm ? 0 : 250,
    }),
    new ol.control.ScaleLine({ minWidth: 90 }),
  ],
  keyboardEventTarget: byId('map'),
});

export function showGraticule(on) {
  graticule.setVisible(on);
}

/** Extent of a box in degrees on the map; poles, which Web Mercator cannot show, are cut off. */
export function extentOf(lonLat) {
  const [west, south, east, north] = lonLat;
  return ol.proj.transformExtent([west, Math.max(south, -85), east, Math.min(north, 85)], 'EPSG:4326', VIEW, 8);
}

/** Brings a box in degrees into view. */
export function zoomTo(lonLat) {
  view.fit(extentOf(lonLat), { padding: [56, 24, 40, 24], duration: isCalm ? 0 : 300, maxZoom: 22 });
}

/** Whether the page can convert between a system and the map: degrees, Web Mercator and UTM. */
export function isKnown(crs) {
  if (!crs || !ol.proj.get(crs)) {
    return false;
  }
  return crs === VIEW || ol.proj.getTransform(VIEW, crs)([0, 0]).every(Number.isFinite);
}

/** The pointer's place below the map, in degrees and in the system of the top layer. */
export function showPointer(element, crsOfTop) {
  const degrees = el('span');
  const own = el('span', { class: 'own-system' });
  element.replaceChildren(degrees, own);
  const write = (coordinate) => {
    const crs = crsOfTop();
    degrees.textContent = latLon(ol.proj.toLonLat(coordinate));
    own.textContent = '';
    if (crs && crs !== VIEW && crs !== 'EPSG:4326' && isKnown(crs)) {
      const [x, y] = ol.proj.transform(coordinate, VIEW, crs).map((value) => value.toFixed(0));
      own.textContent = `  ·  ${crs}  ${x}, ${y}`;
    }
  };
  map.on('pointermove', (event) => write(event.coordinate));
  map.on('moveend', () => write(view.getCenter()));
}
