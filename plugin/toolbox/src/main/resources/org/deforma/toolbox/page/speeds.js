/**
 * How long tools take where this browser has seen no run of them yet [s per million pixels of the first raster], and
 * what makes it more. Measured on two cores; a run of one's own replaces them.
 */
export const speeds = {
  'deforma:Displacement': {
    seconds: 1,
    // A network looks at every pixel, whatever range and step are.
    grows: (values) => Math.max(1, (Number(values.searchRange) || 8) / 8) + (values.method === 'CNN' ? 4.6 : 0),
  },
  'deforma:Classify': { seconds: 2 },
};

/** Size of what a tool makes of a raster [B]; other tools keep the grid and the bands. */
export const sizes = {
  'deforma:Displacement': (layer, values) => {
    const step = Number(values.step) || 8;
    return (layer.width / step) * (layer.height / step) * 16;
  },
};
