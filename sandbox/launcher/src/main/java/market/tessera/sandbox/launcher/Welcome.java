package market.tessera.sandbox.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.sandbox.sampledata.SampleKey;
import market.tessera.sandbox.sampledata.SamplePerson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a newcomer needs to know, printed on the console and written to {@code sandbox.json} for programs.
 *
 * @param url the marketplace's address
 */
record Welcome(String url, Servers servers, List<Person> people, List<ApiKey> apiKeys) {
    /** Where the engines listen, for those who want to look below the applications. */
    record Servers(String postgres, String openSearch) {}

    record Person(String role, String email, String password) {}

    /**
     * @param provider external id of the provider whose key it is; null for the operator's
     */
    record ApiKey(String role, @Nullable String provider, String key) {}

    /** @param keyed external ids of providers by the roles of the sample keys that are theirs */
    static Welcome of(String url, Servers servers, Secrets secrets, Map<String, String> keyed) {
        var people = SamplePerson.all().stream()
                .map(person -> new Person(person.role(), person.email(), secrets.password(person.role())))
                .toList();
        var keys = Stream.concat(
                        Stream.of(new ApiKey("operator", null, secrets.get("operator-api-key"))),
                        SampleKey.all().stream()
                                .filter(key -> keyed.containsKey(key.role()))
                                .map(key -> new ApiKey(key.role(), keyed.get(key.role()), secrets.get(key.secret()))))
                .toList();
        return new Welcome(url, servers, people, keys);
    }

    /** Replaces the file at once, so that a program never reads half of it. */
    void write(Path file) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".new");
        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValue(unfinished, this);
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    String table() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("who", "sign in as", "password"));
        people.forEach(person -> rows.add(List.of(person.role(), person.email(), person.password())));
        apiKeys.forEach(key -> rows.add(List.of("key: " + key.role(), words(key), key.key())));
        return rows.stream()
                .map(row -> "  %-20s %-28s %s".formatted(row.toArray()))
                .collect(Collectors.joining("\n"));
    }

    /** Whose key it is; all of them go behind {@code Authorization: Bearer}. */
    private static String words(ApiKey key) {
        return key.provider() == null ? "Authorization: Bearer" : "of " + key.provider();
    }
}
