/** Numbers, sizes and times as people read them. */
import { t } from './texts.js';

/** A number with as many digits as say something; `-` for none. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return '–';
  }
  if (value === 0) {
    return '0';
  }
  const size = Math.abs(value);
  if (size >= 1e6 || size < 1e-4) {
    return minus(value.toExponential(digits - 1));
  }
  if (Number.isInteger(value)) {
    return minus(String(value));
  }
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
  return minus(String(Number(value.toFixed(Math.min(decimals, 6)))));
}

/** A number with fixed decimals. */
export function fixed(value, decimals) {
  return Number.isFinite(value) ? minus(value.toFixed(decimals)) : '–';
}

/** Decimals with which a standard deviation has two digits, at least 0 and at most 4. */
export function decimalsFor(sigma) {
  if (!(sigma > 0)) {
    return 3;
  }
  return Math.min(4, Math.max(0, 1 - Math.floor(Math.log10(sigma))));
}

function minus(text) {
  return text.replace('-', '\u2212');
}

/** Bytes in decimal units. */
export function bytes(count) {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${unit === 0 ? value : Number(value.toPrecision(3))} ${units[unit]}`;
}

/** A duration in seconds. */
export function duration(seconds) {
  if (seconds < 1) {
    return t('time.lessThanSecond');
  }
  if (seconds < 90) {
    return t('time.seconds', { n: Math.round(seconds) });
  }
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) {
    return t('time.minutes', { n: minutes });
  }
  return t('time.hours', { h: Math.floor(minutes / 60), m: minutes % 60 });
}

/** A time of the day, with the date where it is not today. */
export function clock(time) {
  const date = new Date(time);
  const today = date.toDateString() === new Date().toDateString();
  const options = { hour: '2-digit', minute: '2-digit' };
  return date.toLocaleString(undefined, today ? options : { ...options, day: 'numeric', month: 'short' });
}

/** Degrees of latitude and longitude. */
export function latLon([longitude, latitude]) {
  const east = ((((longitude + 180) % 360) + 360) % 360) - 180;
  const part = (degrees, below, above) => `${Math.abs(degrees).toFixed(5)}° ${degrees < 0 ? below : above}`;
  return `${part(latitude, 'S', 'N')}, ${part(east, 'W', 'E')}`;
}
