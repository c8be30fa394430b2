package market.tessera.provider.imports;

import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;

/** Small catalogues to import. Each has a source of its own, so that tests do not meet. */
public record Catalogues(String source) {
    public static Catalogues ofNewSource() {
        return new Catalogues("test-" + UUID.randomUUID());
    }

    public String of(String... offerings) {
        return """
                {"source": "%1$s", "providers": [{"externalId": "p-%1$s", "name": "College of %1$s", "country": "NO"}],
                 "offerings": [
                %2$s]}""".formatted(source, Arrays.stream(offerings).collect(Collectors.joining(",\n")));
    }

    public String offering(String id, String title) {
        return offering(id, title, "");
    }

    /**
     * @param more further members, each followed by a comma
     */
    public String offering(String id, String title, String more) {
        return "{%s \"externalId\": \"%s\", \"provider\": \"p-%s\", \"title\": \"%s\"}"
                .formatted(more, id, source, title);
    }
}
