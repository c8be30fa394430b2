/** Providers' shares on their way: sent once their place is confirmed and their time has come, and fetched back when it is given back. */
@NullMarked
package market.tessera.checkout.transfer;

import org.jspecify.annotations.NullMarked;
