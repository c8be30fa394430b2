package market.tessera.provider.shopfront;

import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** What an institution can put first on its page. */
@Repository
class PublicOfferings {
    private static final int MOST = 500;

    private final DatabaseClient database;

    PublicOfferings(DatabaseClient database) {
        this.database = database;
    }

    record Choice(UUID id, String title) {}

    /** By title. */
    Flux<Choice> of(UUID provider) {
        return database.sql("""
                        select o.id, v.elements ->> 'title' as title from offering o
                        join offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.provider = :provider and o.status = 'published' order by title, o.id limit :limit
                        """)
                .bind("provider", provider)
                .bind("limit", MOST)
                .map(row -> new Choice(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "title", String.class)))
                .all();
    }
}
