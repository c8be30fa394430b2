/** Looking up skills: in what the institution has said before, and in published classifications. */
@NullMarked
package market.tessera.provider.skills;

import org.jspecify.annotations.NullMarked;
