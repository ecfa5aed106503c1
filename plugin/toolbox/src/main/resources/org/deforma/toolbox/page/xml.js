/** Reading XML by local names: services differ in prefixes and in where they put namespaces. */

/** @throws Error when the text is not XML */
export function parseXml(text) {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  if (parsed.getElementsByTagName('parsererror').length > 0) {
    throw new Error('the answer is not XML');
  }
  return parsed.documentElement;
}

/** Child elements of a local name. */
export function children(node, name) {
  return node ? [...node.children].filter((child) => child.localName === name) : [];
}

/** The first element down a path of local names, or undefined. */
export function at(node, ...path) {
  return path.reduce((current, name) => children(current, name)[0], node);
}

/** The text down a path, or an empty one. */
export function textAt(node, ...path) {
  return at(node, ...path)?.textContent.trim() ?? '';
}

/** All elements below of a local name. */
export function all(node, name) {
  return [...node.getElementsByTagNameNS('*', name)];
}

/** An attribute by local name, or an empty text. */
export function attribute(node, name) {
  return [...(node?.attributes ?? [])].find((each) => each.localName === name)?.value ?? '';
}

/** Text that can stand in an element or an attribute. */
export function escapeXml(text) {
  const names = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return String(text).replace(/[&<>"]/g, (sign) => names[sign]);
}
