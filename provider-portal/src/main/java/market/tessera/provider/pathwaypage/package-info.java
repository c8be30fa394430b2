/** The pages on which pathways are listed, written, and brought through review to learners. */
@NullMarked
package market.tessera.provider.pathwaypage;

import org.jspecify.annotations.NullMarked;
