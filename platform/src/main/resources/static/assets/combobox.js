/* Search as you type, in the header and on the home page.
   <form data-suggest="/api/v1/suggestions" data-suggest-label data-suggest-count data-kind-offering …> */

import { suggest } from './suggestions.js';

document.querySelectorAll('form[data-suggest]').forEach((form) => {
  const { suggest: address, suggestLabel: label, suggestCount: count } = form.dataset;
  suggest(form.querySelector('input[type=search]'), {
    host: form,
    label,
    count,
    address,
    words: ({ kind, label, detail }) => ({
      label,
      detail: [form.dataset[`kind${kind[0].toUpperCase()}${kind.slice(1)}`], detail].filter(Boolean).join(' · '),
    }),
    take: ({ url }) => location.assign(here(url)),
  });
});

/* Addresses have the public host, for programs; whoever is here by another name stays here. */
function here(url) {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
