/** Who is asking: signed session tokens in cookies, and the security rules that every application shares. */
@NullMarked
package market.tessera.platform.identity;

import org.jspecify.annotations.NullMarked;
