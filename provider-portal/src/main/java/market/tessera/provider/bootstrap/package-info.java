/** Whom a marketplace begins with: its first operator, and in a sandbox staff and reviewers to try it as. */
@NullMarked
package market.tessera.provider.bootstrap;

import org.jspecify.annotations.NullMarked;
