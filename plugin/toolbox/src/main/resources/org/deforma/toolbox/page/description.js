/** What DescribeProcess says of a process, as plain objects. */
import { all, at, attribute, children, textAt } from './xml.js';

/**
 * Processes of a ProcessDescriptions document.
 *
 * @returns `id`, `title`, `abstract`, `inputs` and `outputs`
 */
export function descriptions(root) {
  return all(root, 'ProcessDescription').map((process) => ({
    id: textAt(process, 'Identifier'),
    title: textAt(process, 'Title'),
    abstract: textAt(process, 'Abstract'),
    inputs: children(at(process, 'DataInputs'), 'Input').map(input),
    outputs: children(at(process, 'ProcessOutputs'), 'Output').map(output),
  }));
}

function input(node) {
  const literal = at(node, 'LiteralData');
  const complex = at(node, 'ComplexData');
  const most = Number(attribute(node, 'maxOccurs') || 1);
  return {
    name: textAt(node, 'Identifier'),
    abstract: textAt(node, 'Abstract'),
    least: Number(attribute(node, 'minOccurs') || 0),
    many: most > 1,
    literal: literal ? literalOf(literal) : null,
    formats: complex ? formats(complex) : [],
    megabytes: Number(attribute(complex, 'maximumMegabytes') || 0),
  };
}

function literalOf(node) {
  const range = all(node, 'Range')[0];
  return {
    type: (textAt(node, 'DataType') || 'string').replace(/^.*[:#/]/, '').toLowerCase(),
    choices: children(at(node, 'AllowedValues'), 'Value').map((value) => value.textContent.trim()),
    low: limit(range, 'MinimumValue'),
    high: limit(range, 'MaximumValue'),
    start: textAt(node, 'DefaultValue'),
    unit: textAt(node, 'UOMs', 'Default', 'UOM'),
  };
}

function limit(range, name) {
  const text = range ? textAt(range, name) : '';
  const value = Number(text);
  return text === '' || !Number.isFinite(value) ? null : value;
}

function output(node) {
  const complex = at(node, 'ComplexOutput');
  return {
    name: textAt(node, 'Identifier'),
    abstract: textAt(node, 'Abstract'),
    literal: at(node, 'LiteralOutput') !== undefined,
    formats: complex ? formats(complex) : [],
  };
}

function formats(complex) {
  return [...new Set(all(complex, 'MimeType').map((type) => type.textContent.trim()))];
}
