/** Puts the page together. What each part does stands in its own file. */
import { byId } from './dom.js';
import { services } from './host.js';
import { putTexts, t } from './texts.js';
import { announce, complain, watchErrors } from './notices.js';
import { Catalog } from './catalog.js';
import { Toolbox } from './toolbox.js';
import { ToolPanel } from './toolpanel.js';
import { Jobs, layerMadeBy } from './jobs.js';
import { JobPanel } from './jobpanel.js';
import { MapLayers } from './maplayers.js';
import { LayerPanel, legend } from './layerpanel.js';
import { PlaceInfo } from './info.js';
import { Profile } from './profile.js';
import { Arrows } from './arrows.js';
import { Swipe } from './swipe.js';
import { Upload } from './upload.js';
import { showTab, startTabs } from './tabs.js';
import { showGraticule, showPointer, zoomTo } from './map.js';
import { download, remove, rename } from './layeractions.js';
import { commandLine, inputsOf, outputsOf } from './values.js';
import { indented, request, stored } from './execute.js';
import { learn } from './estimate.js';
import { bareName } from './names.js';

watchErrors();
putTexts(document);
byId('host-name').textContent = services.kind === 'geoserver' ? t('page.onGeoServer') : '';

const catalog = new Catalog();
const toolbox = new Toolbox();
const mapLayers = new MapLayers(catalog);
const jobs = new Jobs(
  async (layer) => {
    await refresh();
    return catalog.find(layer) !== undefined;
  },
  (process) => toolbox.find(process)?.title ?? bareName(process),
);

const toolPanel = new ToolPanel(toolbox, catalog, start, () => ({
  catalog,
  onMap: mapLayers.visible().map((entry) => entry.name),
  models: toolbox.models,
}));
const jobPanel = new JobPanel(jobs, {
  cancel: (job) => jobs.cancel(job),
  again: (job) => {
    const tool = toolbox.find(job.process);
    if (tool) {
      showTab('tools');
      toolPanel.open(tool, job.values);
    } else {
      complain(t('jobs.toolGone'));
    }
  },
  show: (job) => showResult(job),
  request: (job) => {
    const tool = toolbox.find(job.process);
    return tool ? indented(requestOf(tool, job.values)) : null;
  },
  command: (job) => {
    const tool = toolbox.find(job.process);
    return tool ? commandLine(tool, job.values) : null;
  },
});
const layerPanel = new LayerPanel(catalog, mapLayers, {
  zoom: (layer) => zoomTo(layer.lonLat),
  download: (layer) => download(layer).catch(complain),
  rename: (layer) => rename(layer, catalog, mapLayers, refresh).catch(complain),
  remove: (layer) => remove(layer, catalog, refresh).catch(complain),
});
const canSample = () => toolbox.has('deforma:Sample');
new PlaceInfo(mapLayers);
new Profile(mapLayers, canSample);
new Arrows(mapLayers, canSample);
new Swipe(mapLayers);
new Upload(catalog, jobs, toolbox);

/** Starts a run of a tool. */
async function start(tool, values) {
  await jobs.start({ process: tool.id, title: tool.title, values, body: requestOf(tool, values) });
  if (values.layer) {
    catalog.promise(values.layer);
  }
  showTab('jobs');
  byId('tab-jobs').focus();
  announce(t('jobs.started', { title: tool.title }));
}

function requestOf(tool, values) {
  return request(tool.id, inputsOf(tool, values, catalog), stored(outputsOf(tool, values), true));
}

/** A job's layer on the map. */
function showResult(job) {
  mapLayers.add(layerMadeBy(job), { zoom: true });
  jobs.markSeen(job);
}

async function jobEnded(job) {
  const { title } = job;
  const words = { done: t('jobs.hasEnded', { title }), cancelled: t('jobs.wasCancelled', { title }) };
  announce(words[job.state] ?? t('jobs.hasFailed', { title, why: job.message }));
  if (job.state !== 'done') {
    return;
  }
  const tool = toolbox.find(job.process);
  if (tool && job.values && !job.isUpload) {
    learn(tool, job.values, catalog, secondsOf(job));
  }
  await refresh();
  if (!job.seen && catalog.find(layerMadeBy(job))) {
    showResult(job);
  }
}

/** What the report says, else the time between start and end. */
function secondsOf(job) {
  try {
    const { seconds } = JSON.parse(job.outputs.report);
    return Number.isFinite(seconds) ? seconds : (job.ended - job.started) / 1000;
  } catch {
    return (job.ended - job.started) / 1000;
  }
}

/** Asks the server anew for tools and layers. */
async function refresh() {
  const isNew = await toolbox.refresh();
  await catalog.refresh(toolbox.has('deforma:Layers'));
  // Forms and uploads need the layers and workspaces too.
  if (isNew) {
    toolPanel.showMenu();
  }
  byId('upload').disabled = false;
}

async function refreshAll() {
  try {
    await refresh();
    await jobs.lookAround();
  } catch (error) {
    complain(error);
    toolbox.problem = error.message;
    toolPanel.showMenu();
  }
}

function showLegend() {
  const top = mapLayers.visible()[0];
  const card = byId('legend');
  card.hidden = !top;
  byId('map-hint').hidden = mapLayers.entries.length > 0;
  if (top && card.dataset.shown !== `${top.name} ${top.style}`) {
    card.dataset.shown = `${top.name} ${top.style}`;
    card.replaceChildren(legend(top.layer, top.style));
  }
}

startTabs();
mapLayers.addEventListener('change', showLegend);
jobs.addEventListener('end', (event) => jobEnded(event.detail).catch(complain));
showPointer(byId('position'), () => mapLayers.visible()[0]?.layer.crs ?? '');
byId('refresh').addEventListener('click', refreshAll);
byId('zoom-all').addEventListener('click', () => mapLayers.zoomToAll());
byId('tool-graticule').addEventListener('click', (event) => {
  const on = event.currentTarget.getAttribute('aria-pressed') !== 'true';
  event.currentTarget.setAttribute('aria-pressed', String(on));
  showGraticule(on);
});

let lastLook = Date.now();
window.addEventListener('focus', () => {
  if (Date.now() - lastLook > 5000) {
    lastLook = Date.now();
    refreshAll();
  }
});

await refreshAll();
jobPanel.show();
layerPanel.show();
await jobs.resume();
