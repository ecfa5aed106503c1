/** A tool's report, which is JSON, as tables that people can read; any other text as it is. */
import { el } from './dom.js';
import { number } from './format.js';
import { label } from './texts.js';

/** Checksums, whose first digits tell them apart; the JSON has them whole. */
const DIGEST = /^[0-9a-f]{40,}$/;

export function reportTable(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    return el('pre', { class: 'report', text, tabindex: '0' });
  }
  return el('div', { class: 'report', tabindex: '0', 'data-test': 'report' }, shown(value));
}

function shown(value) {
  if (Array.isArray(value)) {
    const hasObjects = value.some((each) => each !== null && typeof each === 'object' && !Array.isArray(each));
    return hasObjects ? rows(value) : plain(value);
  }
  if (value !== null && typeof value === 'object') {
    return members(value);
  }
  return plain(value);
}

function members(object) {
  return el(
    'table',
    {},
    el(
      'tbody',
      {},
      Object.entries(object)
        .filter(([, value]) => !Array.isArray(value) || value.length > 0)
        .map(([name, value]) =>
          el('tr', {}, el('th', { scope: 'row', text: label(name) }), el('td', {}, shown(value))),
        ),
    ),
  );
}

/** A list of objects: a table with a column for each member. */
function rows(list) {
  const names = [...new Set(list.flatMap((each) => Object.keys(each ?? {})))];
  if (names.length > 7 || list.length === 1) {
    return el('div', {}, list.map(shown));
  }
  return el(
    'table',
    { class: 'rows' },
    el('thead', {}, el('tr', {}, names.map((name) => el('th', { scope: 'col', text: label(name) })))),
    el('tbody', {}, list.map((each) => el('tr', {}, names.map((name) => el('td', {}, shown(each?.[name] ?? '')))))),
  );
}

function plain(value) {
  if (Array.isArray(value)) {
    const some = value.slice(0, 200).map((each) => plainText(each));
    return document.createTextNode(some.join(', ') + (value.length > some.length ? ' …' : ''));
  }
  return document.createTextNode(plainText(value));
}

function plainText(value) {
  if (typeof value === 'string' && DIGEST.test(value)) {
    return `${value.slice(0, 16)} …`;
  }
  return typeof value === 'number' ? number(value) : value === null ? '–' : String(value);
}
