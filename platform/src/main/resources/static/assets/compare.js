/* The compare tray remembers what was ticked on other pages of results, for as long as the tab is open.
   Without this module the tray is a plain form that compares what is ticked on this page. */

const KEY = 'tessera.compare';
const MOST = 6;

// A comparison's page is what is chosen now, also when its link came from somebody else: from there one goes on choosing.
const compared = [...document.querySelectorAll('[data-compared]')].map((column) => ({
  id: column.dataset.compared,
  title: column.dataset.title,
  by: column.dataset.by,
  intake: column.querySelector('select[name=intakes]')?.value,
}));
if (compared.length > 0) sessionStorage.setItem(KEY, JSON.stringify(compared));

const tray = document.querySelector('form[data-tray]');
if (tray) {
  const list = tray.querySelector('[data-tray-items]');
  const words = tray.querySelector('[data-tray-words]');
  const go = tray.querySelector('[type=submit]');
  const clear = tray.querySelector('[data-tray-clear]');
  let chosen = remembered();

  tray.addEventListener('submit', (event) => {
    event.preventDefault();
    const intakes = joined(({ intake }) => intake);
    const currency = new URLSearchParams(location.search).get('currency') ?? '';
    location.assign(
      `${tray.action}?ids=${joined(({ id }) => id)}${intakes && `&intakes=${intakes}`}${currency && `&currency=${encodeURIComponent(currency)}`}`,
    );
  });
  clear.addEventListener('click', () => {
    choose([]);
    goOn('');
  });
  list.addEventListener('click', (event) => {
    const remove = event.target.closest('[data-remove]');
    if (!remove) return;
    choose(chosen.filter(({ id }) => id !== remove.dataset.remove));
    goOn(remove.dataset.remove);
  });
  document.addEventListener('change', ({ target }) => {
    if (!target.matches('input[name=ids][form=compare]')) return;
    const others = chosen.filter(({ id }) => id !== target.value);
    choose(target.checked ? [...others, chosenBy(target)] : others);
  });
  document.addEventListener('htmx:afterSettle', show);
  show();

  function joined(part) {
    return chosen.map(part).filter(Boolean).map(encodeURIComponent).join(',');
  }

  function choose(next) {
    chosen = next.slice(0, MOST);
    sessionStorage.setItem(KEY, JSON.stringify(chosen));
    show();
  }

  /* The button that was pressed is gone: the focus goes to the next one, or back to where things are chosen. */
  function goOn(id) {
    const boxes = [...document.querySelectorAll('input[name=ids][form=compare]')];
    (list.querySelector('[data-remove]') ?? boxes.find(({ value }) => value === id) ?? boxes[0])?.focus();
  }

  function show() {
    const ids = new Set(chosen.map(({ id }) => id));
    document.querySelectorAll('input[name=ids][form=compare]').forEach((box) => {
      box.checked = ids.has(box.value);
      box.disabled = !box.checked && chosen.length === MOST;
    });
    tray.hidden = chosen.length === 0;
    clear.hidden = false;
    go.disabled = chosen.length < 2;
    words.textContent = said(chosen.length);
    list.replaceChildren(...chosen.map(item));
  }

  function chosenBy({ value, dataset: { title, by, intake } }) {
    return { id: value, title, by, intake };
  }

  function said(number) {
    if (number === MOST) return tray.dataset.full;
    return number < 2 ? tray.dataset.hint : tray.dataset.count.replace('#', number);
  }

  /* Many institutions teach a thing by the same name: then it is told by whom. */
  function item({ id, title, by }) {
    const same = chosen.filter((other) => other.title === title).length > 1;
    const row = Object.assign(document.createElement('li'), { className: 'tray__item' });
    const remove = Object.assign(document.createElement('button'), {
      type: 'button',
      className: 'tray__remove',
      ariaLabel: tray.dataset.remove.replace('#', same && by ? `${title}, ${by}` : title),
      textContent: '×',
    });
    remove.dataset.remove = id;
    const name = Object.assign(document.createElement('span'), { textContent: title });
    if (same && by) name.append(Object.assign(document.createElement('small'), { className: 'tray__by', textContent: by }));
    row.append(name, remove);
    return row;
  }

  function remembered() {
    try {
      return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
    } catch {
      return [];
    }
  }
}
