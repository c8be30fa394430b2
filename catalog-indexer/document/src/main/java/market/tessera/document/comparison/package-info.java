/** What offerings are compared by: cost, effort, credit and level, each with where it comes from. */
@NullMarked
package market.tessera.document.comparison;

import org.jspecify.annotations.NullMarked;
