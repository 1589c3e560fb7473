// One lane for each rival: on its way, L while it waited for its turn, T in its transaction, the status at its end.

const SVG = 'http://www.w3.org/2000/svg';
const LEFT = 34; // room for the number of the rival
const RIGHT = 40; // room for the status
const TOP = 20; // room for the scale
const ROOMY = 22; // height of a lane
const NARROW = 16; // where there are many
const MANY = 30;
const LETTER_WIDTH = 12; // what a letter needs beside it
const TICK_WIDTH = 90; // what a number on the scale needs, with air

/** Draw `results` over `duration` milliseconds into `place`, as wide as it is. */
export function drawLanes(place, results, duration) {
  const width = Math.max(240, place.clientWidth);
  const lane = results.length > MANY ? NARROW : ROOMY;
  const height = TOP + results.length * lane + 4;
  const scale = (width - LEFT - RIGHT) / Math.max(1, duration);
  const picture = element('svg', { viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' });
  picture.setAttribute('aria-label', `${results.length} requests over ${Math.round(duration)} milliseconds; a table follows.`);
  picture.append(...ticks(duration, scale, height, Math.min(4, Math.floor(width / TICK_WIDTH))));
  results.forEach((result, row) => {
    picture.append(rival(result, TOP + row * lane, lane, scale, duration));
  });
  place.replaceChildren(picture);
}

function ticks(duration, scale, height, count) {
  return Array.from({ length: count + 1 }, (_, n) => (duration * n) / count).flatMap((ms, n) => {
    const x = LEFT + ms * scale;
    const anchor = n === 0 ? 'start' : n === count ? 'end' : 'middle';
    const label = text(n === 0 ? '0 ms' : Math.round(ms), x, 11, 'scale', anchor);
    return [element('line', { x1: x, x2: x, y1: TOP - 4, y2: height, class: 'tick' }), label];
  });
}

function rival(result, y, lane, scale, duration) {
  const group = element('g', { class: tone(result) });
  const end = result.answered_ms ?? duration;
  const transaction = Math.min(result.transaction_ms ?? 0, end - result.sent_ms);
  const lock = Math.min(result.lock_wait_ms ?? 0, end - result.sent_ms - transaction);
  const parts = [
    ['travel', '', result.sent_ms, end - lock - transaction],
    ['lock', 'L', end - lock - transaction, end - transaction],
    ['transaction', 'T', end - transaction, end],
  ];
  const middle = y + lane / 2 + 4;
  group.append(text(result.index + 1, LEFT - 6, middle, 'number', 'end'));
  for (const [name, letter, from, to] of parts) {
    group.append(...part(name, letter, LEFT + from * scale, Math.max(0, to - from) * scale, y, lane));
  }
  group.append(text(result.status ?? 'none', LEFT + end * scale + 5, middle, 'end', 'start'));
  return group;
}

function part(name, letter, x, width, y, lane) {
  if (width <= 0) return [];
  const inset = name === 'travel' ? lane / 2 - 1.5 : 2;
  const box = element('rect', { x, y: y + inset, width: Math.max(1, width), height: lane - 2 * inset, class: name });
  return letter && width >= LETTER_WIDTH ? [box, text(letter, x + width / 2, y + lane / 2 + 4, 'letter', 'middle')] : [box];
}

/** How an answer is coloured: granted, refused, sent away for now, or none. */
export function tone({ status }) {
  if (status === null) return 'missing';
  if (status < 300) return 'granted';
  return status === 423 || status === 429 || status >= 500 ? 'later' : 'refused';
}

function text(content, x, y, name, anchor) {
  const node = element('text', { x, y, class: name, 'text-anchor': anchor });
  node.textContent = content;
  return node;
}

function element(name, attributes) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  return node;
}
