/** Providers' word, by hand or by program, that learners have met the outcomes. */
@NullMarked
package market.tessera.provider.completion;

import org.jspecify.annotations.NullMarked;
