/** How an application connects to its database, and reads what comes from there. */
@NullMarked
package market.tessera.platform.database;

import org.jspecify.annotations.NullMarked;
