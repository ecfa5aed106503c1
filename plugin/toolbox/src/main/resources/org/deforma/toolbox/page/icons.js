/** Small drawings for buttons whose words would take too much room; each has a name for those who cannot see it. */
import { el, svg } from './dom.js';

const PATHS = {
  up: 'M8 13V3M3.5 7.5 8 3l4.5 4.5',
  down: 'M8 3v10M3.5 8.5 8 13l4.5-4.5',
  close: 'M4 4l8 8M12 4l-8 8',
  zoom: 'M2 5.5V2h3.5M10.5 2H14v3.5M14 10.5V14h-3.5M5.5 14H2v-3.5M6 8h4M8 6v4',
};

/** @param name a text that says what the button does */
export function iconButton(icon, name, click, properties = {}) {
  return el(
    'button',
    { type: 'button', class: 'icon', 'aria-label': name, title: name, on: { click }, ...properties },
    svg(
      'svg',
      { viewBox: '0 0 16 16', width: 15, height: 15, 'aria-hidden': 'true', focusable: 'false' },
      svg('path', {
        d: PATHS[icon],
        fill: 'none',
        stroke: 'currentColor',
        'stroke-width': 1.7,
        'stroke-linecap': 'round',
        'stroke-linejoin': 'round',
      }),
    ),
  );
}
