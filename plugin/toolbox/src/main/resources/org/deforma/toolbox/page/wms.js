/**
 * The WMS of the page's server, in its version 1.1.1: there x always comes first, so that no order of axes can be
 * mistaken.
 */
import { services, withQuery } from './host.js';
import { ask, xmlOf } from './http.js';
import { all, at, attribute, children, textAt } from './xml.js';

/**
 * Layers with a name: `name`, `title`, `abstract`, `styles` (the default one first), `lonLat` (west, south, east,
 * north) and `boxes` by code of the system.
 */
export async function layers() {
  const query = { service: 'WMS', version: '1.1.1', request: 'GetCapabilities' };
  const root = await xmlOf(await ask(withQuery(services.wms, query)));
  return all(root, 'Layer')
    .filter((layer) => textAt(layer, 'Name') && attribute(at(layer, 'LatLonBoundingBox'), 'minx') !== '')
    .map((layer) => ({
      name: textAt(layer, 'Name'),
      title: textAt(layer, 'Title') || textAt(layer, 'Name'),
      abstract: textAt(layer, 'Abstract'),
      styles: children(layer, 'Style').map((style) => ({
        name: textAt(style, 'Name'),
        title: textAt(style, 'Title') || textAt(style, 'Name'),
        abstract: textAt(style, 'Abstract'),
      })),
      lonLat: box(at(layer, 'LatLonBoundingBox')),
      boxes: Object.fromEntries(
        children(layer, 'BoundingBox').map((each) => [attribute(each, 'SRS'), box(each)]),
      ),
    }));
}

function box(node) {
  return ['minx', 'miny', 'maxx', 'maxy'].map((side) => Number(attribute(node, side)));
}

/** Address of a layer's legend in a style. */
export function legendAddress(layer, style) {
  return withQuery(services.wms, {
    service: 'WMS',
    version: '1.1.1',
    request: 'GetLegendGraphic',
    format: 'image/png',
    transparent: 'true',
    layer,
    style,
  });
}

/**
 * What a layer says of one place.
 *
 * @param coordinate in EPSG:3857
 * @param resolution metres of the map a pixel, so that the server looks at the scale that is seen
 * @returns `values` by band, and `units` by band where the server tells them; null where the layer has nothing
 */
export async function featureInfo(layer, style, coordinate, resolution) {
  const size = 101;
  const half = (size * resolution) / 2;
  const [x, y] = coordinate;
  const query = {
    service: 'WMS',
    version: '1.1.1',
    request: 'GetFeatureInfo',
    layers: layer,
    query_layers: layer,
    styles: style,
    srs: 'EPSG:3857',
    bbox: [x - half, y - half, x + half, y + half].join(','),
    width: size,
    height: size,
    x: (size - 1) / 2,
    y: (size - 1) / 2,
    info_format: 'application/json',
    exceptions: 'application/vnd.ogc.se_xml',
  };
  const response = await ask(withQuery(services.wms, query));
  const text = await response.text();
  if (text.trimStart().startsWith('<')) {
    await xmlOf(new Response(text));
    return null;
  }
  const collection = JSON.parse(text);
  const feature = collection.features?.[0];
  return feature ? { values: feature.properties, units: feature.units ?? {} } : null;
}
