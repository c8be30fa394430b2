/** How an application connects to its database. */
@NullMarked
package market.tessera.platform.database;

import org.jspecify.annotations.NullMarked;
