/** The API keys of a provider, as its administrators give them out and take them back. */
@NullMarked
package market.tessera.provider.keys;

import org.jspecify.annotations.NullMarked;
