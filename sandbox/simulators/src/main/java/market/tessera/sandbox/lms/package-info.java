/** A learning management system as an LTI 1.3 tool: a server of its own that knows the marketplace only by the standard's protocols. */
@NullMarked
package market.tessera.sandbox.lms;

import org.jspecify.annotations.NullMarked;
