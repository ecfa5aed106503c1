/**
 * The values of a tool's form as plain data, which history keeps: texts, lists of texts, and for rasters lists of
 * `{layer}` or `{file}`. From them come the request and the command line.
 */
import { document as complex, layerReference, literal } from './execute.js';
import { bareName } from './names.js';
import { all, at, attribute, children, textAt } from './xml.js';

/**
 * Inputs of a request.
 *
 * @param catalog where layers are found
 */
export function inputsOf(tool, values, catalog) {
  return tool.fields.flatMap((field) => {
    const value = values[field.name];
    if (value === undefined) {
      return [];
    }
    if (field.kind === 'raster') {
      return value.map((raster) =>
        raster.layer
          ? layerReference(field.name, catalog.find(raster.layer) ?? { name: raster.layer })
          : literal(field.file, raster.file),
      );
    }
    if (field.kind === 'geometry' || field.kind === 'document') {
      return [complex(field.name, field.mime, value)];
    }
    return [value].flat().map((each) => literal(field.name, each));
  });
}

/** Outputs to ask for: everything that is small, and an address of the raster where it does not become a layer. */
export function outputsOf(tool, values) {
  const published = values.layer !== undefined && tool.publishes;
  return tool.outputs.flatMap((output) => {
    if (output.name === tool.raster) {
      return published ? [] : [{ name: output.name, mime: 'image/tiff' }];
    }
    if (!published && tool.publishes && ['layer', 'wms'].includes(output.name)) {
      return [];
    }
    return [{ name: output.name }];
  });
}

/** The same run on the command line. Layers become files of their names, to be downloaded first. */
export function commandLine(tool, values) {
  const words = ['plugin/deforma', 'run', tool.name];
  for (const field of tool.fields.filter((each) => each.kind !== 'layer' && values[each.name] !== undefined)) {
    const value = [values[field.name]].flat();
    const fileOf = (raster) => raster.file ?? `${bareName(raster.layer)}.tif`;
    const texts = field.kind === 'raster' ? value.map(fileOf) : value;
    texts.forEach((text) => words.push(`--${field.name}`, quoted(text)));
  }
  if (tool.raster) {
    words.push('--output', quoted(`${bareName(values.layer ?? tool.name.toLowerCase())}.tif`));
  }
  return words.join(' ');
}

function quoted(text) {
  return /^[\w./:@%+,-]+$/.test(text) ? text : `'${text.replace(/'/g, "'\\''")}'`;
}

/** Values from the inputs that a server repeats in a status (lineage), as far as they can be told. */
export function valuesOf(dataInputs) {
  const values = {};
  for (const input of children(dataInputs, 'Input')) {
    const name = textAt(input, 'Identifier');
    const reference = at(input, 'Reference');
    const layer = reference && layerOf(reference);
    const isFile = name.length > 4 && name.endsWith('File');
    const data = at(input, 'Data');
    if (layer) {
      values[name] = [...(values[name] ?? []), { layer }];
    } else if (isFile) {
      const raster = name.slice(0, -4);
      values[raster] = [...(values[raster] ?? []), { file: textAt(data, 'LiteralData') }];
    } else if (data) {
      const text = data.textContent.trim();
      values[name] = values[name] === undefined ? text : [values[name], text].flat();
    }
  }
  return values;
}

function layerOf(reference) {
  const named = all(reference, 'Identifier')[0]?.textContent.trim();
  return named || new URLSearchParams(attribute(reference, 'href').split('?')[1] ?? '').get('identifier');
}
