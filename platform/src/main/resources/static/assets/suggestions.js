/* Suggestions for a field as one types: an ARIA combobox over a plain input, which works as it is without them.
   suggest(input, {
     host             where the list is put
     label, count     name of the list; how many there are, with # for the number
     address          JSON {suggestions: […]} of what is typed, as ?q=
     words(one)       {label, detail} of a suggestion, as it is shown
     take(one)        what happens with the one that is chosen
   }) */

const QUIET_MS = 140;
const FEWEST_LETTERS = 2;

export function suggest(input, { host, label, count, address, words, take }) {
  const list = Object.assign(document.createElement('ul'), {
    id: `${input.id}-suggestions`,
    className: 'search__list',
    role: 'listbox',
    ariaLabel: label,
    hidden: true,
  });
  const status = Object.assign(document.createElement('p'), { className: 'visually-hidden', role: 'status' });
  host.append(list, status);
  set({
    role: 'combobox',
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-controls': list.id,
    'aria-expanded': 'false',
  });

  let timer;
  let asked = new AbortController();
  let shown = [];
  let taking = false;

  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (!taking) timer = setTimeout(ask, QUIET_MS);
  });
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => choose(event.target.closest('[role=option]')));

  async function ask() {
    asked.abort();
    const typed = input.value.trim();
    if (typed.length < FEWEST_LETTERS) return close();
    asked = new AbortController();
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, {
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
    shown = suggestions;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = suggestions.length === 0;
    status.textContent = count.replace('#', suggestions.length);
    set({ 'aria-expanded': String(!list.hidden) });
    input.removeAttribute('aria-activedescendant');
  }

  function option(suggestion, index) {
    const said = words(suggestion);
    const item = Object.assign(document.createElement('li'), {
      id: `${list.id}-${index}`,
      className: 'search__option',
      role: 'option',
      ariaSelected: 'false',
    });
    item.append(
      Object.assign(document.createElement('span'), { textContent: said.label }),
      Object.assign(document.createElement('span'), { className: 'search__detail', textContent: said.detail }),
    );
    return item;
  }

  function onKey(event) {
    const keys = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: close, Enter: () => choose(current()) };
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

  function choose(item) {
    if (!item) return;
    const chosen = shown[[...list.children].indexOf(item)];
    close();
    taking = true;
    take(chosen);
    taking = false;
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
