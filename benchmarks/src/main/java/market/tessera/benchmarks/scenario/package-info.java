/** What is measured: one class for each benchmark, and the bare engines that each is held against. */
@NullMarked
package market.tessera.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
