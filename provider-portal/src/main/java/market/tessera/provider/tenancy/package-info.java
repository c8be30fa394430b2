/** Whose rows a database connection may see: the providers of the person or the key that it works for. */
@NullMarked
package market.tessera.provider.tenancy;

import org.jspecify.annotations.NullMarked;
