/** How a draft becomes public and stops being so: proposals, reviews, schedules, corrections, retirement. */
@NullMarked
package market.tessera.provider.governance;

import org.jspecify.annotations.NullMarked;
