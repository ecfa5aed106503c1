/** A chart of values along a distance as SVG: lines, bands of one standard deviation, axes, and a place to read. */
import { el, svg } from './dom.js';
import { decimalsFor, fixed, number } from './format.js';
import { ticks } from './ticks.js';
import { t } from './texts.js';

const COLOURS = ['#1b6ca8', '#b8500f', '#3d7a3a', '#7a4fa3'];
const LEFT = 58;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 38;

/**
 * @param distance of each place [m]
 * @param series each with `name`, `unit`, `values` and `sigma` (a list or null); null stands for no data
 * @param onPlace is told the place that is read, or null
 * @returns an element that draws itself whenever its size changes
 */
export function chart(distance, series, onPlace) {
  const picture = svg('svg', { class: 'chart', role: 'img', tabindex: '0', 'data-test': 'chart' });
  const reading = el('p', { class: 'reading', 'aria-live': 'polite', 'data-test': 'reading' });
  const root = el('div', { class: 'chart-box' }, picture, reading);
  const scale = scalesOf(distance, series);
  picture.setAttribute('aria-label', summary(scale, series));
  let place = null;
  let geometry = null;

  const read = (next) => {
    place = next;
    reading.textContent = place === null ? legendText(series) : readingText(distance, series, place, scale);
    picture.querySelectorAll('.cursor').forEach((each) => each.remove());
    if (place !== null) {
      const x = geometry.x(distance[place]);
      picture.append(svg('line', { class: 'cursor', x1: x, x2: x, y1: TOP, y2: geometry.height - BOTTOM }));
    }
    onPlace(place);
  };
  const drawIn = () => {
    geometry = paint(picture, distance, series, scale);
    read(place);
  };
  picture.addEventListener('pointermove', (event) => {
    const at = geometry.distanceAt(event.clientX - picture.getBoundingClientRect().left);
    read(nearest(distance, at));
  });
  picture.addEventListener('pointerleave', () => read(null));
  picture.addEventListener('keydown', (event) => {
    const step = Math.max(1, Math.round(distance.length / 50));
    const last = distance.length - 1;
    const moves = {
      ArrowRight: (place ?? -step) + step,
      ArrowLeft: (place ?? last + step) - step,
      Home: 0,
      End: last,
    };
    if (event.key in moves) {
      event.preventDefault();
      read(Math.min(last, Math.max(0, moves[event.key])));
    }
  });
  new ResizeObserver(drawIn).observe(root);
  return root;
}

function scalesOf(distance, series) {
  const spread = series.flatMap(({ values, sigma }) =>
    values.flatMap((value, i) => (value === null ? [] : [value - (sigma?.[i] ?? 0), value + (sigma?.[i] ?? 0)])),
  );
  const low = Math.min(...spread);
  const high = Math.max(...spread);
  const room = (high - low || Math.abs(high) || 1) * 0.06;
  const length = distance[distance.length - 1];
  const [unit, factor] = length >= 5000 ? ['km', 1000] : ['m', 1];
  return { low: low - room, high: high + room, least: low, most: high, length, unit, factor };
}

function summary(scale, series) {
  return t('profile.chart', {
    bands: series.map((each) => each.name).join(', '),
    length: `${number(scale.length / scale.factor)} ${scale.unit}`,
    low: number(scale.least),
    high: number(scale.most),
    unit: series[0].unit,
  });
}

function paint(picture, distance, series, scale) {
  const width = picture.clientWidth || 600;
  const height = picture.clientHeight || 180;
  const x = (value) => LEFT + (value / (scale.length || 1)) * (width - LEFT - RIGHT);
  const y = (value) => TOP + ((scale.high - value) / (scale.high - scale.low)) * (height - TOP - BOTTOM);
  picture.setAttribute('viewBox', `0 0 ${width} ${height}`);
  picture.replaceChildren(
    ...yAxis(scale, y, width, height),
    ...xAxis(scale, x, height),
    axisName(t('profile.distance', { unit: scale.unit }), (LEFT + width) / 2, height - 4),
    axisName(unitText(series), -(TOP + height - BOTTOM) / 2, 13, { transform: 'rotate(-90)' }),
    ...series.flatMap((each, i) => curves(distance, each, COLOURS[i % COLOURS.length], x, y)),
  );
  return {
    x,
    height,
    distanceAt: (pixel) => ((pixel - LEFT) / (width - LEFT - RIGHT)) * scale.length,
  };
}

function axisName(text, x, y, more = {}) {
  return svg('text', { x, y, 'text-anchor': 'middle', ...more }, text);
}

function unitText(series) {
  const names = series.map((each) => each.name).join(', ');
  return series[0].unit ? `${names} [${series[0].unit}]` : names;
}

function yAxis(scale, y, width, height) {
  return ticks(scale.low, scale.high, Math.max(2, (height - TOP - BOTTOM) / 34)).flatMap((value) => [
    svg('line', { class: value === 0 ? 'grid zero' : 'grid', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }),
    svg('text', { x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end' }, number(value)),
  ]);
}

function xAxis(scale, x, height) {
  return ticks(0, scale.length / scale.factor, 8).flatMap((value) => {
    const at = x(value * scale.factor);
    return [
      svg('line', { class: 'grid', x1: at, x2: at, y1: TOP, y2: height - BOTTOM }),
      svg('text', { x: at, y: height - BOTTOM + 15, 'text-anchor': 'middle' }, number(value)),
    ];
  });
}

/** Parts without gaps, each as a band and a line. */
function curves(distance, { values, sigma }, colour, x, y) {
  const parts = [];
  values.forEach((value, i) => {
    if (value !== null) {
      if (i === 0 || values[i - 1] === null) {
        parts.push([]);
      }
      parts[parts.length - 1].push(i);
    }
  });
  const point = (i, off) => `${x(distance[i]).toFixed(1)},${y(values[i] + off).toFixed(1)}`;
  const bands = parts.map((part) => {
    const upper = part.map((i) => point(i, sigma?.[i] ?? 0));
    const lower = part.map((i) => point(i, -(sigma?.[i] ?? 0))).reverse();
    return svg('polygon', { class: 'band', points: [...upper, ...lower].join(' '), fill: colour });
  });
  const lines = parts.map((part) => {
    const points = part.map((i) => point(i, 0)).join(' ');
    return svg('polyline', { class: 'curve', points, stroke: colour });
  });
  const dots = parts
    .filter((part) => part.length === 1)
    .map(([i]) => svg('circle', { cx: x(distance[i]), cy: y(values[i]), r: 2, fill: colour }));
  return [...(sigma ? bands : []), ...lines, ...dots];
}

function nearest(distance, at) {
  const length = distance[distance.length - 1] || 1;
  const guess = Math.round((at / length) * (distance.length - 1));
  return Math.min(distance.length - 1, Math.max(0, guess));
}

function legendText(series) {
  return series.some((each) => each.sigma) ? t('profile.band') : ' ';
}

function readingText(distance, series, i, scale) {
  const values = series.map(({ name, unit, values: all, sigma }) => {
    const decimals = decimalsFor(sigma?.[i] ?? (scale.most - scale.least) / 500);
    const pm = sigma?.[i] ? ` ± ${fixed(sigma[i], decimals)}` : '';
    return `${name} ${all[i] === null ? '–' : fixed(all[i], decimals)}${pm} ${unit}`.trim();
  });
  return [`${number(distance[i] / scale.factor)} ${scale.unit}`, ...values].join('  ·  ');
}

/** Colour of a series, for its name in a key. */
export function colourOf(place) {
  return COLOURS[place % COLOURS.length];
}
