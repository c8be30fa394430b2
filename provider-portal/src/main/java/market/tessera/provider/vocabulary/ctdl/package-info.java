/** Courses as the Credential Transparency Description Language has them. */
@NullMarked
package market.tessera.provider.vocabulary.ctdl;

import org.jspecify.annotations.NullMarked;
