/** The mail server of the sandbox: takes everything by SMTP, delivers nothing, shows it all. */
@NullMarked
package market.tessera.sandbox.inbox;

import org.jspecify.annotations.NullMarked;
