/* Saves a form while it is being filled in, and says so.
   <form data-autosave="/portal/…" > with <p data-autosave-words data-saving data-saved data-failed role="status">.
   The form is sent by POST to that address a moment after the last change; the answer's body is not used.
   After a failure it tries again, less and less often, and warns before the page is left. */

const QUIET_MS = 900;
const LONGEST_MS = 30_000;

document.querySelectorAll('form[data-autosave]').forEach(autosave);

function autosave(form) {
  const words = form.querySelector('[data-autosave-words]') ?? document.querySelector('[data-autosave-words]');
  let timer;
  let wait = QUIET_MS;
  let unsaved = false;

  form.addEventListener('input', () => {
    unsaved = true;
    wait = QUIET_MS;
    schedule();
  });
  form.addEventListener('submit', () => {
    unsaved = false;
    clearTimeout(timer);
  });
  addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault();
  });

  function schedule() {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  async function save() {
    say('saving');
    unsaved = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
      if (!answer.ok) throw new Error(`autosave answered ${answer.status}`);
      if (!unsaved) say('saved');
      form.dispatchEvent(new CustomEvent('autosaved', { bubbles: true }));
    } catch {
      unsaved = true;
      say('failed');
      wait = Math.min(wait * 2, LONGEST_MS);
      schedule();
    }
  }

  function say(state) {
    words.dataset.state = state;
    words.textContent = words.dataset[state];
  }
}
