// The live part of the page: what is chosen, and everything that follows from it.

const page = JSON.parse(document.getElementById('page-data').textContent);
const byId = (id) => document.getElementById(id);
const state = { set: page.galleryOf, slice: '', threshold: page.start, cell: '' };

const setAt = () => page.sets[state.set];
const sliceAt = () => (state.slice === '' ? undefined : setAt().slices[Number(state.slice)]);

document.querySelectorAll('[data-live]').forEach((part) => {
  part.hidden = false;
});
document.querySelectorAll('[data-static]').forEach((part) => {
  part.hidden = true;
});

let sample;
let points;
let hull;

/** What evaluation.json says of the set or slice at this threshold, where it says something. */
function documented() {
  const { thresholds } = sliceAt() || setAt();
  return thresholds.find((at) => at.threshold === state.threshold);
}

const charts = {
  roc: unitChart(byId('roc'), '1 − specificity', 'sensitivity', [
    curve(() => [pointAt(points, state.threshold)]),
    reference([4, 4]),
  ]),
  pr: unitChart(byId('pr'), 'sensitivity (recall)', 'PPV (precision)', [
    curve(() => {
      const k = pointAt(points, state.threshold);
      return k === 0 ? [] : [k - 1];
    }),
    reference([4, 4]),
  ]),
  cost: unitChart(byId('cost'), `probability cost of ${page.positive}`, 'normalised cost', [
    curve(),
    reference([8, 3]),
    reference([2, 3]),
  ]),
  histogram: histogramChart(
    byId('histogram'), `probability of ${page.positive}`, () => state.threshold),
  reliability: unitChart(byId('reliability'), 'mean probability', 'share of positives', [
    dots(curve(), 13, 'error'),
    dots(reference([2, 3]), 8, 'paper'),
    reference([4, 4]),
  ]),
};

/** Takes the images of the set and slice. */
function resample() {
  const set = setAt();
  const slice = sliceAt();
  const rows = slice ? slice.rows || [] : Array.from(set.probabilities.keys());
  sample = sampleOf(set, rows);
  points = operatingPoints(sample);
  hull = rocHull(points);
  note(slice);
  drawReliability(set);
  refresh();
}

/** What must be known before these figures are read. */
function note(slice) {
  const lines = [];
  if (setAt().caution) {
    lines.push(setAt().caution);
  }
  if (slice && slice.tooSmall) {
    lines.push(`This slice has ${counted(slice.images, 'image')}: too few for a statement.`);
  }
  if (slice && !slice.rows) {
    lines.push(
      'Which image belongs to a slice is not published: its figures are shown at the configured' +
        ' thresholds, without curves and images.');
  }
  byId('note').textContent = lines.join(' ');
  byId('note').hidden = lines.length === 0;
}

/** Whether it is known which images these are. */
function imagesKnown() {
  return sliceAt() === undefined || sliceAt().rows !== undefined;
}

function refresh() {
  const fixed = documented();
  const figures = fixed
    ? fixed.figures
    : imagesKnown()
      ? figuresAt(sample, state.threshold, page.z, page.prevalence)
      : {};
  const counts = imagesKnown()
    ? confusionAt(sample, state.threshold)
    : fixed && countsOf(fixed.confusion);
  showControls();
  showMatrix(counts);
  document.querySelectorAll('#figures [data-metric]').forEach((row) => {
    showFigure(row, figures[row.dataset.metric]);
  });
  drawCurves();
  summarise(counts, figures);
  later('gallery', 120, showGallery);
}

/** The counts of a confusion matrix in evaluation.json. */
function countsOf(confusion) {
  return {
    tp: confusion.truePositives,
    fn: confusion.falseNegatives,
    fp: confusion.falsePositives,
    tn: confusion.trueNegatives,
  };
}

function showControls() {
  byId('slider').value = state.threshold;
  byId('slider').setAttribute('aria-valuetext', String(state.threshold));
  if (document.activeElement !== byId('exact')) {
    byId('exact').value = state.threshold;
  }
  document.querySelectorAll('button[data-threshold]').forEach((button) => {
    button.setAttribute('aria-pressed', Number(button.dataset.threshold) === state.threshold);
  });
}

const percent = (count, of) => (of === 0 ? 0 : Math.round((100 * count) / of));

function showMatrix(c) {
  const of = c && { tp: c.tp + c.fn, fn: c.tp + c.fn, fp: c.fp + c.tn, tn: c.fp + c.tn };
  document.querySelectorAll('button[data-cell]').forEach((button) => {
    const cell = button.dataset.cell;
    const share = c ? percent(c[cell], of[cell]) : 0;
    button.querySelector('b').textContent = c ? c[cell] : '–';
    button.querySelector('.share').textContent = c ? `${share}%` : '–';
    button.parentElement.style.setProperty('--share', share);
    button.setAttribute('aria-pressed', state.cell === cell);
  });
}

/** One row of the table: the value, on what it rests, and its interval or why there is none. */
function showFigure(row, figure) {
  const text = (name, value) => {
    row.querySelector(name).textContent = value;
  };
  const { lowest, highest } = page.metrics[row.dataset.metric];
  const at = (x) => `${(100 * (x - lowest)) / (highest - lowest)}%`;
  const interval = figure && figure.interval;
  row.querySelector('.bar').hidden = !interval;
  if (interval) {
    const range = row.querySelector('.range').style;
    range.left = at(interval.low);
    range.width = `calc(${at(interval.high)} - ${at(interval.low)})`;
    row.querySelector('.point').style.left = at(figure.value);
  }
  text('.value', figure && figure.value !== null ? share(figure.value) : '–');
  text('.support', figure ? support(figure.support) : '');
  text('.interval', figure ? intervalText(figure) : 'at the configured thresholds only');
}

function support({ images, effective: n, count, of }) {
  const text = count === undefined ? counted(images, 'image') : `${count}/${of}`;
  return n < images ? `${text}, effective n ${n.toFixed(1)}` : text;
}

function intervalText(figure) {
  if (!figure.interval) {
    return figure.reason || figure.noInterval;
  }
  const { low, high, method, approximate } = figure.interval;
  return `${range(low, high)}${approximate ? ', approximate' : ''}, ${page.methods[method]}`;
}

function drawCurves() {
  const k = pointAt(points, state.threshold);
  const both = points.positives > 0 && points.negatives > 0;
  const [fpr, tpr] = both ? rocCurve(points) : [[], []];
  const [recall, precision] = both ? prCurve(points) : [[], []];
  const prevalence = points.positives / (points.positives + points.negatives);
  const words = both
    ? curveWords(fpr[k], tpr[k], k > 0 ? share(precision[k - 1]) : 'undefined')
    : { roc: 'Needs images of both classes.', pr: '', cost: '' };
  draw('roc', [fpr, tpr, fpr], words.roc);
  draw('pr', [recall, precision, recall.map(() => prevalence)], words.pr);
  draw('cost', both ? costCurves(points, hull, k) : [[], [], [], []], words.cost);
  draw('histogram', histogram(sample, 20), histogramWords());
}

function curveWords(fpr, tpr, ppv) {
  const at = `At threshold ${state.threshold}: `;
  return {
    roc: at + `sensitivity ${share(tpr)}, false-positive rate ${share(fpr)}.`,
    pr: at + `sensitivity ${share(tpr)}, PPV ${ppv}.`,
    cost: at + `from ${share(fpr)} where only false alarms cost to ${share(1 - tpr)} where only missed ones do.`,
  };
}

function histogramWords() {
  const above = (y) => sample.p.filter((p, i) => sample.y[i] === y && p > state.threshold).length;
  return `Above threshold ${state.threshold}: ${above(1)} of ${points.positives} ${page.positive}` +
    ` and ${above(0)} of ${points.negatives} ${page.negative}.`;
}

/** The bins of the set, and what they were before calibration where that is known. */
function drawReliability(set) {
  const before = set === page.sets[page.galleryOf] ? page.uncalibrated : [];
  const line = (bins) => [
    bins.map((bin) => bin.meanProbability),
    bins.map((bin) => bin.positiveShare),
  ];
  const [x, now, then] = uPlot.join([line(set.reliability), line(before)]);
  const words = set.reliability.map((bin) =>
    `${counted(bin.images, 'image')} at mean probability ${share(bin.meanProbability)}: ` +
    `${share(bin.positiveShare)} ${page.positive}`);
  charts.reliability.draw([x, now, then, x], words.join('; '));
  byId('reliability-of').textContent = set.name;
  byId('reliability-before').hidden = before.length === 0;
}

function draw(name, data, words) {
  charts[name].draw(data, words);
  byId(name + '-words').textContent = words;
}

function whereText() {
  const slice = sliceAt();
  return setAt().name + (slice ? `, ${slice.column} ${slice.value}` : '');
}

/** The figures in a sentence: at once on the page, and spoken once the slider rests. */
function summarise(c, figures) {
  const value = (key) => (figures[key].value === null ? '–' : share(figures[key].value));
  const where = `${whereText()} at threshold ${state.threshold}: `;
  const text = c
    ? `${where}${c.tp} found, ${c.fn} missed, ${counted(c.fp, 'false alarm')}, ${c.tn} left alone.` +
      ` Sensitivity ${value('sensitivity')}, specificity ${value('specificity')}.`
    : `${where}not published.`;
  byId('summary').textContent = text;
  later('spoken', 500, () => {
    byId('spoken').textContent = text;
  });
}

const gallery = new Gallery(page);
const timers = {};

function showGallery() {
  clearTimeout(timers.gallery);
  gallery.show(state.set, sample, state.threshold, state.cell);
  byId('images-of').textContent = `${whereText()} at threshold ${state.threshold}`;
  byId('all-images').hidden = state.cell === '';
}

/** Does it once nothing has asked for it for a while. */
function later(name, wait, action) {
  clearTimeout(timers[name]);
  timers[name] = setTimeout(action, wait);
}

function chooseThreshold(text) {
  const threshold = Number(text);
  if (text !== '' && threshold >= 0 && threshold <= 1) {
    state.threshold = threshold;
    refresh();
  }
}

function chooseSet(index) {
  state.set = index;
  state.slice = '';
  const options = setAt().slices.map((slice, i) => {
    const small = slice.tooSmall ? ', too small' : '';
    const text = `${slice.column}: ${slice.value} (${counted(slice.images, 'image')}${small})`;
    return element('option', { value: i }, text);
  });
  byId('slice').replaceChildren(element('option', { value: '' }, 'all'), ...options);
  byId('slice').disabled = options.length === 0;
  gallery.limits = {};
  resample();
}

function chooseCell(cell) {
  state.cell = cell;
  gallery.limits = {};
  refresh();
  showGallery();
  byId('images').focus();
}

byId('slider').addEventListener('input', (event) => chooseThreshold(event.target.value));
byId('exact').addEventListener('input', (event) => chooseThreshold(event.target.value.trim()));
byId('exact').addEventListener('blur', showControls);
byId('set').addEventListener('change', (event) => chooseSet(Number(event.target.value)));
byId('slice').addEventListener('change', (event) => {
  state.slice = event.target.value;
  resample();
});
document.querySelectorAll('button[data-threshold]').forEach((button) => {
  button.addEventListener('click', () => chooseThreshold(button.dataset.threshold));
});
document.querySelectorAll('button[data-cell]').forEach((button) => {
  button.addEventListener('click', () => chooseCell(button.dataset.cell));
});
byId('all-images').addEventListener('click', () => chooseCell(''));

const redraw = () => Object.values(charts).forEach((chart) => chart.redraw());
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);

/** A printed page is light, and narrower than most windows. */
function onPaper(paper) {
  document.documentElement.classList.toggle('paper', paper);
  Object.values(charts).forEach((chart) => chart.fit());
  redraw();
}

addEventListener('beforeprint', () => onPaper(true));
addEventListener('afterprint', () => onPaper(false));

byId('set').value = state.set;
chooseSet(state.set);
