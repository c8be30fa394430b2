/** A provider's Moodle, called by its web services: learners are enrolled and unenrolled there, and what they complete is looked up. */
@NullMarked
package market.tessera.checkout.moodle;

import org.jspecify.annotations.NullMarked;
