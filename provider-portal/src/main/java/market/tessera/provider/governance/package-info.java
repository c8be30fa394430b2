/** How a draft becomes public and stops being so: proposals, reviews, schedules, and the record of all of it. */
@NullMarked
package market.tessera.provider.governance;

import org.jspecify.annotations.NullMarked;
