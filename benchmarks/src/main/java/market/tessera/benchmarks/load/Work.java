package market.tessera.benchmarks.load;

import reactor.core.publisher.Mono;

/** One unit of what is measured. It completes when the unit is done and fails when it could not be done. */
@FunctionalInterface
public interface Work {
    /** @param turn counts the units from 0, over all connections */
    Mono<?> once(long turn);
}
