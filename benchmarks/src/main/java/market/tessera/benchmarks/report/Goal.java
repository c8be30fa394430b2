package market.tessera.benchmarks.report;

/**
 * A figure that is to be reached.
 *
 * @param atLeast whether the bound is the smallest good value; otherwise it is the largest
 */
public record Goal(String what, double value, boolean atLeast, double bound) {

    public static Goal atLeast(String what, double value, double bound) {
        return new Goal(what, value, true, bound);
    }

    public static Goal atMost(String what, double value, double bound) {
        return new Goal(what, value, false, bound);
    }

    public boolean reached() {
        return atLeast ? value >= bound : value <= bound;
    }
}
