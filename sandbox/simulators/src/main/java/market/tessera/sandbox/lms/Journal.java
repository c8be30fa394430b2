package market.tessera.sandbox.lms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Everybody's place in every course: in memory, and line by line in a file that a restart reads again. */
final class Journal {
    private final JsonMapper json = new JsonMapper();
    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Path file;

    Journal(Path folder) {
        this.file = folder.resolve("places.jsonl");
        if (Files.exists(file)) {
            try (var lines = Files.lines(file)) {
                lines.map(line -> json.readValue(line, Place.class)).forEach(place -> places.put(place.id(), place));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    Optional<Place> find(String id) {
        return Optional.ofNullable(places.get(id));
    }

    synchronized void keep(Place place) {
        places.put(place.id(), place);
        try {
            Files.writeString(
                    file, json.writeValueAsString(place) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
