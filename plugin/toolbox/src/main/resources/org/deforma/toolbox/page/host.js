/**
 * Where the page's server has WPS and WMS: found from the page's own address. GeoServer serves pages below
 * `www/deforma/` of its own path and has both services at `ows`; Deforma's own server has the page at its root.
 */

/** @returns `kind` (geoserver or deforma), `wps` and `wms`, addresses without a query */
export function servicesOf(address) {
  const page = new URL(address);
  const geoserver = /^(.*\/)www\/deforma\//.exec(page.pathname);
  if (geoserver) {
    const ows = new URL(`${geoserver[1]}ows`, page.origin).href;
    return { kind: 'geoserver', wps: ows, wms: ows };
  }
  const folder = page.pathname.slice(0, page.pathname.lastIndexOf('/') + 1);
  return {
    kind: 'deforma',
    wps: new URL(`${folder}wps`, page.origin).href,
    wms: new URL(`${folder}wms`, page.origin).href,
  };
}

export const services = servicesOf(window.location.href);

/** An address with a query. */
export function withQuery(address, parameters) {
  return `${address}?${new URLSearchParams(parameters)}`;
}
