/* Drawers, dialogs, menus, what is unfolded, and the place of the focus. Each works without this module, only less smoothly:
   a drawer opens by its address (#filters), a dialog's opener is a link to a page that asks the same question. */

document.addEventListener('click', (event) => {
  const { target } = event;
  const opener = target.closest('[data-drawer]');
  if (opener) {
    event.preventDefault();
    openDrawer(document.getElementById(opener.dataset.drawer));
  }
  const closer = target.closest('[data-drawer-close]');
  if (closer) {
    if (closer.matches('a')) event.preventDefault();
    closeDrawer(closer.closest('.drawer'));
  }
  const drawer = document.querySelector('.drawer[data-open]');
  if (drawer && !opener && !drawer.contains(target)) closeDrawer(drawer);

  const ask = target.closest('[data-dialog]');
  if (ask) {
    event.preventDefault();
    document.getElementById(ask.dataset.dialog).showModal();
  }
  if (target.closest('[data-dialog-close]') || target.matches('dialog')) target.closest('dialog')?.close();

  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    if (!menu.contains(target)) menu.open = false;
  });
});

document.addEventListener('keydown', ({ key }) => {
  if (key !== 'Escape') return;
  closeDrawer(document.querySelector('.drawer[data-open]'));
  document.querySelectorAll('details.menu[open]').forEach((menu) => {
    menu.open = false;
    menu.querySelector('summary').focus();
  });
});

/* New content from the server must not shut what was opened by hand, nor take away the focus or what was typed while it was on its way. */
let unfolded = new Map();
let focused = '';
let hadFocus = false;
let typed = [];
document.addEventListener('htmx:beforeSwap', () => {
  unfolded = new Map([...document.querySelectorAll('details[id]')].map(({ id, open }) => [id, open]));
  focused = document.activeElement.id;
  hadFocus = document.activeElement !== document.body;
  typed = [...document.querySelectorAll('input[id]')].filter(
    ({ type, value, defaultValue }) => type !== 'file' && value !== defaultValue,
  );
});
document.addEventListener('htmx:afterSwap', () => {
  typed.forEach(({ id, value }) => {
    const field = document.getElementById(id);
    if (!field || field.value === value) return;
    field.value = value;
    field.addEventListener('blur', () => field.dispatchEvent(new Event('change', { bubbles: true })), { once: true });
  });
  typed = [];
});
document.addEventListener('htmx:afterSettle', ({ target }) => {
  unfolded.forEach((open, id) => document.getElementById(id)?.toggleAttribute('open', open));
  if (!hadFocus || document.activeElement !== document.body) return;
  const place = document.getElementById(focused) ?? (target.matches('[tabindex="-1"]') ? target : null);
  place?.focus({ preventScroll: true });
});

/* What a page asks for by itself takes the place of what is there only if it says something else: nothing is read out twice, and no place is lost. */
document.addEventListener('htmx:beforeSwap', ({ detail }) => {
  const { requestConfig, serverResponse, target } = detail;
  if (requestConfig.triggeringEvent) return;
  const answer = new DOMParser().parseFromString(serverResponse, 'text/html');
  const next = target.id ? answer.getElementById(target.id) : answer.querySelector(target.localName);
  if (next && words(next) === words(target)) detail.shouldSwap = false;
});

function words({ textContent }) {
  return textContent.replace(/\s+/g, ' ').trim();
}

/* What somebody asked for was refused, or cannot be had now: the page that says why takes the place of this one, as it does without scripts.
   What a page asks for by itself is asked for again. */
document.addEventListener('htmx:responseError', ({ detail: { requestConfig, pathInfo } }) => {
  if (requestConfig.verb === 'get' && requestConfig.triggeringEvent) location.assign(pathInfo.finalRequestPath);
});

(document.querySelector('[data-autofocus]') ?? document.querySelector('[aria-invalid=true]'))?.focus();

function openDrawer(drawer) {
  drawer.toggleAttribute('data-open', true);
  drawer.querySelector('[data-drawer-close]').focus();
}

function closeDrawer(drawer) {
  if (!drawer?.hasAttribute('data-open')) return;
  drawer.removeAttribute('data-open');
  document.querySelector(`[data-drawer="${drawer.id}"]`)?.focus();
}
