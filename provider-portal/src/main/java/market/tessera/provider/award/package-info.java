/** What an offering counts for: its credential, credit, level, assessment, quality assurance and recognition. */
@NullMarked
package market.tessera.provider.award;

import org.jspecify.annotations.NullMarked;
