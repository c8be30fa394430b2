/** Real PostgreSQL and OpenSearch servers on this machine, for the launcher and for tests. */
@NullMarked
package market.tessera.sandbox.servers;

import org.jspecify.annotations.NullMarked;
