// The images of the set and slice at hand, grouped by what became of them at the threshold.

/** Images that a group shows at first. */
const FIRST = 60;

/** Errors first; within errors the most confident, within the rest the least certain. */
const GROUPS = ['fn', 'fp', 'tp', 'tn'];

function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
  made.append(...children);
  return made;
}

class Gallery {
  /** Takes over the pictures of the static gallery, so that the page holds each one once. */
  constructor(page) {
    this.page = page;
    this.place = document.getElementById('gallery');
    this.limits = {};
    this.pictures = page.sets.map((set) => new Map(Object.entries(set.pictures)));
    const shown = this.pictures[page.galleryOf];
    this.place.querySelectorAll('img[data-row]').forEach((img) => {
      shown.set(img.dataset.row, img.src);
    });
  }

  headings() {
    const { negative, positive } = this.page;
    return {
      fn: ['false negatives', `${positive} images missed`],
      fp: ['false positives', `${negative} images called ${positive}`],
      tp: ['true positives', `${positive} images found`],
      tn: ['true negatives', `${negative} images left alone`],
    };
  }

  /** Shows one cell's images, or all where `cell` is empty. */
  show(setIndex, sample, threshold, cell) {
    this.setIndex = setIndex;
    this.threshold = threshold;
    const groups = GROUPS.filter((key) => !cell || key === cell);
    this.place.replaceChildren(...groups.map((key) => this.group(key, sample)));
  }

  group(key, sample) {
    const [name, meaning] = this.headings()[key];
    const error = key === 'fn' || key === 'fp';
    const distance = (i) => Math.abs(sample.p[i] - this.threshold);
    const members = Array.from(sample.p.keys())
      .filter((i) => cellOf(sample.y[i], sample.p[i], this.threshold) === key)
      .sort((a, b) => (error ? distance(b) - distance(a) : distance(a) - distance(b)));
    const heading = element('h3', { id: 'group-' + key }, `${name}: ${members.length} ${meaning}`);
    const section = element('section', { class: 'gallery', 'aria-labelledby': heading.id }, heading);
    if (members.length === 0) {
      section.append(element('p', { class: 'none' }, 'None.'));
      return section;
    }
    const limit = this.limits[key] || FIRST;
    const list = element('ul', { class: 'cards' });
    list.append(...members.slice(0, limit).map((i) => this.card(key, sample, i)));
    section.append(list);
    if (members.length > limit) {
      section.append(this.more(key, sample, members.length, limit));
    }
    return section;
  }

  more(key, sample, all, limit) {
    const next = Math.min(all, limit + 240);
    const text = `Show ${next - limit} more of ${all - limit}`;
    const button = element('button', { type: 'button', class: 'more' }, text);
    button.addEventListener('click', () => {
      this.limits[key] = next;
      const section = button.parentElement;
      const fresh = this.group(key, sample);
      section.replaceWith(fresh);
      fresh.querySelectorAll('li')[limit].focus();
    });
    return button;
  }

  card(key, sample, i) {
    const set = this.page.sets[this.setIndex];
    const row = sample.rows[i];
    const called = key === 'tp' || key === 'fp';
    const tone = called ? 'positive' : 'negative';
    const error = key === 'fn' || key === 'fp';
    const src = this.pictures[this.setIndex].get(String(row));
    const { negative, positive } = this.page;
    const card = element('li', {
      class: `card ${tone}${error ? ' error' : ''}${src ? '' : ' plain'}`,
      tabindex: -1,
    });
    if (src) {
      card.append(element('img', { src, alt: '', loading: 'lazy' }));
    }
    if (error) {
      const sign = element('span', { 'aria-hidden': 'true' }, '✗');
      card.append(element('span', { class: 'badge' }, sign, ` is ${called ? negative : positive}`));
    }
    const text = `${called ? '▲ ' + positive : '● ' + negative} ${share(sample.p[i])}`;
    const title = `${this.page.sources[set.sources[row]]}: ${set.names[row]}`;
    card.append(
      element('p', { class: `tag ${tone}` }, text),
      element('p', { class: 'file', title }, set.names[row]),
    );
    return card;
  }
}
