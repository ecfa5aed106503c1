/** Names of layers: WORKSPACE:NAME on every server, and what NAME may be. */

const NAME = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

/** Whether a layer can have this name (without workspace). */
export function isName(text) {
  return NAME.test(text);
}

/** A layer's name without its workspace. */
export function bareName(layer) {
  return layer.replace(/^.*:/, '');
}

/** Makes a text a layer's name as well as it can. */
export function nameFrom(text) {
  const plain = text.normalize('NFKD').replace(/[^A-Za-z0-9_.-]+/g, '-');
  return plain.replace(/^[^A-Za-z0-9]+|[-.]+$/g, '').slice(0, 100) || 'layer';
}
