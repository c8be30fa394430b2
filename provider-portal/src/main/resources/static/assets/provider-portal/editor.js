/* Says while the editor is saving and when it could not; htmx does the saving itself. Leaving with unsaved words is asked about. */

const form = document.getElementById('editor');
let unsaved = false;

form.addEventListener('input', () => {
  unsaved = true;
});
form.addEventListener('submit', () => {
  unsaved = false;
});
form.addEventListener('htmx:beforeRequest', ({ detail }) => {
  if (detail.elt === form) say('saving');
});
form.addEventListener('htmx:afterRequest', ({ detail }) => {
  if (detail.elt !== form) return;
  unsaved = !detail.successful;
  if (!detail.successful) say('failed');
});
addEventListener('beforeunload', (event) => {
  if (unsaved) event.preventDefault();
});

function say(state) {
  const words = form.querySelector('.saved');
  words.dataset.state = state;
  words.textContent = form.dataset[state];
}
