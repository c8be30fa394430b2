/** The whole marketplace in one JVM on one port: servers, simulators, the four applications, one origin. */
@NullMarked
package market.tessera.sandbox.launcher;

import org.jspecify.annotations.NullMarked;
