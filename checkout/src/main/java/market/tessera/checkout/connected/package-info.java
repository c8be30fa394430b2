/** Applications that learners connect to their badges: the Open Badges 3.0 API, with OAuth 2 authorization codes. */
@NullMarked
package market.tessera.checkout.connected;

import org.jspecify.annotations.NullMarked;
