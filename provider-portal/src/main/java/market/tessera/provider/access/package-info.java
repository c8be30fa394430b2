/** How other programs prove who they are: API keys of a provider or of the operator. */
@NullMarked
package market.tessera.provider.access;

import org.jspecify.annotations.NullMarked;
