// What an explorer cannot say for itself: names of sliders, files too large to send, a kernel that is gone.
(() => {
  const said = document.body.dataset;

  // Waiting is told in the reader's language, and a long wait is explained.
  window.voila_process = window.update_loading_text = () => {};
  window.voila_heartbeat = () => {};
  setTimeout(() => {
    const text = document.getElementById('loading_text');
    if (text) text.textContent = said.slow;
  }, 15000);

  // Slider handles take the name and the spoken value of the exact field above them; the field follows a handle being dragged.
  const name = (slider) => {
    const input = slider.closest('.crm-input');
    const label = input?.querySelector('.widget-label')?.textContent;
    if (!label) return;
    if (slider.getAttribute('aria-label') !== label) slider.setAttribute('aria-label', label);
    const dragged = slider.classList.contains('noUi-active') && slider.closest('.noUi-target')?.noUiSlider?.get(true);
    if (typeof dragged === 'number') input.querySelector('input').value = dragged.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 2 });
    const value = input.querySelector('input')?.value ?? '';
    if (slider.getAttribute('aria-valuetext') !== value) slider.setAttribute('aria-valuetext', value);
  };
  const tidy = () => {
    document.querySelectorAll('.crm-form-line input[title], .crm-form-line select').forEach((field) => {
      if (!field.getAttribute('aria-label')) field.setAttribute('aria-label', field.title || field.closest('[title]')?.title || '');
    });
    const heads = [...document.querySelectorAll('.crm-form-head span')].map((head) => head.textContent);
    document.querySelectorAll('.crm-form-line:not(.crm-headed)').forEach((line) => {
      line.classList.add('crm-headed');  // on a phone each field stands under its own head
      const alone = line.children[2]?.style.visibility === 'hidden';
      [...line.children].forEach((field, place) => { if (place > 1 && !(alone && place < 4)) field.dataset.head = heads[place] ?? ''; });
    });
    document.querySelectorAll('.crm-input [role=slider]').forEach(name);
    document.querySelectorAll('.crm-chart:not([tabindex])').forEach((chart) => {
      if (chart.scrollWidth > chart.clientWidth) chart.tabIndex = 0;  // a picture wider than a phone is moved by keyboard too
    });
    document.querySelectorAll('.crm-sale:not([draggable])').forEach((card) => { card.draggable = true; });
    document.getElementById('main')?.setAttribute('role', 'main');
    document.querySelectorAll('.jupyter-button i:not([aria-hidden])').forEach((icon) => icon.setAttribute('aria-hidden', 'true'));
    document.querySelectorAll('.crm-file button').forEach((button) => {
      const last = button.lastChild;
      if (/ \(\d+\)$/.test(last?.textContent)) last.textContent = last.textContent.replace(/ \(\d+\)$/, '');
    });
  };
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; tidy(); download(); watch(); measure(); });
  };
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['aria-valuenow', 'href'] });

  // A document that was asked for is handed over as soon as it is ready.
  const handed = new WeakSet();
  const download = () => document.querySelectorAll('a.crm-ready').forEach((link) => {
    if (handed.has(link)) return;
    handed.add(link);
    link.click();
  });

  // ipywidgets keeps its file fields outside the page: here they come into it, and take dropped files.
  const plain = HTMLInputElement.prototype.click;
  let dropped = null;
  HTMLInputElement.prototype.click = function () {
    if (this.type !== 'file') return plain.call(this);
    if (!this.isConnected) document.activeElement?.closest('.crm-file')?.append(this);
    if (!dropped) return plain.call(this);
    this.files = dropped;
    this.dispatchEvent(new Event('change', { bubbles: true }));
  };
  for (const kind of ['dragover', 'drop']) document.addEventListener(kind, (event) => {
    const button = event.target.closest?.('.crm-file')?.querySelector('button');
    event.preventDefault();
    if (kind === 'dragover' || !button) return;
    button.focus();
    dropped = event.dataTransfer.files;
    try { button.click(); } finally { dropped = null; }
  });

  // A file above the limit is refused here: sending it would cut the line to the kernel.
  document.addEventListener('change', (event) => {
    const input = event.target;
    if (input.type !== 'file') return;
    const file = [...input.files].find((one) => one.size > Number(said.largest));
    if (!file) return;
    event.stopImmediatePropagation();
    input.value = '';
    const size = (bytes) => Math.round(bytes / 1e6).toLocaleString(document.documentElement.lang);
    const words = said.tooLarge.replace('NAME', file.name).replace('SIZE', size(file.size)).replace('LIMIT', size(said.largest));
    const place = input.parentElement;
    let note = place?.querySelector('.crm-too-large');
    if (place && !note) { note = document.createElement('p'); note.className = 'crm-problem crm-too-large'; note.setAttribute('role', 'alert'); place.append(note); }
    if (note) note.textContent = `⚠ ${words}`;
  }, true);

  // A line to the kernel that closes and does not come back is said once.
  const Native = window.WebSocket;
  let line = null;
  window.WebSocket = class extends Native {
    constructor(...given) {
      super(...given);
      line = this;
      this.addEventListener('open', () => document.querySelector('.crm-lost')?.remove());
      this.addEventListener('close', () => setTimeout(() => {
        if (leaving || line.readyState === Native.OPEN || document.querySelector('.crm-lost')) return;
        const note = document.createElement('p');
        note.className = 'crm-lost';
        note.setAttribute('role', 'alert');
        note.textContent = said.lost;
        document.body.prepend(note);
      }, 1500));
    }
  };
  let leaving = false;
  window.addEventListener('pagehide', () => { leaving = true; keep(); });
  window.addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });  // its kernel was told farewell

  // A bar above the page: what happened, and what can be done.
  const bar = (kind, words, acts) => {
    if (document.querySelector(`.${kind}`)) return;
    const note = document.createElement('div');
    note.className = `crm-bar ${kind}`;
    note.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = words;
    note.append(text);
    for (const [label, act] of acts) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => { note.remove(); act(); });
      note.append(button);
    }
    document.body.prepend(note);
  };

  // A card of a sale is dragged on a column; its menu does the same by keyboard.
  const stage = (event) => event.target.closest?.('.crm-stage');
  const classed = (element, begin) => [...element.classList].find((one) => one.startsWith(begin))?.slice(begin.length);
  let held = null;
  document.addEventListener('dragstart', (event) => { held = event.target.closest?.('.crm-sale'); });
  document.addEventListener('dragend', () => { held = null; document.querySelectorAll('.crm-over').forEach((one) => one.classList.remove('crm-over')); });
  document.addEventListener('dragover', (event) => {
    document.querySelectorAll('.crm-over').forEach((one) => one.classList.toggle('crm-over', held !== null && one === stage(event)));
    if (held && stage(event)) stage(event).classList.add('crm-over');
  });
  document.addEventListener('drop', (event) => {
    if (!held || !stage(event)) return;
    type(document.querySelector('.crm-dragged input'), `${classed(held, 'crm-sale-')}:${classed(stage(event), 'crm-stage-')}`);
  });

  // The kernel of the page is asked for every second; one that is gone is said, with a way to go on.
  const kernel = () => JSON.parse(document.getElementById('jupyter-config-data')?.textContent ?? '{}').kernelId;
  const lives = async () => {
    if (leaving || document.readyState === 'loading' || !kernel()) return;  // the page comes in parts
    const answer = await fetch(`/alive/${kernel()}`, { cache: 'no-store' }).then((found) => found.json()).catch(() => null);
    if (answer?.alive !== false || leaving) return;
    clearInterval(asking);
    keep();
    bar('crm-dead', said.dead, [[said.goOn, () => { store(sessionStorage, here, state && JSON.stringify({ state, at: Date.now() })); location.reload(); }]]);
  };
  const asking = setInterval(lives, 1000);

  // What was typed is kept in this browser: taken up at once after a reload or Back, offered after a closed tab.
  const here = `crm-course${location.pathname}`;
  const store = (place, name, value) => { try { value ? place.setItem(name, value) : place.removeItem(name); } catch { /* full, or forbidden: the page works without */ } };
  const read = (place) => { try { return JSON.parse(place.getItem(here)); } catch { return null; } };
  let first = null, state = null;
  const keep = () => {
    if (!state || state === first) return;
    const kept = JSON.stringify({ state, at: Date.now() });
    store(sessionStorage, here, kept);
    store(localStorage, here, kept);
  };
  const type = (field, words) => {
    field.value = words;
    for (const kind of ['input', 'change']) field.dispatchEvent(new Event(kind, { bubbles: true }));
  };
  const restore = (kept) => type(document.querySelector('.crm-restore textarea'), kept);

  // A chart that takes more room than there is, is drawn narrower: how much it takes is known once it is drawn.
  const told = new Map();
  const measure = () => {
    const field = document.querySelector('.crm-places input');
    if (!field) return;
    const places = {};
    document.querySelectorAll('[class*=crm-slot-]').forEach((place) => {
      const drawn = place.querySelector('svg.marks');
      const [name, room] = [[...place.classList].find((one) => one.startsWith('crm-slot-')), place.clientWidth];
      if (!drawn || !room || room > 640) return;
      const taken = drawn.viewBox.baseVal.width;
      place.classList.toggle('crm-narrow', taken <= room * 1.4);
      const tries = told.get(name) ?? [];
      if (taken <= room + 2 || tries.length > 8 || tries.at(-1) === taken) return;
      told.set(name, [...tries, taken]);
      places[name] = [taken, room];
    });
    if (Object.keys(places).length) type(field, JSON.stringify(places));
  };
  addEventListener('resize', () => measure());
  const forget = () => { store(sessionStorage, here, null); store(localStorage, here, null); };
  let saving = null;
  const watch = () => {
    const out = document.querySelector('.crm-kept pre');
    if (!out || !document.querySelector('.crm-restore textarea')) return;
    const now = out.textContent;
    if (first === null) {
      first = state = now;
      const [mine, ours] = [read(sessionStorage), read(localStorage)];
      if (mine?.state && mine.state !== first) restore(mine.state);
      else if (ours?.state && ours.state !== first) {
        const when = new Date(ours.at).toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' });
        bar('crm-left', said.left.replace('WHEN', when), [[said.takeUp, () => restore(ours.state)], [said.forget, forget]]);
      }
    } else if (now && now !== state) {
      state = now;
      if (state === first) forget();
      clearTimeout(saving);
      saving = setTimeout(keep, 400);
    }
  };
})();
