// What the curves are drawn from: counts of found positives and of false alarms above every score.

/**
 * The operating points of a sample, from the highest threshold to the lowest: point k is what a
 * threshold gives that k different scores are greater than. Ties move together.
 */
function operatingPoints(sample) {
  const order = Array.from(sample.p.keys()).sort((a, b) => sample.p[b] - sample.p[a]);
  const scores = [];
  const tp = [0];
  const fp = [0];
  for (const i of order) {
    if (sample.p[i] !== scores[scores.length - 1]) {
      scores.push(sample.p[i]);
      tp.push(tp[tp.length - 1]);
      fp.push(fp[fp.length - 1]);
    }
    (sample.y[i] ? tp : fp)[tp.length - 1]++;
  }
  return { scores, tp, fp, positives: tp[tp.length - 1], negatives: fp[fp.length - 1] };
}

/** Index of the operating point at a threshold: a probability strictly greater is positive. */
function pointAt(points, threshold) {
  let low = 0;
  let high = points.scores.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points.scores[middle] > threshold) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/** False-positive rate against sensitivity. */
function rocCurve(points) {
  return [points.fp.map((n) => n / points.negatives), points.tp.map((n) => n / points.positives)];
}

/** Sensitivity against PPV; without the first point, where nothing is predicted positive. */
function prCurve(points) {
  const tp = points.tp.slice(1);
  return [tp.map((n) => n / points.positives), tp.map((n, i) => n / (n + points.fp[i + 1]))];
}

/** The corners of the upper convex hull of the ROC curve: all thresholds that are best somewhere. */
function rocHull(points) {
  const hull = [];
  const turn = (a, b, c) =>
    (points.fp[b] - points.fp[a]) * (points.tp[c] - points.tp[a]) -
    (points.tp[b] - points.tp[a]) * (points.fp[c] - points.fp[a]);
  for (let k = 0; k < points.tp.length; k++) {
    while (hull.length > 1 && turn(hull[hull.length - 2], hull[hull.length - 1], k) >= 0) {
      hull.pop();
    }
    hull.push(k);
  }
  return hull;
}

/**
 * Cost curves (Drummond and Holte 2006): against the probability cost of the positive class, from 0
 * to 1, the normalised expected cost at point k, of the best threshold for each, and of always
 * predicting the cheaper class.
 */
function costCurves(points, hull, k) {
  const x = Array.from({ length: 101 }, (_, i) => i / 100);
  const cost = (at, c) =>
    c * (1 - points.tp[at] / points.positives) + (1 - c) * (points.fp[at] / points.negatives);
  return [
    x,
    x.map((c) => cost(k, c)),
    x.map((c) => Math.min(...hull.map((at) => cost(at, c)))),
    x.map((c) => Math.min(c, 1 - c)),
  ];
}

/** How many images of each class have a score in each of the bins; negatives count downwards. */
function histogram(sample, bins) {
  const middles = Array.from({ length: bins }, (_, i) => (i + 0.5) / bins);
  const positives = new Array(bins).fill(0);
  const negatives = new Array(bins).fill(0);
  for (let i = 0; i < sample.p.length; i++) {
    const bin = Math.min(bins - 1, Math.floor(sample.p[i] * bins));
    if (sample.y[i]) {
      positives[bin]++;
    } else {
      negatives[bin]--;
    }
  }
  const bars = (counts) => counts.map((count) => (count === 0 ? null : count));
  return [middles, bars(positives), bars(negatives)];
}
