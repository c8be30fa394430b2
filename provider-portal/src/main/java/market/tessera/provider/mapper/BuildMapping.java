package market.tessera.provider.mapper;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.provider.mapper.TableSample.Made;
import market.tessera.provider.mapper.TableSample.Sampled;
import market.tessera.provider.mapping.Choice;
import market.tessera.provider.mapping.MappingDraft;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.mapping.OwnMappings;
import market.tessera.provider.mapping.OwnMappings.Kept;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.mapping.Suggestion;
import org.jspecify.annotations.Nullable;
import org.springframework.http.codec.multipart.FilePart;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Builds a mapping of a table, from what its first rows suggest and what people choose. */
@Component
class BuildMapping {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_-]{0,60}");

    private final OwnMappings own;
    private final Mappings mappings;
    private final TableSample sample;
    private final MapperWords words;

    BuildMapping(OwnMappings own, Mappings mappings, TableSample sample, MapperWords words) {
        this.words = words;
        this.own = own;
        this.mappings = mappings;
        this.sample = sample;
    }

    sealed interface Begun {
        record Kept(UUID id) implements Begun {}

        record Refused(String reason) implements Begun {}
    }

    /** Keeps what the first rows suggest. */
    Mono<Begun> begin(UUID provider, String name, @Nullable FilePart file) {
        if (file == null) {
            return Mono.just(new Begun.Refused(words.say("refused.no-file")));
        }
        if (!NAME.matcher(name).matches()) {
            return Mono.just(new Begun.Refused(words.say("refused.name")));
        }
        return Mono.usingWhen(
                Mono.fromCallable(() -> Files.createTempFile("tessera-table-", ".csv"))
                        .subscribeOn(Schedulers.boundedElastic()),
                target -> file.transferTo(target)
                        .then(Mono.fromCallable(() -> sample.of(target)).subscribeOn(Schedulers.boundedElastic()))
                        .flatMap(sampled -> keep(provider, name, sampled)),
                BuildMapping::remove);
    }

    private static Mono<Void> remove(Path file) {
        return Mono.<Void>fromCallable(() -> {
                    Files.deleteIfExists(file);
                    return null;
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    private Mono<Begun> keep(UUID provider, String name, Sampled sampled) {
        return switch (sampled) {
            case Sampled.Unfit(var reason) -> Mono.just(new Begun.Refused(reason));
            case Sampled.Table table -> {
                var choices = Suggestion.of(table.columns(), table.rows());
                var kept = new Kept(
                        UUID.randomUUID(),
                        provider,
                        name,
                        table.separator(),
                        table.text(),
                        choices,
                        MappingDraft.text(name, table.separator(), choices));
                yield own.add(kept)
                        .map(added ->
                                added ? new Begun.Kept(kept.id()) : new Begun.Refused(words.say("refused.taken")));
            }
        };
    }

    Mono<Void> change(Kept kept, List<Choice> choices) {
        return own.change(kept.id(), choices, MappingDraft.text(kept.name(), kept.separator(), choices));
    }

    /** What becomes of the first rows; nothing, if the mapping itself is broken. */
    Mono<List<Made>> preview(Kept kept) {
        return Mono.fromCallable(() -> switch (mappings.read(kept.text())) {
                    case Mappings.Outcome.Ready ready -> sample.make(ready.mapping(), rows(kept));
                    case Mappings.Outcome.Broken _ -> List.<Made>of();
                    case Mappings.Outcome.Missing _ -> List.<Made>of();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    static List<Row> rows(Kept kept) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reader = CsvReader.builder().ofCsvRecord(kept.sample())) {
            Row.Columns columns = null;
            for (var record : reader) {
                if (columns == null) {
                    columns = Row.Columns.of(record.getFields());
                } else {
                    rows.add(new Row(record.getStartingLineNumber(), columns, List.copyOf(record.getFields())));
                }
            }
        }
        return rows;
    }
}
