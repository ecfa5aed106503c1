/** Round numbers for axes and keys. */

/** The largest of 1, 2 and 5 times a power of ten that is not above a positive value. */
export function roundBelow(value) {
  const power = 10 ** Math.floor(Math.log10(value));
  const lead = value / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Round numbers from low to high, about so many. */
export function ticks(low, high, about) {
  const span = high - low;
  if (!(span > 0)) {
    return [low];
  }
  let step = roundBelow(span / about);
  if (span / step > about * 1.6) {
    step *= step.toPrecision(1).startsWith('2') ? 2.5 : 2;
  }
  const found = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k += 1) {
    found.push(Number((k * step).toPrecision(12)));
  }
  return found;
}
