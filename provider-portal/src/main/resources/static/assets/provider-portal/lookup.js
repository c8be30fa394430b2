/* Suggestions for a field in which anything may be typed.
   <input name="skills[0].label" data-lookup="/portal/skills"> fills skills[0].uri beside it; the form has data-lookup-label and data-lookup-count. */

import { suggest } from '/assets/suggestions.js';

document.querySelectorAll('input[data-lookup]').forEach((input) => {
  const { form } = input;
  const { lookupLabel: label, lookupCount: count } = form.dataset;
  const field = input.closest('.field');
  const address = form.elements[input.name.replace(/label$/, 'uri')];
  field.classList.add('field--lookup');
  input.addEventListener('input', (event) => {
    if (event.isTrusted) address.value = '';
  });
  suggest(input, {
    host: field,
    label,
    count,
    address: input.dataset.lookup,
    words: ({ label, detail }) => ({ label, detail: detail ?? '' }),
    take({ label, uri }) {
      input.value = label;
      address.value = uri ?? '';
      input.dispatchEvent(new Event('input', { bubbles: true }));
    },
  });
});
document.querySelectorAll('[data-without-suggestions]').forEach((step) => {
  step.hidden = !step.querySelector('[role=status]');
});
