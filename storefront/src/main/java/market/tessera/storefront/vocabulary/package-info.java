/** Which words mean the same: synonyms, abbreviations and alternative labels of skills, applied to what is typed. */
@NullMarked
package market.tessera.storefront.vocabulary;

import org.jspecify.annotations.NullMarked;
