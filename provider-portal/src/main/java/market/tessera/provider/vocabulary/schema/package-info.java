/** Courses as schema.org has them. */
@NullMarked
package market.tessera.provider.vocabulary.schema;

import org.jspecify.annotations.NullMarked;
