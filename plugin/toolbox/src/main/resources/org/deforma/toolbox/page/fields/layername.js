/** Fields for names of layers: the one under which a result is published, and one that is there. */
import { el } from '../dom.js';
import { bareName, isName } from '../names.js';
import { recall, remember } from '../memory.js';
import { t } from '../texts.js';
import { frame } from './field.js';

/**
 * Where to publish: a workspace if there are several, and a name.
 *
 * @param stem what free names start with
 */
export function publishField(field, catalog, stem) {
  const control = el('input', { type: 'text', spellcheck: 'false', autocomplete: 'off', 'data-test': 'layer-name' });
  const workspace = workspaceSelect(catalog);
  const { root, complain } = frame(
    { ...field, label: t('form.publish'), help: t('form.publishHelp') },
    control,
    { below: [workspace?.root ?? null] },
  );
  const place = () => workspace?.value() ?? catalog.workspaces[0] ?? '';
  const propose = () => {
    control.value = bareName(catalog.freeName(place(), stem));
  };
  propose();
  return {
    root,
    control,
    complain,
    propose,
    value: () => {
      const name = control.value.trim();
      return name === '' ? undefined : name.includes(':') || !place() ? name : `${place()}:${name}`;
    },
    put: (value) => {
      workspace?.put(/^(.*):/.exec(value ?? '')?.[1]);
      control.value = bareName(value ?? '');
    },
    problem: () => {
      const name = bareName(control.value.trim());
      return name === '' || isName(name) ? '' : t('form.badName', { name });
    },
  };
}

/** A choice among the workspaces, or null where there is only one. */
export function workspaceSelect(catalog) {
  if (catalog.workspaces.length < 2) {
    return null;
  }
  const select = el(
    'select',
    { 'data-test': 'workspace' },
    catalog.workspaces.map((name) => el('option', { value: name, text: name })),
  );
  const usual = recall('workspace', '');
  select.value = catalog.workspaces.includes(usual) ? usual : catalog.workspaces[0];
  select.addEventListener('change', () => remember('workspace', select.value));
  return {
    root: el('label', { class: 'inline' }, t('form.workspace'), select),
    value: () => select.value,
    put: (name) => {
      select.value = name ?? catalog.workspaces[0];
    },
  };
}

/** One of the layers that came from Deforma. */
export function ownLayerField(field, catalog) {
  const control = el('select');
  const { root, complain } = frame(field, control);
  const offer = (keep) => {
    const own = catalog.layers.filter((layer) => layer.own);
    control.replaceChildren(
      el('option', { value: '', text: t('form.pickLayer') }),
      ...own.map((layer) => el('option', { value: layer.name, text: layer.name })),
    );
    control.value = own.some((layer) => layer.name === keep) ? keep : '';
  };
  offer('');
  return {
    root,
    control,
    complain,
    refresh: () => offer(control.value),
    value: () => control.value || undefined,
    put: offer,
    problem: () => (field.required && !control.value ? t('form.missing', { name: field.label }) : ''),
  };
}
