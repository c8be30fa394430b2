/** Mail to people. */
@NullMarked
package market.tessera.platform.mail;

import org.jspecify.annotations.NullMarked;
