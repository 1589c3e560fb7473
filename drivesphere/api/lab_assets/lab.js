// The page of the concurrency lab: plan a run, send it, show what came of it, find it again by its address.

import { drawLanes, tone } from '/lab/assets/lanes.js';

const RUNS = '/api/v1/lab/concurrency-runs';
const REMEMBERED = 10;

const byId = (id) => document.getElementById(id);
const form = byId('plan');
const number = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });
const words = (name) => name.replaceAll('_', ' ');

let shown = null; // the run on the page
let isBusy = false;

// ------------------------------------------------------------------------------------------- asking

/** The JSON of an answer; a problem is thrown as it stands. */
async function ask(address, options) {
  let answer;
  try {
    answer = await fetch(address, options);
  } catch {
    throw { title: 'No connection', detail: 'The server cannot be reached. Nothing is lost; try again.' };
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw { title: `Answer ${answer.status}`, detail: 'Try again in a moment.', ...body };
  return body;
}

async function send(event) {
  event.preventDefault();
  if (isBusy) return;
  complain(null);
  setBusy(true);
  try {
    const body = JSON.stringify(plan());
    const run = await ask(RUNS, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    history.pushState(null, '', run.links.page);
    show(run);
    await recall();
  } catch (problem) {
    complain(problem);
  } finally {
    setBusy(false);
    if (!byId('problem').textContent) byId('status').textContent = shown.verdict.sentence;
  }
}

/** What the form asks for; an empty or odd field is sent as it is, so that the server names it. */
function plan() {
  const { kind, scenario, ...numbers } = Object.fromEntries(new FormData(form));
  const counted = Object.entries(numbers).map(([name, typed]) => [name, typed === '' ? null : Number(typed)]);
  return { kind, scenario, ...Object.fromEntries(counted) };
}

/** Show the run that the address names, if it names one. */
async function open() {
  const id = new URLSearchParams(location.search).get('run');
  complain(null);
  if (!id) return show(null);
  try {
    show(await ask(`${RUNS}/${encodeURIComponent(id)}`));
  } catch (problem) {
    show(null);
    complain(problem);
  }
}

async function recall() {
  try {
    remember(await ask(`${RUNS}?page_size=${REMEMBERED}`));
  } catch (problem) {
    complain(problem);
  }
}

// ------------------------------------------------------------------------------------------ showing

function setBusy(busy) {
  isBusy = busy;
  byId('send').setAttribute('aria-disabled', busy);
  byId('progress').hidden = !busy;
  byId('status').textContent = busy ? `${form.rivals.value} requests are on their way.` : '';
  label();
}

function label() {
  const count = form.rivals.value || 'no';
  const how = Number(form.spread_ms.value) > 0 ? '' : 'simultaneous ';
  byId('send').textContent = isBusy ? `Sending ${count} requests…` : `Send ${count} ${how}requests`;
}

/** Some kinds have one capacity for all; there is nothing to choose then. */
function adaptToKind() {
  form.capacity.disabled = form.kind.selectedOptions[0].dataset.takesCapacity !== 'true';
  if (form.capacity.disabled) form.capacity.value = 1;
}

function complain(problem) {
  for (const field of form.elements) field.removeAttribute('aria-invalid');
  const errors = Object.entries(problem?.errors ?? {});
  for (const [name] of errors) form.elements[name]?.setAttribute('aria-invalid', 'true');
  const lines = errors.map(([name, messages]) => `${labelOf(name)}: ${messages.join(' ')}`);
  byId('problem').textContent = problem ? [`${problem.title}.`, ...(lines.length ? lines : [problem.detail])].join(' ') : '';
}

const labelOf = (name) => form.elements[name]?.labels[0]?.textContent ?? name;

function show(run) {
  shown = run;
  byId('run').hidden = !run;
  document.title = `${run ? `${run.verdict.won} of ${run.rivals} won · ` : ''}Concurrency lab · DriveSphere`;
  if (!run) return;
  const { verdict } = run;
  byId('verdict').classList.toggle('oversold', verdict.oversold);
  byId('run-title').textContent = verdict.oversold ? 'Oversold' : 'Nothing was sold twice';
  byId('sentence').textContent = verdict.sentence;
  byId('about').textContent = about(run);
  byId('query').textContent = verdict.query;
  byId('result').textContent = JSON.stringify(verdict.result, null, 1);
  byId('link').href = run.links.page;
  byId('copied').textContent = '';
  byId('tiles').replaceChildren(...tiles(run));
  byId('rows').replaceChildren(...run.results.map(row));
  draw();
  markCurrent();
}

function about(run) {
  const how = form.scenario.querySelector(`[value="${CSS.escape(run.scenario)}"]`)?.textContent ?? run.scenario;
  const spread = run.spread_ms ? `, spread over ${run.spread_ms} ms` : '';
  const when = time.format(new Date(run.created_at));
  return `${words(run.kind)} · ${how}${spread} · answered within ${number.format(run.duration_ms)} ms · ${when}`;
}

/** One for each code, those who won first. */
function tiles(run) {
  const firsts = Object.keys(run.outcomes).map((code) => run.results.find((each) => each.code === code));
  return firsts.sort((a, b) => (a.status ?? 999) - (b.status ?? 999)).map((first) => {
    const item = make('li', '', tone(first));
    const status = make('span', first.status ?? 'none', 'status-code');
    item.append(make('strong', run.outcomes[first.code]), make('span', words(first.code)), status);
    return item;
  });
}

function row(result) {
  const times = [result.sent_ms, result.answered_ms, result.lock_wait_ms, result.transaction_ms];
  const [sent, answered, lock, transaction] = times.map((ms) => (ms === null ? '–' : number.format(ms)));
  const line = make('tr', '', tone(result));
  const head = make('th', result.index + 1);
  head.scope = 'row';
  const cells = [sent, answered, result.status ?? '–', words(result.code), lock, transaction];
  line.append(head, ...cells.map((content) => make('td', content)));
  return line;
}

function draw() {
  if (!shown) return;
  const late = shown.duration_ms;
  const inOrder = [...shown.results].sort((a, b) => (a.answered_ms ?? late) - (b.answered_ms ?? late));
  drawLanes(byId('lanes'), inOrder, late);
}

function remember(runs) {
  byId('no-history').hidden = runs.length > 0;
  byId('history').replaceChildren(...runs.map(entry));
  markCurrent();
}

function entry(run) {
  const item = make('li', '', run.verdict.oversold ? 'oversold' : '');
  const link = make('a', `${run.verdict.won} of ${run.rivals} ${words(run.kind)}`);
  link.href = run.links.page;
  link.dataset.run = run.id;
  const mark = make('strong', run.verdict.oversold ? '✗ oversold' : '✓ sound');
  item.append(mark, link, make('span', time.format(new Date(run.created_at)), 'quiet'));
  return item;
}

function markCurrent() {
  for (const link of byId('history').querySelectorAll('a')) {
    if (link.dataset.run === shown?.id) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

function make(name, content, className = '') {
  const node = document.createElement(name);
  node.textContent = content;
  if (className) node.className = className;
  return node;
}

// ----------------------------------------------------------------------------------------- starting

async function copy() {
  try {
    await navigator.clipboard.writeText(byId('link').href);
    byId('copied').textContent = 'Copied.';
  } catch {
    byId('copied').textContent = byId('link').href; // without access to the clipboard one can still mark it
  }
}

function follow(event) {
  const link = event.target.closest('a');
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  history.pushState(null, '', link.href);
  open();
}

form.addEventListener('submit', send);
form.addEventListener('input', label);
form.kind.addEventListener('change', adaptToKind);
byId('copy').addEventListener('click', copy);
byId('history').addEventListener('click', follow);
window.addEventListener('popstate', open);
new ResizeObserver(draw).observe(byId('lanes'));
adaptToKind();
label();
open();
recall();
