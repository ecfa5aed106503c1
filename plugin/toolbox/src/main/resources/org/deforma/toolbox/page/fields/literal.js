/** Fields for numbers, texts, choices and yes or no; lists of numbers or texts stand in one line, with commas. */
import { el } from '../dom.js';
import { number } from '../format.js';
import { t } from '../texts.js';
import { frame } from './field.js';

/** A field: `root`, `control`, `value()`, `put(value)`, `problem()`. A value that is the default is left out. */
export function literalField(field, suggestions = []) {
  if (field.kind === 'choice') {
    return choiceField(field);
  }
  return field.kind === 'boolean' ? booleanField(field) : textField(field, suggestions);
}

function textField(field, suggestions) {
  const isNumber = field.kind === 'number';
  const control = el('input', {
    type: 'text',
    inputmode: isNumber ? (field.whole && field.low >= 0 ? 'numeric' : 'decimal') : null,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: field.start || (field.many ? t('form.list') : ''),
  });
  const { root, complain } = frame(field, control, { beside: rangeHint(field) });
  if (suggestions.length > 0) {
    const list = el(
      'datalist',
      { id: `${control.id}-list` },
      suggestions.map((each) => el('option', { value: each.value, text: each.text })),
    );
    control.setAttribute('list', list.id);
    root.append(list);
  }
  const texts = () => (field.many ? control.value.split(/[,;\s]+/) : [control.value.trim()]).filter((each) => each);
  return {
    root,
    control,
    complain,
    value: () => {
      const given = texts();
      return given.length === 0 ? undefined : field.many ? given : given[0];
    },
    put: (value) => {
      control.value = [value ?? []].flat().join(', ');
    },
    problem: () => {
      const given = texts();
      if (given.length === 0) {
        return field.required && !field.start ? t('form.missing', { name: field.label }) : '';
      }
      return isNumber ? (given.map((each) => numberProblem(field, each)).find((each) => each) ?? '') : '';
    },
  };
}

function numberProblem(field, text) {
  const value = Number(text);
  const values = { name: field.label, low: number(field.low), high: number(field.high), text };
  if (!Number.isFinite(value)) {
    return t('form.noNumber', values);
  }
  if (field.whole && !Number.isInteger(value)) {
    return t('form.notWhole', values);
  }
  const isOut = (field.low !== null && value < field.low) || (field.high !== null && value > field.high);
  if (isOut && field.low !== null && field.high !== null) {
    return t('form.outside', values);
  }
  if (isOut) {
    return field.low !== null ? t('form.below', values) : t('form.above', values);
  }
  return '';
}

function rangeHint(field) {
  const values = { low: number(field.low), high: number(field.high) };
  if (field.low === null) {
    return null;
  }
  const text = field.high === null ? t('form.rangeFrom', values) : t('form.range', values);
  return el('span', { class: 'range', text });
}

function choiceField(field) {
  const none = field.start === '' && !field.required;
  const options = [...(none ? [''] : []), ...field.choices];
  const control = el(
    'select',
    { disabled: field.choices.length === 1 && !none },
    options.map((each) => el('option', { value: each, text: each || t('form.none') })),
  );
  control.value = field.start || options[0];
  const { root, complain } = frame(field, control);
  return {
    root,
    control,
    complain,
    value: () => (control.value === field.start || control.value === '' ? undefined : control.value),
    put: (value) => {
      control.value = value ?? (field.start || options[0]);
    },
    problem: () => (field.required && !control.value ? t('form.missing', { name: field.label }) : ''),
  };
}

function booleanField(field) {
  const start = field.start === 'true';
  const control = el('input', { type: 'checkbox', checked: start });
  const { root, complain } = frame(field, control);
  return {
    root,
    control,
    complain,
    value: () => (control.checked === start ? undefined : String(control.checked)),
    put: (value) => {
      control.checked = value === undefined ? start : value === 'true';
    },
    problem: () => '',
  };
}
