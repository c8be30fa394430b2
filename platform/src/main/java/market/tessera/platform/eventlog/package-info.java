/** The log through which applications tell each other what has changed; the only place that knows how events travel. */
@NullMarked
package market.tessera.platform.eventlog;

import org.jspecify.annotations.NullMarked;
