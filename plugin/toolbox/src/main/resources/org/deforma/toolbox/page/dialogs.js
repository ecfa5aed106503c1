/** Questions and texts in dialogs; Escape answers no. */
import { button, el } from './dom.js';
import { tell } from './notices.js';
import { t } from './texts.js';

/** Asks; gives true for yes. */
export function confirm(question, yes) {
  return open(question, (close) => [
    button(t('dialog.cancel'), () => close(false)),
    button(yes, () => close(true), { class: 'primary', 'data-test': 'dialog-yes' }),
  ], [], false);
}

/**
 * Asks for a text.
 *
 * @param check gives what is wrong with a text, or an empty one
 * @returns the text, or null
 */
export function askText(question, start, yes, check) {
  const input = el('input', { type: 'text', value: start, 'aria-label': question, 'data-test': 'dialog-text' });
  const error = el('p', { class: 'field-error', role: 'alert' });
  return open(question, (close) => {
    const accept = () => {
      error.textContent = check(input.value.trim());
      if (error.textContent === '') {
        close(input.value.trim());
      }
    };
    input.addEventListener('keydown', (event) => event.key === 'Enter' && accept());
    return [
      button(t('dialog.cancel'), () => close(null)),
      button(yes, accept, { class: 'primary', 'data-test': 'dialog-yes' }),
    ];
  }, [input, error], null);
}

/** Shows a text that can be copied. */
export function showText(title, text) {
  const area = el('textarea', { rows: 14, readonly: true, class: 'code', value: text, 'aria-label': title });
  return open(title, (close) => [
    button(t('dialog.copy'), async () => {
      area.select();
      await copy(text, area);
      tell(t('dialog.copied'));
    }, { class: 'primary', 'data-test': 'dialog-copy' }),
    button(t('dialog.close'), () => close(null)),
  ], [area], null);
}

/** Shows an element with a title, until it is closed. */
export function showElement(title, element, actions = () => []) {
  return open(title, (close) => [...actions(close), button(t('dialog.close'), () => close(null))], [element], null);
}

/** Browsers give the clipboard to pages of this machine and of https only; others get the older way. */
async function copy(text, area) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    area.select();
    document.execCommand('copy');
  }
}

function open(title, actions, content, otherwise) {
  return new Promise((resolve) => {
    let answer = otherwise;
    const dialog = el('dialog', { 'aria-label': title, 'data-test': 'dialog' });
    const close = (value) => {
      answer = value;
      dialog.close();
    };
    dialog.append(el('h2', { text: title }), ...content, el('div', { class: 'row end' }, actions(close)));
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
