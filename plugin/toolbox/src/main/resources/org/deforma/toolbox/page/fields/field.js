/** What all fields of a form have: a label, its unit, help that screen readers find, and a place for a message. */
import { el, freshId } from '../dom.js';
import { t } from '../texts.js';

/**
 * The frame around a control.
 *
 * @param field of the tool's model
 * @param control the element that takes the value; gets an id, a name and what it is described by
 * @param beside an element on the right of the control
 * @param below elements below the help
 * @returns `root`, and `complain(text)`, which shows what is wrong, or clears it with an empty text
 */
export function frame(field, control, { beside = null, below = [] } = {}) {
  const id = freshId(`input-${field.name}`);
  control.id = id;
  control.setAttribute('data-input', field.name);
  control.setAttribute('aria-describedby', `${id}-help ${id}-error`);
  if (field.required) {
    control.setAttribute('aria-required', 'true');
  }
  const error = el('p', { class: 'field-error', id: `${id}-error`, 'data-test': 'field-error' });
  const caption = el(
    'label',
    { for: id },
    field.label,
    field.unit ? el('span', { class: 'unit', text: ` [${field.unit}]` }) : null,
    field.required ? el('span', { class: 'required', text: ` ${t('form.required')}` }) : null,
  );
  const root = el(
    'div',
    { class: `field field-${field.kind}`, 'data-field': field.name },
    caption,
    control,
    beside,
    error,
    el('p', { class: 'help', id: `${id}-help`, text: field.help }),
    ...below,
  );
  const complain = (text) => {
    error.textContent = text;
    control.setAttribute('aria-invalid', String(text !== ''));
    root.classList.toggle('is-wrong', text !== '');
  };
  return { root, complain };
}
