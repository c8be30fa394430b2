/** How every application starts: one configuration name each, shared defaults. */
@NullMarked
package market.tessera.platform.application;

import org.jspecify.annotations.NullMarked;
