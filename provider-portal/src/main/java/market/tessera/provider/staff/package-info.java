/** Staff accounts, their sessions, and what each may see and do. */
@NullMarked
package market.tessera.provider.staff;

import org.jspecify.annotations.NullMarked;
