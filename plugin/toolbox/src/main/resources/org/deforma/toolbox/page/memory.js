/** What the page remembers in this browser, for each server by itself. A browser that forbids it forgets. */
import { services } from './host.js';

const prefix = `deforma ${new URL(services.wps).pathname} `;

export function recall(key, otherwise) {
  try {
    const text = window.localStorage.getItem(prefix + key);
    return text === null ? otherwise : JSON.parse(text);
  } catch {
    return otherwise;
  }
}

export function remember(key, value) {
  try {
    window.localStorage.setItem(prefix + key, JSON.stringify(value));
  } catch {
    // Full or forbidden: the page works without.
  }
}
