/** Taking out what an institution has listed, in formats that others and this portal itself read. */
@NullMarked
package market.tessera.provider.export;

import org.jspecify.annotations.NullMarked;
