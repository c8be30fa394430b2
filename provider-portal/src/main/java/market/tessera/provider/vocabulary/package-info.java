/** Courses as other vocabularies describe them (CTDL, schema.org, Edu-API), put into the catalogue format. */
@NullMarked
package market.tessera.provider.vocabulary;

import org.jspecify.annotations.NullMarked;
