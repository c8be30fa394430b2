package market.tessera.provider.imports;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Mappings;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Imports a file of this machine for the operator, by the same way as the API. Further inputs of a mapping are found beside the file under the
 * names that the mapping gives them.
 */
@Component
public class ImportFile {
    private final Mappings mappings;
    private final StartImport startImport;
    private final ImportJobs jobs;

    ImportFile(Mappings mappings, StartImport startImport, ImportJobs jobs) {
        this.mappings = mappings;
        this.startImport = startImport;
        this.jobs = jobs;
    }

    /**
     * How far an import has come.
     *
     * @param taken rows that are in the catalogue
     * @param rejected rows that are not
     * @param problem one sentence, if the file could not be imported
     */
    public record Progress(
            @Nullable UUID id,
            boolean over,
            long taken,
            long rejected,
            @Nullable String problem) {}

    /**
     * Starts an import.
     *
     * @param mapping name of a mapping or path of a mapping file; null for a file in the catalogue format
     * @param vouched whether the operator vouches for the file's providers, where the mapping does not say so itself
     */
    public Mono<Progress> start(Path file, @Nullable String mapping, boolean vouched) {
        return Mono.fromCallable(() -> Optional.ofNullable(mapping).map(this::mapping))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(found -> found.map(outcome -> start(file, outcome, vouched))
                        .orElseGet(() -> start(file, (Mappings.Outcome.Ready) null, vouched)));
    }

    /** How far an import has come by now. */
    public Mono<Progress> progress(UUID id) {
        return jobs.find(id).map(ImportFile::progress);
    }

    private Mappings.Outcome mapping(String nameOrPath) {
        var path = Path.of(nameOrPath);
        if (!nameOrPath.matches(".*[./\\\\].*") || !Files.isReadable(path)) {
            return mappings.find(nameOrPath);
        }
        try {
            return mappings.read(Files.readString(path));
        } catch (IOException unreadable) {
            return new Mappings.Outcome.Broken(List.of("The mapping %s cannot be read as text.".formatted(path)));
        }
    }

    private Mono<Progress> start(Path file, Mappings.Outcome mapping, boolean vouched) {
        return switch (mapping) {
            case Mappings.Outcome.Ready ready -> start(file, ready, vouched);
            case Mappings.Outcome.Missing(var name) -> Mono.just(refused("There is no mapping “%s”.".formatted(name)));
            case Mappings.Outcome.Broken(var errors) -> Mono.just(refused(String.join("; ", errors)));
        };
    }

    private Mono<Progress> start(Path file, Mappings.Outcome.@Nullable Ready mapping, boolean vouched) {
        var order = new ImportOrder("operator", null, null, null, mapping, false, false, vouched, null, null);
        var uploads =
                mapping == null ? Stream.of(upload(CatalogueSource.INPUT, file)) : uploads(mapping.mapping(), file);
        return startImport.start(order, Flux.fromStream(uploads)).map(ImportFile::progress);
    }

    private static Stream<Upload> uploads(Mapping mapping, Path file) {
        return mapping.inputs().entrySet().stream()
                .map(input -> upload(
                        input.getKey(),
                        input.getKey().equals(mapping.mainInput())
                                        || input.getValue().file() == null
                                ? file
                                : file.resolveSibling(input.getValue().file())));
    }

    private static Upload upload(String input, Path file) {
        return new Upload(
                input,
                target -> Mono.<Void>fromCallable(() -> {
                            Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                            return null;
                        })
                        .subscribeOn(Schedulers.boundedElastic()));
    }

    private static Progress progress(ImportStart start) {
        return switch (start) {
            case ImportStart.Accepted(var job) -> progress(job);
            case ImportStart.Busy busy -> refused("An import of %s is already running.".formatted(busy.source()));
            case ImportStart.Unfit(var reasons) -> refused(String.join(" ", reasons));
            case ImportStart.TooLarge() -> refused("The file is larger than this installation takes.");
            case ImportStart.KeyReused() -> throw new IllegalStateException("No idempotency key was given");
        };
    }

    private static Progress progress(ImportJob job) {
        var offerings = job.counts().offerings();
        return new Progress(
                job.id(),
                job.over(),
                offerings.created() + offerings.updated() + offerings.unchanged(),
                offerings.rejected(),
                job.problem());
    }

    private static Progress refused(String problem) {
        return new Progress(null, true, 0, 0, problem);
    }
}
