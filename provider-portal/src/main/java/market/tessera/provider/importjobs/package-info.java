/** Imports as they are kept: how far each is, where its files lie, what there is to say of its rows. */
@NullMarked
package market.tessera.provider.importjobs;

import org.jspecify.annotations.NullMarked;
