/** What is measured: one class for each benchmark. */
@NullMarked
package market.tessera.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
