package market.tessera.provider.importjobs;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Mapping.Input.Format;
import market.tessera.provider.mapping.Mappings;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Storable;
import market.tessera.provider.reading.CsvLines;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Rejected rows of tables as they stood in the file, with why they were rejected in one more column: to be corrected and sent again. They are kept once an
 * import has been through its file, whose rejected lines are then read a second time.
 */
@Component
public class RejectedRows {
    /** By this column a file of corrections is known: what it does not hold is not missing. */
    static final String COLUMN = "why it was rejected";

    private static final int BATCH = 500;

    private final DatabaseClient database;
    private final Mappings mappings;

    RejectedRows(DatabaseClient database, Mappings mappings) {
        this.database = database;
        this.mappings = mappings;
    }

    /** Whether the import is of rows that were rejected before. */
    public Mono<Boolean> isCorrection(ImportJob job) {
        return table(job)
                .map(table -> Mono.fromCallable(() -> columns(table).contains(COLUMN))
                        .subscribeOn(Schedulers.boundedElastic()))
                .orElse(Mono.just(false));
    }

    /** Doing it again changes nothing. */
    public Mono<Void> keep(ImportJob job) {
        return job.counts().offerings().rejected() == 0
                ? Mono.empty()
                : Mono.justOrEmpty(table(job))
                        .flatMap(table -> rejected(job, table)
                                .flatMap(lines -> lines.isEmpty() ? Mono.empty() : keep(job, table, lines)));
    }

    /** What there is to be downloaded: the columns, and each row with its reasons; empty if the import was of no table. */
    public Mono<Download> file(ImportJob job) {
        return database.sql("select columns from import_job where id = :job and columns is not null")
                .bind("job", job.id())
                .map(row -> List.of(Columns.required(row, "columns", String[].class)))
                .one()
                .flatMap(columns -> Mono.justOrEmpty(table(job)).map(table -> download(job, table, columns)));
    }

    /** @param lines in the form and the encoding of the file that was sent, so that it can be read in the same way */
    public record Download(Charset encoding, Flux<String> lines) {}

    private record Table(Mapping mapping, SpooledInput input) {
        char separator() {
            return mapping.input(input.name()).separator();
        }
    }

    private Optional<Table> table(ImportJob job) {
        return Optional.ofNullable(job.mapping())
                .map(mappings::read)
                .filter(Mappings.Outcome.Ready.class::isInstance)
                .map(ready -> ((Mappings.Outcome.Ready) ready).mapping())
                .filter(mapping -> mapping.input(mapping.mainInput()).format() == Format.CSV)
                .map(mapping -> new Table(mapping, job.input(mapping.mainInput())));
    }

    private static List<String> columns(Table table) throws IOException {
        try (var lines = lines(table)) {
            return List.copyOf(lines.columns().names());
        }
    }

    private static CsvLines lines(Table table) throws IOException {
        return new CsvLines(table.input().file(), table.input().charset(), table.separator());
    }

    private Mono<Set<Long>> rejected(ImportJob job, Table table) {
        return database.sql("""
                        select distinct line from import_finding where import = :job and input = :input and kind = 'rejected'
                        """)
                .bind("job", job.id())
                .bind("input", table.input().name())
                .map(row -> Columns.required(row, "line", Long.class))
                .all()
                .collect(HashSet<Long>::new, Set::add)
                .map(lines -> lines);
    }

    private Mono<Void> keep(ImportJob job, Table table, Set<Long> rejected) {
        return Lines.batches(() -> lines(table), 0, BATCH)
                .map(lines -> lines.stream()
                        .filter(line -> rejected.contains(line.number()))
                        .toList())
                .filter(lines -> !lines.isEmpty())
                .subscribeOn(Schedulers.boundedElastic())
                .concatMap(lines -> keep(job, lines))
                .then(Mono.fromCallable(() -> columns(table)).subscribeOn(Schedulers.boundedElastic()))
                .flatMap(columns -> database.sql("update import_job set columns = :columns where id = :job")
                        .bind("columns", columns.toArray(String[]::new))
                        .bind("job", job.id())
                        .then());
    }

    private record Kept(long line, List<@Nullable String> cells) {}

    private Mono<Void> keep(ImportJob job, List<Line> lines) {
        var rows = lines.stream()
                .map(line -> new Kept(line.number(), storable(line)))
                .toList();
        return database.sql("""
                        insert into import_reject (import, line, cells)
                        select :job, line, array(select coalesce(cell, '') from json_array_elements_text(cells) as cell)
                        from json_to_recordset(:rows::json) as r (line bigint, cells json)
                        on conflict do nothing
                        """)
                .bind("job", job.id())
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                .then();
    }

    /** Without what the database cannot keep, for which a row may have been rejected. */
    private static List<@Nullable String> storable(Line line) {
        return cells(line).stream()
                .<@Nullable String>map(cell -> cell == null ? null : Storable.cleaned(cell))
                .toList();
    }

    private static List<@Nullable String> cells(Line line) {
        return switch (line) {
            case Line.OfTable table -> table.row().values();
            case Line.Unreadable unreadable -> List.copyOf(unreadable.cells());
            case Line.OfObject _ -> throw new IllegalStateException("A table has no catalogue records");
        };
    }

    /** Every row has a cell for each column; the reason comes after them, and after it what a row had too much. */
    private Download download(ImportJob job, Table table, List<String> columns) {
        var known = columns.stream().filter(column -> !column.equals(COLUMN)).count();
        var header =
                Stream.concat(columns.stream().limit(known), Stream.of(COLUMN)).toArray(String[]::new);
        var rows = database.sql("""
                        select r.cells, string_agg(concat_ws(': ', f.field, f.reason), '; ' order by f.number) as reasons
                        from import_reject r
                        join import_finding f on f.import = r.import and f.line = r.line and f.kind = 'rejected' and f.input = :input
                        where r.import = :job group by r.line, r.cells order by r.line
                        """)
                .bind("job", job.id())
                .bind("input", table.input().name())
                .map(row -> with(
                        Columns.required(row, "cells", String[].class),
                        (int) known,
                        Columns.required(row, "reasons", String.class)))
                .all();
        return new Download(
                table.input().charset(),
                Flux.concat(Flux.<String[]>just(header), rows).map(cells -> line(table.separator(), cells)));
    }

    private static String[] with(String[] cells, int columns, String reasons) {
        var row = Stream.concat(Stream.of(cells), Stream.generate(() -> "")).limit(columns);
        return Stream.concat(
                        Stream.concat(row, Stream.of(reasons)), Stream.of(cells).skip(columns))
                .toArray(String[]::new);
    }

    private static String line(char separator, String[] cells) {
        var line = new StringWriter();
        CsvWriter.builder().fieldSeparator(separator).bufferSize(0).build(line).writeRecord(cells);
        return line.toString();
    }
}
