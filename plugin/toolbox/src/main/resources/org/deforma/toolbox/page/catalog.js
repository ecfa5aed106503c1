/** The layers of the server: what WMS shows of them, joined with what deforma:Layers knows where it is there. */
import { layers } from './wms.js';
import { literal } from './execute.js';
import { run, runJson } from './wps.js';

/** Tells `change` after every refresh. */
export class Catalog extends EventTarget {
  /** By name of the layer, newest knowledge. */
  layers = [];
  /** Where layers may be published. */
  workspaces = [];
  /** Whether the server can list, rename and remove layers for Deforma. */
  managed = false;
  /** Names that running jobs will use. */
  #promised = new Set();

  /**
   * Asks the server anew.
   *
   * @param managed whether it has deforma:Layers
   */
  async refresh(managed) {
    const [shown, facts] = await Promise.all([layers(), managed ? this.#facts() : null]);
    const byName = new Map((facts?.layers ?? []).map((each) => [each.name, each]));
    this.managed = facts !== null;
    this.workspaces = facts?.workspaces ?? [...new Set(shown.map((layer) => layer.name.split(':')[0]))];
    this.layers = shown
      .filter((layer) => facts === null || byName.has(layer.name))
      .map((layer) => joined(layer, byName.get(layer.name)));
    this.dispatchEvent(new Event('change'));
  }

  async #facts() {
    return runJson('deforma:Layers', [], 'layers');
  }

  find(name) {
    return this.layers.find((layer) => layer.name === name);
  }

  async rename(layer, name) {
    return (await run('deforma:RenameLayer', [literal('layer', layer), literal('name', name)], 'layer')).trim();
  }

  async remove(layer) {
    await run('deforma:RemoveLayer', [literal('layer', layer)], 'layer');
  }

  /** A running job will make this layer. */
  promise(name) {
    this.#promised.add(name);
  }

  /** A name that no layer has: WORKSPACE:STEM, or with a number. */
  freeName(workspace, stem) {
    const prefix = workspace ? `${workspace}:` : '';
    for (let n = 1; ; n += 1) {
      const name = `${prefix}${stem}${n === 1 ? '' : `-${n}`}`;
      if (!this.find(name) && !this.#promised.has(name)) {
        return name;
      }
    }
  }
}

function joined(layer, facts) {
  const codes = Object.keys(layer.boxes);
  const crs = facts?.crs || codes.find((code) => code !== 'EPSG:4326') || codes[0];
  return {
    ...layer,
    crs: crs ?? '',
    width: facts?.width ?? 0,
    height: facts?.height ?? 0,
    pixelWidth: facts?.pixelWidth ?? 0,
    unit: facts?.unit ?? '',
    bands: facts?.bands ?? [],
    bytes: facts?.bytes ?? 0,
    created: facts?.created ?? '',
    origin: facts?.origin ?? '',
    own: facts?.own ?? false,
  };
}

/** Places of a displacement among a layer's bands, or null where it is none. */
export function displacementBands(bands) {
  const place = (name) => bands.findIndex((band) => band.name.toLowerCase() === name);
  const east = place('east');
  const north = place('north');
  return east < 0 || north < 0 ? null : { east, north, sigma: place('sigma') };
}
