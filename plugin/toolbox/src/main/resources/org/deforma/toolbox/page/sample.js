/** Values of a layer at places of the map, from deforma:Sample. */
import { document as complex, layerReference, literal } from './execute.js';
import { runJson } from './wps.js';
import { toWkt } from './draw.js';
import { VIEW } from './map.js';

/**
 * @param geometry in the map's system: a LineString, along which `count` places are taken, or a MultiPoint
 * @returns `bands`, `distance` [m], `x` and `y` in the map's system, and `values`, a list of one number a band for each
 *     place; null for no data
 */
export async function sample(layer, geometry, count, options) {
  const inputs = [
    layerReference('data', layer),
    complex('points', 'application/wkt', toWkt(geometry)),
    literal('crs', VIEW),
    ...(count ? [literal('count', count)] : []),
  ];
  const data = await runJson('deforma:Sample', inputs, 'values', options);
  // GeoServer's coverages lose the names and units of their bands on the way to a process.
  return data.bands.length === layer.bands.length ? { ...data, bands: layer.bands } : data;
}
