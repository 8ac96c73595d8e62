// The figures of a sample at a threshold: the same arithmetic as the Java package evaluation has, in
// the same order, so that the same doubles come out.

/**
 * Some of a set's images. p: probabilities, y: 1 where positive, patient: numbers by first
 * appearance, one of its own for each image whose patient is not known, rows: where they are in the
 * set.
 */
function sampleOf(set, rows) {
  const numbers = new Map();
  let patients = 0;
  const patient = rows.map((row) => {
    const id = set.patients[row];
    if (id < 0) {
      return patients++;
    }
    if (!numbers.has(id)) {
      numbers.set(id, patients++);
    }
    return numbers.get(id);
  });
  return {
    rows,
    p: rows.map((row) => set.probabilities[row]),
    y: rows.map((row) => Number(set.truths[row])),
    patient,
    patients,
  };
}

function confusionAt(sample, threshold) {
  const counts = { tp: 0, fn: 0, fp: 0, tn: 0 };
  for (let i = 0; i < sample.p.length; i++) {
    counts[cellOf(sample.y[i], sample.p[i], threshold)]++;
  }
  return counts;
}

/** Where an image stands in the confusion matrix: positive if strictly greater. */
function cellOf(truth, probability, threshold) {
  return probability > threshold ? (truth ? 'tp' : 'fp') : truth ? 'fn' : 'tn';
}

/**
 * The share of the images with of(i) that have(i) too, and on how many independent ones it rests:
 * see ClusteredMean.java.
 */
function clusteredShare(sample, of, has) {
  const images = new Array(sample.patients).fill(0);
  const sums = new Array(sample.patients).fill(0);
  let n = 0;
  let count = 0;
  for (let i = 0; i < sample.p.length; i++) {
    if (of(i)) {
      const value = has(i) ? 1 : 0;
      images[sample.patient[i]]++;
      sums[sample.patient[i]] += value;
      n++;
      count += value;
    }
  }
  return { n, count, mean: count / n, effective: effective(images, sums, n, count) };
}

function effective(images, sums, n, count) {
  const patients = images.filter((number) => number > 0).length;
  if (patients === n) {
    return n;
  }
  const mean = count / n;
  const within = count / n - mean * mean;
  if (patients === 1 || within <= (1e-12 * count) / n) {
    return patients;
  }
  let between = 0;
  for (let i = 0; i < images.length; i++) {
    const residual = sums[i] - mean * images[i];
    between += residual * residual;
  }
  const variance = (between * patients) / (patients - 1) / n / n;
  const independent = within / (n - 1);
  return n / Math.max(1, variance / independent);
}

/** Wilson (1927) score interval of a share of n independent cases; z is the normal quantile. */
function wilson(mean, n, z) {
  const z2 = z * z;
  const centre = mean + z2 / (2 * n);
  const half = z * Math.sqrt((mean * (1 - mean) + z2 / (4 * n)) / n);
  const scale = 1 + z2 / n;
  return {
    low: mean === 0 ? 0 : Math.max(0, (centre - half) / scale),
    high: mean === 1 ? 1 : Math.min(1, (centre + half) / scale),
    method: 'WILSON',
  };
}

const NO_IMAGES = 'there are no images';
const NO_POSITIVES = 'there are no positive images';
const NO_NEGATIVES = 'there are no negative images';
const NONE_POSITIVE = 'nothing was predicted positive';
const NONE_NEGATIVE = 'nothing was predicted negative';
const CONFIGURED_ONLY = 'interval at the configured thresholds only';

/**
 * Every figure of a sample at a threshold, by its key in evaluation.json. z: the normal quantile of
 * the intervals, prevalence: the declared one, or undefined.
 */
function figuresAt(sample, threshold, z, prevalence) {
  const positive = (i) => sample.y[i] === 1;
  const called = (i) => sample.p[i] > threshold;
  const not = (test) => (i) => !test(i);
  const share = (of, has) => clusteredShare(sample, of, has);
  const c = confusionAt(sample, threshold);
  const right = share(() => true, (i) => called(i) === positive(i));
  const interval = (part) => wilson(part.mean, part.effective, z);
  const proportion = (part, reason) =>
    part.n === 0
      ? undefinedFigure(reason, part)
      : { value: part.mean, interval: interval(part), support: supportOf(part) };
  const figures = {
    sensitivity: proportion(share(positive, called), NO_POSITIVES),
    specificity: proportion(share(not(positive), not(called)), NO_NEGATIVES),
    ppv: proportion(share(called, positive), NONE_POSITIVE),
    npv: proportion(share(not(called), not(positive)), NONE_NEGATIVE),
    accuracy: proportion(right, NO_IMAGES),
    balancedAccuracy: balancedAccuracy(c, right),
    f1: f1(c, share((i) => called(i) || positive(i), (i) => called(i) && positive(i)), interval),
    mcc: mcc(c, right),
  };
  return prevalence === undefined
    ? figures
    : { ...figures, ...atPrevalence(c, right, prevalence) };
}

/** Predictive values where the positive class is as frequent as declared: Bayes' theorem. */
function atPrevalence(c, all, prevalence) {
  const bayes = (rightly, wrongly, none) => {
    const reason = oneClassOnly(c) || none;
    return reason ? undefinedFigure(reason, all) : valueOnly(rightly / (rightly + wrongly), all);
  };
  const sensitivity = c.tp / (c.tp + c.fn);
  const specificity = c.tn / (c.fp + c.tn);
  return {
    ppvAtPrevalence: bayes(
      sensitivity * prevalence,
      (1 - specificity) * (1 - prevalence),
      c.tp + c.fp === 0 && NONE_POSITIVE),
    npvAtPrevalence: bayes(
      specificity * (1 - prevalence),
      (1 - sensitivity) * prevalence,
      c.tn + c.fn === 0 && NONE_NEGATIVE),
  };
}

function supportOf(part) {
  return { images: part.n, effective: part.effective, count: part.count, of: part.n };
}

function undefinedFigure(reason, part) {
  return { value: null, reason, support: { images: part.n, effective: part.effective } };
}

function valueOnly(value, part) {
  const support = { images: part.n, effective: part.effective };
  return { value, noInterval: CONFIGURED_ONLY, support };
}

/** Why a figure of both classes is undefined, if it is. */
function oneClassOnly(c) {
  if (c.tp + c.fn + c.fp + c.tn === 0) {
    return NO_IMAGES;
  }
  return c.tp + c.fn === 0 ? NO_POSITIVES : c.fp + c.tn === 0 ? NO_NEGATIVES : undefined;
}

function balancedAccuracy(c, right) {
  const reason = oneClassOnly(c);
  return reason
    ? undefinedFigure(reason, right)
    : valueOnly((c.tp / (c.tp + c.fn) + c.tn / (c.fp + c.tn)) / 2, right);
}

/** The Wilson bounds of J = TP / (TP + FP + FN), transformed: F1 = 2 J / (1 + J). */
function f1(c, jaccard, interval) {
  const of = 2 * c.tp + c.fp + c.fn;
  if (of === 0) {
    return undefinedFigure(NO_POSITIVES + ' and ' + NONE_POSITIVE, jaccard);
  }
  const { low, high } = interval(jaccard);
  return {
    value: (2 * c.tp) / of,
    interval: {
      low: (2 * low) / (1 + low),
      high: (2 * high) / (1 + high),
      method: 'WILSON_JACCARD',
    },
    support: { images: jaccard.n, effective: jaccard.effective, count: 2 * c.tp, of },
  };
}

function mcc(c, right) {
  const reason =
    oneClassOnly(c) ||
    (c.tp + c.fp === 0 ? NONE_POSITIVE : c.tn + c.fn === 0 ? NONE_NEGATIVE : undefined);
  if (reason) {
    return undefinedFigure(reason, right);
  }
  const root = Math.sqrt((c.tp + c.fp) * (c.tp + c.fn) * (c.tn + c.fp) * (c.tn + c.fn));
  return valueOnly((c.tp * c.tn - c.fp * c.fn) / root, right);
}
