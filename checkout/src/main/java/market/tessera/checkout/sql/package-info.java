/** What statements need beyond the database client. */
@NullMarked
package market.tessera.checkout.sql;

import org.jspecify.annotations.NullMarked;
