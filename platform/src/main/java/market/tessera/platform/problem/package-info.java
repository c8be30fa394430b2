/** Errors as RFC 9457 problem details or pages, outages told once, and strict reading of query parameters. */
@NullMarked
package market.tessera.platform.problem;

import org.jspecify.annotations.NullMarked;
