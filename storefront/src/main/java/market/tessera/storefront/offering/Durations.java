package market.tessera.storefront.offering;

/** Hours as ISO 8601 durations, such as {@code PT50H} or {@code PT7H30M}. */
final class Durations {
    private static final int MINUTES = 60;

    private Durations() {}

    static String ofHours(double hours) {
        return java.time.Duration.ofMinutes(Math.round(hours * MINUTES)).toString();
    }
}
