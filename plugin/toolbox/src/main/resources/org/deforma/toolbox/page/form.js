/** The form of a tool, made from its description. */
import { el } from './dom.js';
import { documentField } from './fields/document.js';
import { geometryField } from './fields/geometry.js';
import { ownLayerField, publishField } from './fields/layername.js';
import { literalField } from './fields/literal.js';
import { rasterField } from './fields/raster.js';
import { t } from './texts.js';

/**
 * @param context `catalog`, `onMap` (names of visible layers, the top one first) and `models` (names of networks)
 * @returns `root`, `values()`, `put(values)`, `check()` (true, or false with the first wrong field focused),
 *     `refresh()` for new layers, and `forget()`
 */
export function toolForm(tool, context) {
  const { catalog } = context;
  const proposals = proposed(tool, context);
  const parts = new Map();
  const crsOf = (field) => () => {
    const rasters = tool.fields.filter((each) => each.kind === 'raster');
    const source = rasters.find((each) => each.name === field.crsOf) ?? rasters[0];
    return source ? (parts.get(source.name)?.layers?.()[0]?.crs ?? '') : '';
  };
  for (const field of tool.fields) {
    parts.set(field.name, part(field));
  }

  function part(field) {
    switch (field.kind) {
      case 'raster':
        return rasterField(field, catalog, proposals.get(field.name) ?? '');
      case 'geometry':
        return geometryField(field, crsOf(field));
      case 'document':
        return documentField(field);
      case 'layer':
        return publishField(field, catalog, tool.name.toLowerCase());
      case 'ownLayer':
        return ownLayerField(field, catalog);
      default:
        return literalField(field, field.name === 'model' ? context.models : []);
    }
  }

  const isMain = (field) => field.required || field.kind === 'layer' || field.kind === 'ownLayer';
  const roots = (fields) => fields.map((field) => parts.get(field.name).root);
  const options = tool.fields.filter((field) => !isMain(field));
  const main = tool.fields.filter((field) => isMain(field) && field.kind !== 'layer');
  const publish = tool.fields.filter((field) => field.kind === 'layer');
  const more = el(
    'details',
    { class: 'options', 'data-test': 'more-options', open: main.length === 0 },
    el('summary', { text: t('form.options', { n: options.length }) }),
    ...roots(options),
  );
  const root = el('div', { class: 'fields' }, ...roots(main), options.length > 0 ? more : null, ...roots(publish));
  root.addEventListener('change', () => {
    tool.fields.filter((field) => field.kind === 'geometry').forEach((field) => parts.get(field.name).refresh());
  });

  return {
    root,
    values: () => {
      const values = {};
      for (const field of tool.fields) {
        const value = parts.get(field.name).value();
        if (value !== undefined) {
          values[field.name] = value;
        }
      }
      return values;
    },
    put: (values) => {
      tool.fields.forEach((field) => parts.get(field.name).put(values[field.name]));
      more.open = more.open || options.some((field) => values[field.name] !== undefined);
    },
    check: () => {
      let first = null;
      for (const field of tool.fields) {
        const each = parts.get(field.name);
        const problem = each.problem();
        each.complain(problem);
        if (problem && !first) {
          first = { field, each };
        }
      }
      if (first) {
        more.open = more.open || options.includes(first.field);
        first.each.control.focus();
      }
      return first === null;
    },
    refresh: () => parts.forEach((each) => each.refresh?.()),
    proposeName: () => parts.get('layer')?.propose?.(),
    forget: () => parts.forEach((each) => each.forget?.()),
  };
}

/** Layers of the map for the raster inputs: one whose name tells that it is meant, else none. */
function proposed(tool, { catalog, onMap }) {
  const rasters = tool.fields.filter((field) => field.kind === 'raster' && !field.many);
  const names = [...onMap, ...catalog.layers.map((layer) => layer.name)];
  const found = new Map();
  for (const field of rasters) {
    const named = names.find((name) => name.replace(/^.*:/, '').toLowerCase().includes(field.name.toLowerCase()));
    const only = rasters.length === 1 ? onMap[0] : undefined;
    if (named ?? only) {
      found.set(field.name, named ?? only);
    }
  }
  return found;
}
