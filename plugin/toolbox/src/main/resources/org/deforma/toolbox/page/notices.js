/** Lines that tell the user what happened. Errors stay until they are closed; others go by themselves. */
import { byId, el } from './dom.js';
import { iconButton } from './icons.js';
import { t } from './texts.js';

const SHORT = 6000;

/** Something went as it should. */
export function tell(text) {
  const line = show(text, 'notice', 'status');
  setTimeout(() => line.remove(), SHORT);
}

/** Something went wrong; an error or a sentence. */
export function complain(error) {
  const text = error instanceof Error ? error.message : String(error);
  const same = [...byId('notices').children].some((line) => line.dataset.text === text);
  if (!same) {
    show(text, 'notice notice-error', 'alert');
  }
}

/** Reads a change aloud to users of screen readers, without showing it. */
export function announce(text) {
  byId('announcements').textContent = text;
}

function show(text, kind, role) {
  const line = el('div', { class: kind, role, 'data-text': text, 'data-test': 'notice' }, el('p', { text }));
  line.append(iconButton('close', t('notice.close'), () => line.remove()));
  byId('notices').append(line);
  return line;
}

/** Nothing that fails is lost in the console. */
export function watchErrors() {
  window.addEventListener('error', (event) => {
    // Observers of sizes may be late by a frame; browsers report that as an error, and nothing is lost.
    if (event.message && !event.message.startsWith('ResizeObserver')) {
      complain(t('error.page', { what: event.message }));
    }
  });
  window.addEventListener('unhandledrejection', (event) => {
    if (event.reason?.name !== 'AbortError') {
      complain(event.reason instanceof Error ? event.reason : t('error.page', { what: event.reason }));
    }
  });
}
