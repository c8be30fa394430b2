/** What checkout tells of offerings: places that are left, and how they are rated and completed. */
@NullMarked
package market.tessera.document.told;

import org.jspecify.annotations.NullMarked;
