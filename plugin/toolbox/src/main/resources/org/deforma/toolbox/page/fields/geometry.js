/** A field for a geometry: drawn on the map, or typed as WKT. */
import { button, el } from '../dom.js';
import { draw, fromWkt, mark, toWkt } from '../draw.js';
import { isKnown } from '../map.js';
import { t } from '../texts.js';
import { frame } from './field.js';

/**
 * @param crs gives the code of the system in which the tool wants it, or an empty text while that is not known
 */
export function geometryField(field, crs) {
  const control = el('textarea', { rows: 2, spellcheck: 'false', placeholder: 'POLYGON ((…))' });
  const tools = el('div', { class: 'row' });
  const system = el('p', { class: 'facts' });
  const { root, complain } = frame(field, control, { below: [tools, system] });
  const key = `input ${field.name}`;

  const show = () => {
    system.textContent = crs() ? t('form.inSystem', { crs: crs() }) : t('form.systemUnknown');
    let geometry = null;
    try {
      geometry = control.value.trim() && isKnown(crs()) ? fromWkt(control.value, crs()) : null;
    } catch {
      // The check of the form says so.
    }
    mark(key, geometry);
  };
  const drawShape = async (shape) => {
    if (!isKnown(crs())) {
      complain(crs() ? t('form.cannotDraw', { crs: crs() }) : t('form.pickFirst'));
      return;
    }
    const geometry = await draw(shape === 'MultiPoint' ? 'Point' : shape);
    if (geometry) {
      const before = shape === 'MultiPoint' ? pointsOf(control.value, crs()) : [];
      const { MultiPoint } = window.ol.geom;
      const whole = before.length > 0 ? new MultiPoint([...before, geometry.getCoordinates()]) : geometry;
      control.value = toWkt(whole, crs());
      complain('');
      show();
    }
  };
  const names = { Polygon: t('draw.polygon'), LineString: t('draw.line'), MultiPoint: t('draw.point') };
  tools.append(
    ...field.shapes.map((shape) =>
      button(names[shape], () => drawShape(shape), { class: 'small', 'data-test': `draw-${shape}` }),
    ),
    button(t('draw.clear'), () => put(''), { class: 'small' }),
  );
  const put = (value) => {
    control.value = value ?? '';
    show();
  };
  control.addEventListener('input', show);
  show();
  return {
    root,
    control,
    complain,
    refresh: show,
    forget: () => mark(key, null),
    value: () => control.value.trim() || undefined,
    put,
    problem: () => {
      const text = control.value.trim();
      if (text === '') {
        return field.required ? t('form.missing', { name: field.label }) : '';
      }
      try {
        fromWkt(text);
        return '';
      } catch {
        return t('form.noWkt');
      }
    },
  };
}

function pointsOf(text, crs) {
  try {
    const geometry = fromWkt(text, crs);
    return geometry.getType() === 'MultiPoint' ? geometry.getCoordinates() : [geometry.getCoordinates()];
  } catch {
    return [];
  }
}
