// The charts, drawn by uPlot. Every one of them has its reading in words beside it.

/** Colours come from the page's style, so that a dark page and a printed one have their own. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

const ink = (name) => () => colour(name);

function axis(label, extra) {
  const grid = { stroke: ink('line'), width: 1 };
  return {
    label,
    stroke: ink('ink'),
    font: '13px system-ui, sans-serif',
    labelFont: '13px system-ui, sans-serif',
    labelSize: 22,
    size: 44,
    grid,
    ticks: grid,
    space: 48,
    ...extra,
  };
}

/** A line of the curve itself, marked at the indices that `mark()` gives. */
function curve(mark = () => []) {
  return {
    stroke: ink('point'),
    width: 2.5,
    points: {
      show: true,
      filter: mark,
      size: 13,
      width: 3,
      stroke: ink('ink'),
      fill: ink('error'),
    },
  };
}

/** A line to compare with. */
function reference(dash) {
  return { stroke: ink('faint'), width: 1.5, dash, points: { show: false } };
}

/** The line with a dot at each of its points, through the gaps that others leave. */
function dots(line, size, fill) {
  const points = { show: true, size, width: 2, stroke: ink('ink'), fill: ink(fill) };
  return { ...line, points, spanGaps: true };
}

/** A chart that fills its element's width, kept at a shape. */
class Chart {
  constructor(element, { series, axes, scales, hooks = {}, height = (width) => width }) {
    this.element = element;
    this.height = height;
    this.plot = new uPlot(
      {
        ...this.size(),
        pxAlign: false,
        legend: { show: false },
        cursor: { show: false },
        scales,
        axes,
        series: [{}, ...series],
        hooks,
        padding: [8, 14, 0, 0],
      },
      [[]],
      element,
    );
    new ResizeObserver(() => this.fit()).observe(element);
  }

  fit() {
    this.plot.setSize(this.size());
  }

  size() {
    const width = Math.max(200, Math.floor(this.element.clientWidth));
    return { width, height: Math.round(this.height(width)) };
  }

  draw(data, words) {
    this.element.setAttribute('aria-label', words);
    this.plot.setData(data);
  }

  redraw() {
    this.plot.redraw();
  }
}

/** A little wider than the data: of several points at the very edge uPlot draws one. */
const SHARES = [-1e-6, 1 + 1e-6];
const UNIT = { x: { time: false, range: SHARES }, y: { range: [0, 1] } };

function unitChart(element, x, y, series) {
  return new Chart(element, { series, axes: [axis(x), axis(y)], scales: UNIT });
}

/** The score histogram: positives upwards, negatives downwards, the threshold as a line. */
function histogramChart(element, x, threshold) {
  const bars = (name) => ({
    paths: uPlot.paths.bars({ size: [0.86, 100] }),
    fill: ink(name),
    stroke: ink(name),
    points: { show: false },
  });
  const line = (u) => {
    const at = u.valToPos(threshold(), 'x', true);
    u.ctx.save();
    u.ctx.strokeStyle = colour('ink');
    u.ctx.lineWidth = 2 * devicePixelRatio;
    u.ctx.setLineDash([6 * devicePixelRatio, 4 * devicePixelRatio]);
    u.ctx.beginPath();
    u.ctx.moveTo(at, u.bbox.top);
    u.ctx.lineTo(at, u.bbox.top + u.bbox.height);
    u.ctx.stroke();
    u.ctx.restore();
  };
  return new Chart(element, {
    series: [bars('positive'), bars('negative')],
    axes: [
      axis(x),
      axis('images', {
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000],
        values: (_, ticks) => ticks.map(Math.abs),
      }),
    ],
    scales: {
      x: { time: false, range: SHARES },
      y: { range: (_, low, high) => [Math.min(low, -1) * 1.08, Math.max(high, 1) * 1.08] },
    },
    hooks: { draw: [line] },
    height: (width) => Math.min(320, width * 0.75),
  });
}
