/** A field for a document that the page does not know, such as GML: its text. */
import { el } from '../dom.js';
import { t } from '../texts.js';
import { frame } from './field.js';

export function documentField(field) {
  const control = el('textarea', { rows: 4, spellcheck: 'false', placeholder: field.mime });
  const { root, complain } = frame(field, control);
  return {
    root,
    control,
    complain,
    value: () => control.value.trim() || undefined,
    put: (value) => {
      control.value = value ?? '';
    },
    problem: () => (field.required && !control.value.trim() ? t('form.missing', { name: field.label }) : ''),
  };
}
