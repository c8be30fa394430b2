/** {@code ./benchmark}: measures the running marketplace beside the bare engines below it. */
@NullMarked
package market.tessera.benchmarks;

import org.jspecify.annotations.NullMarked;
