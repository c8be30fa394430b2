/** What is done when its time has come, and the letters that come of it. */
@NullMarked
package market.tessera.provider.schedule;

import org.jspecify.annotations.NullMarked;
