/** What can be done with a layer of the server besides showing it: download, rename, remove. */
import { save } from './dom.js';
import { askText, confirm } from './dialogs.js';
import { layerReference } from './execute.js';
import { bareName, isName } from './names.js';
import { tell } from './notices.js';
import { runRaster } from './wps.js';
import { t } from './texts.js';

/** The layer as GeoTIFF into the browser's downloads. */
export async function download(layer) {
  tell(t('layers.downloading', { name: layer.title }));
  const file = await runRaster('deforma:Import', [layerReference('raster', layer)], 'result');
  save(file, `${bareName(layer.name)}.tif`);
}

export async function rename(layer, catalog, mapLayers, refresh) {
  const old = bareName(layer.name);
  const check = (name) => {
    if (!isName(name)) {
      return t('form.badName', { name });
    }
    return name !== old && catalog.find(layer.name.replace(old, name)) ? t('layers.nameTaken', { name }) : '';
  };
  const name = await askText(t('layers.renameQuestion', { name: layer.title }), old, t('layers.rename'), check);
  if (name && name !== old) {
    const renamed = await catalog.rename(layer.name, name);
    mapLayers.renamed(layer.name, renamed);
    await refresh();
    tell(t('layers.renamed', { from: old, to: name }));
  }
}

export async function remove(layer, catalog, refresh) {
  if (await confirm(t('layers.removeQuestion', { name: layer.name }), t('layers.remove'))) {
    await catalog.remove(layer.name);
    await refresh();
    tell(t('layers.removed', { name: layer.title }));
  }
}
