/** How long a run will take and how large its result will be, from the rasters' sizes and from earlier runs. */
import { recall, remember } from './memory.js';
import { bytes, duration } from './format.js';
import { sizes, speeds } from './speeds.js';
import { t } from './texts.js';

const LONG = 600;
const LARGE = 2e9;

/** `seconds` and `bytes`, null where nothing is known, and `pixels` of the first raster. */
export function estimate(tool, values, catalog) {
  const layer = firstLayer(tool, values, catalog);
  if (!layer || !layer.width) {
    return { seconds: null, bytes: null, pixels: 0 };
  }
  const pixels = layer.width * layer.height;
  const work = (pixels / 1e6) * growth(tool, values);
  const perWork = recall('speeds', {})[tool.id] ?? speeds[tool.id]?.seconds ?? null;
  const size = sizes[tool.id]?.(layer, values) ?? pixels * 4 * Math.max(1, layer.bands.length);
  return {
    seconds: perWork === null ? null : perWork * work,
    bytes: tool.raster ? size : null,
    pixels,
  };
}

/** Remembers how fast a run was; the report of a tool says its seconds. */
export function learn(tool, values, catalog, seconds) {
  const layer = firstLayer(tool, values, catalog);
  const megapixels = layer ? (layer.width * layer.height) / 1e6 : 0;
  // Of small rasters most of the time is spent on other things.
  if (megapixels > 0.2 && seconds > 0) {
    const known = recall('speeds', {});
    known[tool.id] = seconds / (megapixels * growth(tool, values));
    remember('speeds', known);
  }
}

/** In words, or an empty text. */
export function estimateText(found) {
  const parts = [];
  if (found.seconds !== null) {
    parts.push(found.seconds < 1 ? t('estimate.short') : t('estimate.time', { time: duration(found.seconds) }));
  }
  if (found.bytes !== null) {
    parts.push(t('estimate.size', { size: bytes(found.bytes) }));
  }
  return parts.join(' ');
}

/** Whether the user should be asked before such a run. */
export function isLong(found) {
  return (found.seconds ?? 0) > LONG || (found.bytes ?? 0) > LARGE;
}

function growth(tool, values) {
  return speeds[tool.id]?.grows?.(values) ?? 1;
}

function firstLayer(tool, values, catalog) {
  const field = tool.fields.find((each) => each.kind === 'raster' && values[each.name]?.[0]?.layer);
  return field && catalog.find(values[field.name][0].layer);
}
