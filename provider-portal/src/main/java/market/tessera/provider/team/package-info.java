/** Who works for a provider or runs the marketplace: inviting people, changing their roles, letting them go. */
@NullMarked
package market.tessera.provider.team;

import org.jspecify.annotations.NullMarked;
