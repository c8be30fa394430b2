/** The sample catalogue and the sample people that a newcomer meets. */
@NullMarked
package market.tessera.sandbox.sampledata;

import org.jspecify.annotations.NullMarked;
