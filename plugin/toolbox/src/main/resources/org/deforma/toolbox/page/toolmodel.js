/** Tools as the toolbox shows them, made from what WPS says of processes. Knows no tool by its name. */
import { bareName } from './names.js';
import { label } from './texts.js';

const GROUP = /\s*Toolbox: ([^.]+)\.\s*$/;
const WKT = 'application/wkt';
const TIFF = 'image/tiff';
const NUMBERS = ['int', 'integer', 'long', 'short', 'byte', 'double', 'float', 'decimal', 'nonnegativeinteger'];
const WHOLE = ['int', 'integer', 'long', 'short', 'byte', 'nonnegativeinteger'];

/** The group in which the toolbox shows a process, or null for one that it does not show. */
export function groupOf(process) {
  const group = GROUP.exec(process.abstract)?.[1] ?? '-';
  return group === '-' ? null : group;
}

/** A tool: `id`, `name` (without namespace), `title`, `help`, `group`, `fields`, `outputs`. */
export function toolOf(description) {
  const outputs = description.outputs;
  const raster = outputs.find((output) => output.formats.includes(TIFF));
  const publishes = Boolean(raster) && outputs.some((output) => output.name === 'layer');
  const inputs = description.inputs;
  const rasters = new Set(inputs.filter(isRaster).map((input) => input.name));
  const isFile = (input) => input.name.endsWith('File') && rasters.has(input.name.slice(0, -4));
  const fileOf = (input) => inputs.find((each) => isFile(each) && each.name === `${input.name}File`);
  const fields = inputs.filter((input) => !isFile(input)).map((input) => fieldOf(input, publishes, fileOf(input)));
  return {
    id: description.id,
    name: bareName(description.id),
    title: description.title,
    help: description.abstract.replace(GROUP, ''),
    group: groupOf(description),
    fields,
    outputs,
    raster: raster?.name ?? null,
    publishes,
  };
}

function isRaster(input) {
  return input.formats.includes(TIFF);
}

/**
 * One field of the form: `name`, `label`, `help`, `unit`, `kind` (raster, geometry, document, layer, ownLayer, choice,
 * boolean, number, text), `many`, `required`, and for literals `start`, `low`, `high`, `whole`, `choices`.
 */
function fieldOf(input, publishes, file) {
  const literal = input.literal;
  const kind = kindOf(input, publishes);
  // A raster that may come from a file on the server is described as optional even where one of both is needed.
  const required = input.least > 0 || (Boolean(file) && !/left out/i.test(input.abstract));
  return {
    name: input.name,
    label: label(input.name),
    help: input.abstract,
    unit: literal?.unit || /\[([^\]]{1,12})\]/.exec(input.abstract)?.[1] || '',
    kind,
    many: input.many,
    required,
    file: file?.name ?? null,
    megabytes: input.megabytes,
    mime: kind === 'document' ? input.formats[0] : WKT,
    shapes: shapesOf(input.abstract),
    crsOf: /CRS of (\w+)/.exec(input.abstract)?.[1] ?? null,
    start: literal?.start ?? '',
    low: literal?.low ?? null,
    high: literal?.high ?? null,
    whole: WHOLE.includes(literal?.type),
    choices: literal?.choices ?? [],
  };
}

function kindOf(input, publishes) {
  if (isRaster(input)) {
    return 'raster';
  }
  if (!input.literal) {
    return input.formats.includes(WKT) ? 'geometry' : 'document';
  }
  if (input.name === 'layer') {
    return publishes ? 'layer' : 'ownLayer';
  }
  if (input.literal.choices.length > 0) {
    return 'choice';
  }
  if (input.literal.type === 'boolean') {
    return 'boolean';
  }
  return NUMBERS.includes(input.literal.type) ? 'number' : 'text';
}

/** What to offer for drawing, from the words of the description. */
function shapesOf(help) {
  const named = [
    ['LineString', /LineString|\bline\b|profile/i],
    ['Polygon', /Polygon|inside|area/i],
    ['MultiPoint', /points?\b/i],
  ].filter(([, words]) => words.test(help));
  return named.length > 0 ? named.map(([shape]) => shape) : ['Polygon', 'LineString', 'MultiPoint'];
}

/** The first sentence, for a menu. */
export function firstSentence(text) {
  return /^.*?[.](?=\s|$)/s.exec(text)?.[0] ?? text;
}
