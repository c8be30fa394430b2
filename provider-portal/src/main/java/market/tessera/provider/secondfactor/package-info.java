/** The second proof that somebody is the person: codes of an authenticator app, and recovery codes. */
@NullMarked
package market.tessera.provider.secondfactor;

import org.jspecify.annotations.NullMarked;
