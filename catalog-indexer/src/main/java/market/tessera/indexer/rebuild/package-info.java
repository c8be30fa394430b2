/** Makes indexes anew from the log while the old ones serve: when they are missing or outdated, on command, and every night in place. */
@NullMarked
package market.tessera.indexer.rebuild;

import org.jspecify.annotations.NullMarked;
