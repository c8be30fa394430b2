/* Says while the editor is saving and when it could not; htmx does the saving itself. Leaving is asked about as long as anything typed is not stored:
   typed since the last answer, or refused by it. */

const form = document.getElementById('editor');
const REFUSED = ['failed', 'conflict', 'closed'];
let typed = 0;
let sent = 0;
let leaving = false;

form.addEventListener('input', () => {
  typed += 1;
});
form.addEventListener('submit', () => {
  leaving = true;
});
form.addEventListener('htmx:beforeRequest', ({ detail }) => {
  if (detail.elt !== form) return;
  sent = typed;
  say('saving');
});
form.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.elt === form && !detail.successful) say('failed');
});
addEventListener('beforeunload', (event) => {
  const state = form.querySelector('.saved').dataset.state;
  if (!leaving && (typed > sent || state === 'saving' || REFUSED.includes(state) && typed > 0)) event.preventDefault();
});

function say(state) {
  const words = form.querySelector('.saved');
  words.dataset.state = state;
  words.textContent = form.dataset[state];
}
