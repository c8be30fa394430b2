/** The elements of an offering that vocabularies have alike, and the transcript that they are written into. */
@NullMarked
package market.tessera.provider.vocabulary.element;

import org.jspecify.annotations.NullMarked;
