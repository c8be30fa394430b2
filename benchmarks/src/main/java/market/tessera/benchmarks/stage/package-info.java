/** The marketplace under measurement: started by the command that everybody uses, on data of its own that go with it. */
@NullMarked
package market.tessera.benchmarks.stage;

import org.jspecify.annotations.NullMarked;
