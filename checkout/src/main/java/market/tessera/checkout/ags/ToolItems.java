package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.sql.Bindings;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What tools grade beside the courses. A tool sees its own alone. */
@Repository
class ToolItems {
    private static final int MOST = 500;
    private static final String SELECT =
            "select id, label, score_maximum, resource_id, tag, starts_at, ends_at from lti_line_item ";

    private final DatabaseClient database;
    private final Clock clock;

    ToolItems(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Flux<ToolItem> of(UUID link, String clientId) {
        return database.sql(SELECT + "where link = :link and client_id = :client order by created_at, id")
                .bind("link", link)
                .bind("client", clientId)
                .mapProperties(ToolItem.class)
                .all();
    }

    Mono<ToolItem> find(UUID link, String clientId, UUID id) {
        return database.sql(SELECT + "where link = :link and client_id = :client and id = :id")
                .bind("link", link)
                .bind("client", clientId)
                .bind("id", id)
                .mapProperties(ToolItem.class)
                .one();
    }

    /** False if there are as many as anyone grades in one course. */
    Mono<Boolean> add(UUID link, String clientId, ToolItem item) {
        return bound("""
                        insert into lti_line_item (id, link, client_id, label, score_maximum, resource_id, tag, starts_at, ends_at, created_at)
                        select :id, :link, :client, :label, :maximum, :resource, :tag, :starts, :ends, :now
                        where (select count(*) from lti_line_item where link = :link) < :most
                        """, item)
                .bind("link", link)
                .bind("client", clientId)
                .bind("now", clock.instant())
                .bind("most", MOST)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Mono<Void> change(ToolItem item) {
        return bound("""
                        update lti_line_item set label = :label, score_maximum = :maximum, resource_id = :resource, tag = :tag,
                          starts_at = :starts, ends_at = :ends
                        where id = :id
                        """, item).then();
    }

    /** With the scores given for it. */
    Mono<Void> remove(UUID id) {
        return database.sql("delete from lti_line_item where id = :id")
                .bind("id", id)
                .then();
    }

    private GenericExecuteSpec bound(String sql, ToolItem item) {
        return database.sql(sql)
                .bind("id", item.id())
                .bind("label", item.label())
                .bind("maximum", Bindings.nullable(item.scoreMaximum(), BigDecimal.class))
                .bind("resource", Bindings.nullable(item.resourceId(), String.class))
                .bind("tag", Bindings.nullable(item.tag(), String.class))
                .bind("starts", Bindings.nullable(item.startsAt(), Instant.class))
                .bind("ends", Bindings.nullable(item.endsAt(), Instant.class));
    }
}
