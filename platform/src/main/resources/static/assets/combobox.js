/* Search as you type, in the header and on the home page: an ARIA combobox over a plain search form.
   <form data-suggest="/api/v1/suggestions" data-suggest-label data-suggest-count data-kind-offering …> */

const QUIET_MS = 140;

document.querySelectorAll('form[data-suggest]').forEach(combobox);

function combobox(form) {
  const input = form.querySelector('input[type=search]');
  const list = Object.assign(document.createElement('ul'), {
    id: `${input.id}-suggestions`,
    className: 'search__list',
    role: 'listbox',
    ariaLabel: form.dataset.suggestLabel,
    hidden: true,
  });
  const status = Object.assign(document.createElement('p'), { className: 'visually-hidden', role: 'status' });
  form.append(list, status);
  setAttributes(input, {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  });

  let timer;
  let asked = new AbortController();

  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  });
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => follow(event.target.closest('[role=option]')));

  async function ask() {
    asked.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.suggest}?q=${encodeURIComponent(words)}`, {
        signal: asked.signal,
        headers: { Accept: 'application/json' },
      });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch (problem) {
      if (problem.name !== 'AbortError') close();
    }
  }

  function show(suggestions) {
    if (document.activeElement !== input) return;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = suggestions.length === 0;
    status.textContent = form.dataset.suggestCount.replace('#', suggestions.length);
    setAttributes(input, { 'aria-expanded': String(!list.hidden) });
    input.removeAttribute('aria-activedescendant');
  }

  function option({ kind, label, url, detail }, index) {
    const item = Object.assign(document.createElement('li'), {
      id: `${list.id}-${index}`,
      className: 'search__option',
      role: 'option',
      ariaSelected: 'false',
    });
    item.dataset.url = url;
    const more = Object.assign(document.createElement('span'), {
      className: 'search__detail',
      textContent: [form.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`], detail].filter(Boolean).join(' · '),
    });
    item.append(Object.assign(document.createElement('span'), { textContent: label }), more);
    return item;
  }

  function onKey(event) {
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close, Enter: () => follow(current()) };
    if (list.hidden || !keys[event.key]) return;
    if (event.key !== 'Enter' || current()) event.preventDefault();
    keys[event.key]();
  }

  function current() {
    return list.querySelector('[aria-selected=true]');
  }

  function move(by) {
    const options = [...list.children];
    const from = options.indexOf(current());
    const to = from < 0 ? (by > 0 ? 0 : options.length - 1) : (from + by + options.length) % options.length;
    options.forEach((item, index) => (item.ariaSelected = String(index === to)));
    setAttributes(input, { 'aria-activedescendant': options[to].id });
    options[to].scrollIntoView({ block: 'nearest' });
  }

  function follow(item) {
    if (item) location.assign(item.dataset.url);
  }

  function close() {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    setAttributes(input, { 'aria-expanded': 'false' });
    input.removeAttribute('aria-activedescendant');
  }
}

function setAttributes(element, attributes) {
  Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
}
