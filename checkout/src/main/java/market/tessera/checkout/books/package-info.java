/** What the operator and institutions read of the ledger: statements, sums, and whether the books agree with the payment company. */
@NullMarked
package market.tessera.checkout.books;

import org.jspecify.annotations.NullMarked;
