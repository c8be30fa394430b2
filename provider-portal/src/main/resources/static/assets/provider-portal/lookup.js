/* Suggestions for a field as one types: an ARIA combobox over a plain input, in which anything may be typed.
   <input name="skills[0].label" data-lookup="/portal/skills"> fills skills[0].uri beside it; the form has data-lookup-label and data-lookup-count. */

const QUIET_MS = 140;

document.querySelectorAll('input[data-lookup]').forEach(lookup);
document.querySelectorAll('[data-without-suggestions]').forEach((step) => {
  step.hidden = !step.querySelector('[role=status]');
});

function lookup(input) {
  const { form } = input;
  const field = input.closest('.field');
  const address = form.elements[input.name.replace(/label$/, 'uri')];
  const list = Object.assign(document.createElement('ul'), {
    id: `${input.id}-suggestions`,
    className: 'search__list',
    role: 'listbox',
    ariaLabel: form.dataset.lookupLabel,
    hidden: true,
  });
  const status = Object.assign(document.createElement('p'), { className: 'visually-hidden', role: 'status' });
  field.classList.add('field--lookup');
  field.append(list, status);
  set({ role: 'combobox', autocomplete: 'off', 'aria-autocomplete': 'list', 'aria-controls': list.id, 'aria-expanded': 'false' });

  let timer;
  let asked = new AbortController();

  input.addEventListener('input', (event) => {
    if (!event.isTrusted) return;
    address.value = '';
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  });
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => take(event.target.closest('[role=option]')));

  async function ask() {
    asked.abort();
    const words = input.value.trim();
    if (words.length < 2) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${input.dataset.lookup}?q=${encodeURIComponent(words)}`, {
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
    status.textContent = form.dataset.lookupCount.replace('#', suggestions.length);
    set({ 'aria-expanded': String(!list.hidden) });
    input.removeAttribute('aria-activedescendant');
  }

  function option({ label, uri, detail }, index) {
    const item = Object.assign(document.createElement('li'), {
      id: `${list.id}-${index}`,
      className: 'search__option',
      role: 'option',
      ariaSelected: 'false',
    });
    Object.assign(item.dataset, { label, uri: uri ?? '' });
    item.append(
      Object.assign(document.createElement('span'), { textContent: label }),
      Object.assign(document.createElement('span'), { className: 'search__detail', textContent: detail ?? '' }),
    );
    return item;
  }

  function onKey(event) {
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close, Enter: () => take(current()) };
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
    set({ 'aria-activedescendant': options[to].id });
    options[to].scrollIntoView({ block: 'nearest' });
  }

  function take(item) {
    if (!item) return;
    input.value = item.dataset.label;
    address.value = item.dataset.uri;
    close();
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function close() {
    clearTimeout(timer);
    asked.abort();
    list.hidden = true;
    set({ 'aria-expanded': 'false' });
    input.removeAttribute('aria-activedescendant');
  }

  function set(attributes) {
    Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));
  }
}
