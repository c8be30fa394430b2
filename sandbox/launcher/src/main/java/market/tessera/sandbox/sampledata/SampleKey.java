package market.tessera.sandbox.sampledata;

import java.util.List;

/**
 * A key that a newcomer's program can call the provider API with.
 *
 * @param role as the table of sample people names it
 * @param secret under which name it is kept
 * @param scopes what it may do
 * @param elsewhere whether it is of another provider than the sample people work for
 */
public record SampleKey(String role, String secret, List<String> scopes, boolean elsewhere) {
    private static final List<String> SYSTEM = List.of("read", "write", "import", "enrollment");

    public static List<SampleKey> all() {
        return List.of(
                new SampleKey("provider", "provider-api-key", SYSTEM, false),
                new SampleKey("provider-review", "provider-review-api-key", List.of("read", "review"), false),
                new SampleKey("other-provider", "other-provider-api-key", SYSTEM, true));
    }
}
