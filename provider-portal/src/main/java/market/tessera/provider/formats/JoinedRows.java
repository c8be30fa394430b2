package market.tessera.provider.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Rows of an import's further inputs, kept in the database until the rows they belong to come by. */
@Component
public class JoinedRows {
    private static final TypeReference<LinkedHashMap<String, @Nullable String>> ROW = new TypeReference<>() {};

    private final DatabaseClient database;

    JoinedRows(DatabaseClient database) {
        this.database = database;
    }

    /** The rows that belong to each row of a batch. */
    record Joined(Mapping mapping, Map<String, Map<String, List<Row>>> byInputAndKey) {
        Map<String, List<Row>> of(Row row) {
            var joined = new HashMap<String, List<Row>>();
            byInputAndKey.forEach((input, byKey) -> Optional.ofNullable(
                            row.get(Objects.requireNonNull(mapping.input(input).to())))
                    .map(byKey::get)
                    .ifPresent(rows -> joined.put(input, rows)));
            return joined;
        }
    }

    private record Stored(String input, String key, Row row) {}

    /** Keeps rows; one without a key belongs to nothing. */
    public Mono<Void> keep(UUID job, String input, String keyColumn, List<Row> rows) {
        var keyed = rows.stream().filter(row -> row.get(keyColumn) != null).toList();
        if (keyed.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        insert into import_joined (import, input, key, number, row)
                        select :job, :input, key, number, row::jsonb from unnest(:keys, :numbers, :rows) as r (key, number, row)
                        """)
                .bind("job", job)
                .bind("input", input)
                .bind(
                        "keys",
                        keyed.stream()
                                .map(row -> Objects.requireNonNull(row.get(keyColumn)))
                                .toArray(String[]::new))
                .bind("numbers", keyed.stream().map(Row::line).toArray(Long[]::new))
                .bind("rows", keyed.stream().map(JoinedRows::text).toArray(String[]::new))
                .then();
    }

    public Mono<Joined> of(UUID job, Mapping mapping, List<Row> rows) {
        return Flux.fromIterable(mapping.inputs().keySet())
                .filter(input -> !input.equals(mapping.mainInput()))
                .concatMap(input -> stored(
                        job,
                        input,
                        keys(rows, Objects.requireNonNull(mapping.input(input).to()))))
                .collectList()
                .map(stored -> new Joined(mapping, grouped(stored)));
    }

    private Flux<Stored> stored(UUID job, String input, String[] keys) {
        return database.sql("""
                        select key, number, row from import_joined where import = :job and input = :input and key = any(:keys)
                        order by number
                        """)
                .bind("job", job)
                .bind("input", input)
                .bind("keys", keys)
                .map(row -> new Stored(
                        input,
                        Columns.required(row, "key", String.class),
                        row(Columns.required(row, "number", Long.class), Columns.json(row, "row", ROW))))
                .all();
    }

    private static String[] keys(List<Row> rows, String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .distinct()
                .toArray(String[]::new);
    }

    private static Map<String, Map<String, List<Row>>> grouped(List<Stored> stored) {
        var groups = new HashMap<String, Map<String, List<Row>>>();
        stored.forEach(each -> groups.computeIfAbsent(each.input(), _ -> new HashMap<>())
                .computeIfAbsent(each.key(), _ -> new ArrayList<>())
                .add(each.row()));
        return groups;
    }

    private static String text(Row row) {
        var members = new LinkedHashMap<String, @Nullable String>();
        row.columns().names().forEach(name -> members.put(name, row.get(name)));
        return CatalogueFormat.JSON.writeValueAsString(members);
    }

    private static Row row(long number, SequencedMap<String, @Nullable String> members) {
        return new Row(number, Row.Columns.of(members.keySet()), new ArrayList<>(members.values()));
    }
}
