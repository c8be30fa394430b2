/** Reviews of drafts, whatever they are drafts of: who decides on which step, in whose place, and what is said about them. */
@NullMarked
package market.tessera.provider.review;

import org.jspecify.annotations.NullMarked;
