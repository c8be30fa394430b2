package market.tessera.provider.mapping;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Mappings that providers have built themselves; each is known to its provider only. */
@Component
public class OwnMappings {
    private static final int MOST = 100;
    private static final TypeReference<List<Choice>> CHOICES = new TypeReference<>() {};

    private final DatabaseClient database;
    private final Clock clock;

    OwnMappings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A mapping and what it was built from.
     *
     * @param separator between the columns of its table
     * @param sample the header and some rows
     * @param text the mapping file
     */
    public record Kept(
            UUID id, UUID provider, String name, char separator, String sample, List<Choice> choices, String text) {
        /** Of the columns, in their order. */
        public List<Choice> columns() {
            return choices.stream().filter(choice -> !choice.isConstant()).toList();
        }

        /** What is the same in every row. */
        public List<Choice> constants() {
            return choices.stream().filter(Choice::isConstant).toList();
        }
    }

    /** False if the provider has one of that name, or as many as it can have. */
    public Mono<Boolean> add(Kept kept) {
        return database.sql("""
                        insert into import_mapping (id, provider, name, separator, sample, choices, mapping, updated_at)
                        select :id, :provider, :name, :separator, :sample, :choices::jsonb, :mapping, :now
                        where (select count(*) from import_mapping where provider = :provider) < :most
                        on conflict (provider, name) do nothing
                        """)
                .bind("id", kept.id())
                .bind("provider", kept.provider())
                .bind("name", kept.name())
                .bind("separator", String.valueOf(kept.separator()))
                .bind("sample", kept.sample())
                .bind("choices", CatalogueFormat.JSON.writeValueAsString(kept.choices()))
                .bind("mapping", kept.text())
                .bind("now", clock.instant())
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    public Mono<Void> change(UUID id, List<Choice> choices, String text) {
        return database.sql(
                        "update import_mapping set choices = :choices::jsonb, mapping = :mapping, updated_at = :now where id = :id")
                .bind("choices", CatalogueFormat.JSON.writeValueAsString(choices))
                .bind("mapping", text)
                .bind("now", clock.instant())
                .bind("id", id)
                .then();
    }

    /** What was imported by it stays; sources that use it fail from now on. */
    public Mono<Void> remove(UUID id) {
        return database.sql("delete from import_mapping where id = :id")
                .bind("id", id)
                .then();
    }

    public Mono<Kept> find(UUID id) {
        return database.sql("select * from import_mapping where id = :id")
                .bind("id", id)
                .map(OwnMappings::kept)
                .one();
    }

    public Mono<Kept> find(UUID provider, String name) {
        return database.sql("select * from import_mapping where provider = :provider and name = :name")
                .bind("provider", provider)
                .bind("name", name)
                .map(OwnMappings::kept)
                .one();
    }

    public Flux<Kept> of(UUID[] providers) {
        return database.sql("select * from import_mapping where provider = any(:providers) order by name, id")
                .bind("providers", providers)
                .map(OwnMappings::kept)
                .all();
    }

    private static Kept kept(Readable row) {
        return new Kept(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "name", String.class),
                Columns.required(row, "separator", String.class).charAt(0),
                Columns.required(row, "sample", String.class),
                Columns.json(row, "choices", CHOICES),
                Columns.required(row, "mapping", String.class));
    }
}
