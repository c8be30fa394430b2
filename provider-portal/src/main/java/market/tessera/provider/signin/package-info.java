/** Signing in and out, by password and second proof, and what people change of that themselves. */
@NullMarked
package market.tessera.provider.signin;

import org.jspecify.annotations.NullMarked;
