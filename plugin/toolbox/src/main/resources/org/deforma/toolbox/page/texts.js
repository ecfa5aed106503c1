/** Texts of the page by key. Another language is another file like texts/en.js, chosen here. */
import { en, labels } from './texts/en.js';

/** The text of a key, with `{name}` replaced by values. */
export function t(key, values = {}) {
  const text = en[key];
  if (text === undefined) {
    throw new Error(`there is no text ${key}`);
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));
}

/** Name of an input, band or member of a report for people: from the list of names, else its words. */
export function label(name) {
  if (labels[name]) {
    return labels[name];
  }
  const words = name
    .replace(/_/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, (match, before, after) => `${before} ${after.toLowerCase()}`)
    .trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Puts texts where elements ask for them: data-text, data-label (accessible name) and data-tip. */
export function putTexts(root) {
  root.querySelectorAll('[data-text]').forEach((element) => {
    element.textContent = t(element.dataset.text);
  });
  root.querySelectorAll('[data-label]').forEach((element) => {
    element.setAttribute('aria-label', t(element.dataset.label));
  });
  root.querySelectorAll('[data-tip]').forEach((element) => {
    element.title = t(element.dataset.tip);
  });
}
