/** What was measured, for people and for programs. */
@NullMarked
package market.tessera.benchmarks.report;

import org.jspecify.annotations.NullMarked;
