/** Execute requests of WPS 1.0.0 as XML. */
import { escapeXml } from './xml.js';

const NAMESPACES = [
  'xmlns:wps="http://www.opengis.net/wps/1.0.0"',
  'xmlns:ows="http://www.opengis.net/ows/1.1"',
  'xmlns:wcs="http://www.opengis.net/wcs/1.1.1"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
].join(' ');

/** A number or a text. */
export function literal(name, value) {
  return input(name, `<wps:Data><wps:LiteralData>${escapeXml(value)}</wps:LiteralData></wps:Data>`);
}

/** A document by value, such as WKT. */
export function document(name, mime, value) {
  const data = `<wps:ComplexData mimeType="${escapeXml(mime)}">${escapeXml(value)}</wps:ComplexData>`;
  return input(name, `<wps:Data>${data}</wps:Data>`);
}

/**
 * A raster that is a layer of this server, as a coverage of its own WCS. GeoServer wants the box to read; it is that of
 * the whole layer in the layer's own system.
 */
export function layerReference(name, layer) {
  const code = layer.crs?.split(':')[1];
  const box = layer.boxes?.[layer.crs];
  const subset = box
    ? `<wcs:DomainSubset><ows:BoundingBox crs="http://www.opengis.net/gml/srs/epsg.xml#${code}">` +
      `<ows:LowerCorner>${box[0]} ${box[1]}</ows:LowerCorner>` +
      `<ows:UpperCorner>${box[2]} ${box[3]}</ows:UpperCorner></ows:BoundingBox></wcs:DomainSubset>`
    : '';
  const coverage =
    `<wcs:GetCoverage service="WCS" version="1.1.1"><ows:Identifier>${escapeXml(layer.name)}</ows:Identifier>` +
    `${subset}<wcs:Output format="image/tiff"/></wcs:GetCoverage>`;
  return input(
    name,
    '<wps:Reference mimeType="image/tiff" xlink:href="http://geoserver/wcs" method="POST">' +
      `<wps:Body>${coverage}</wps:Body></wps:Reference>`,
  );
}

/**
 * A request with an uploaded raster.
 *
 * @returns what stands before the raster's base64 text, and what after
 */
export function uploadRequest(process, name, more, form) {
  const slot = '<!--raster-->';
  const data = `<wps:ComplexData mimeType="image/tiff" encoding="base64">${slot}</wps:ComplexData>`;
  return request(process, [input(name, `<wps:Data>${data}</wps:Data>`), ...more], form).split(slot);
}

/** The answer is the one output as it is. */
export function raw(output, mime) {
  const type = mime ? ` mimeType="${escapeXml(mime)}"` : '';
  return (
    `<wps:ResponseForm><wps:RawDataOutput${type}><ows:Identifier>${escapeXml(output)}</ows:Identifier>` +
    '</wps:RawDataOutput></wps:ResponseForm>'
  );
}

/**
 * The server answers at once and works on; the outputs are fetched later.
 *
 * @param outputs name, and `mime` for those that come as an address instead of inline
 * @param lineage whether the status repeats the inputs
 */
export function stored(outputs, lineage) {
  const wanted = outputs.map(({ name, mime }) => {
    const form = mime ? ` asReference="true" mimeType="${escapeXml(mime)}"` : '';
    return `<wps:Output${form}><ows:Identifier>${escapeXml(name)}</ows:Identifier></wps:Output>`;
  });
  return (
    `<wps:ResponseForm><wps:ResponseDocument storeExecuteResponse="true" status="true" lineage="${lineage}">` +
    `${wanted.join('')}</wps:ResponseDocument></wps:ResponseForm>`
  );
}

/** A whole request. */
export function request(process, inputs, form) {
  return (
    '<?xml version="1.0" encoding="UTF-8"?>' +
    `<wps:Execute version="1.0.0" service="WPS" ${NAMESPACES}>` +
    `<ows:Identifier>${escapeXml(process)}</ows:Identifier>` +
    `<wps:DataInputs>${inputs.join('')}</wps:DataInputs>${form}</wps:Execute>`
  );
}

function input(name, content) {
  return `<wps:Input><ows:Identifier>${escapeXml(name)}</ows:Identifier>${content}</wps:Input>`;
}

/** A request with a line for each element, for people. */
export function indented(xml) {
  let depth = 0;
  const lines = xml.replace(/>\s*</g, '>\n<').split('\n');
  return lines
    .map((line) => {
      const closes = line.startsWith('</');
      const opens = /^<[^?!/]/.test(line) && !/<\/|\/>$/.test(line);
      depth -= closes ? 1 : 0;
      const text = '  '.repeat(depth) + line;
      depth += opens ? 1 : 0;
      return text;
    })
    .join('\n');
}
