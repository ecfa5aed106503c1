/** Tabs of the side panel: arrows, Home and End move between them, as screen readers expect of tabs. */
import { byId } from './dom.js';
import { recall, remember } from './memory.js';

const NAMES = ['tools', 'layers', 'jobs'];

export function startTabs() {
  const tabs = NAMES.map((name) => byId(`tab-${name}`));
  tabs.forEach((tab, i) => {
    tab.addEventListener('click', () => showTab(NAMES[i]));
    tab.addEventListener('keydown', (event) => {
      const moves = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: tabs.length - 1 };
      if (event.key in moves) {
        event.preventDefault();
        const next = (moves[event.key] + tabs.length) % tabs.length;
        showTab(NAMES[next]);
        tabs[next].focus();
      }
    });
  });
  showTab(recall('tab', 'tools'));
}

export function showTab(name) {
  const shown = NAMES.includes(name) ? name : NAMES[0];
  for (const each of NAMES) {
    const selected = each === shown;
    byId(`tab-${each}`).setAttribute('aria-selected', String(selected));
    byId(`tab-${each}`).tabIndex = selected ? 0 : -1;
    byId(`panel-${each}`).hidden = !selected;
  }
  remember('tab', shown);
}
