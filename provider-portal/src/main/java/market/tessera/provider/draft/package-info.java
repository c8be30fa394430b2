/** Drafts of offerings: read, locked, written on, and the record of all that happens to an offering. */
@NullMarked
package market.tessera.provider.draft;

import org.jspecify.annotations.NullMarked;
