/** Programs from npm that tests set against the applications, because others wrote them and know nothing of Tessera. */
@NullMarked
package market.tessera.sandbox.npm;

import org.jspecify.annotations.NullMarked;
