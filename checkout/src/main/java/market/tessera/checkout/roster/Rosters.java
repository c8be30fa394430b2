package market.tessera.checkout.roster;

import static market.tessera.platform.database.Rows.required;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.tessera.checkout.roster.Route.Found;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads resources of one provider; what is another's is not there. */
@Repository
class Rosters {
    private final DatabaseClient database;
    private final String rostering;
    private final String gradebook;

    Rosters(DatabaseClient database, @Value("${tessera.public-url}") String origin) {
        this.database = database;
        this.rostering = origin + RosterApi.ROSTERING;
        this.gradebook = origin + RosterApi.GRADEBOOK;
    }

    /** @param json the object, without members that have no value */
    record Row(String id, String json) {}

    Mono<Long> count(UUID provider, Found found, Filter filter) {
        return bound(
                        "select count(*) from (%s) r where (%s) and (%s)"
                                .formatted(
                                        found.route().resource().sql(),
                                        found.route().condition(),
                                        filter.condition()),
                        provider,
                        found.route().resource(),
                        found.ids(),
                        filter)
                .mapValue(Long.class)
                .one();
    }

    Flux<Row> list(UUID provider, Found found, Listing listing) {
        var resource = found.route().resource();
        return rows(bound(
                "select r.\"sourcedId\" as id, %s as json from (%s) r where (%s) and (%s) order by %s limit %d offset %d"
                        .formatted(
                                members(listing.fields()),
                                resource.sql(),
                                found.route().condition(),
                                listing.filter().condition(),
                                listing.order(),
                                listing.limit(),
                                listing.offset()),
                provider,
                resource,
                found.ids(),
                listing.filter()));
    }

    /** Nothing if there is none of that id. */
    Mono<Row> find(UUID provider, Resource resource, String condition, String id, List<String> fields) {
        return rows(bound(
                                "select r.\"sourcedId\" as id, %s as json from (%s) r where r.\"sourcedId\" = :single and (%s)"
                                        .formatted(members(fields), resource.sql(), condition),
                                provider,
                                resource,
                                List.of(),
                                Filter.ALL)
                        .bind("single", id))
                .next();
    }

    /** Everything of a kind, for a file. */
    Flux<Row> all(UUID provider, Resource resource, Filter filter) {
        return rows(bound(
                "select r.\"sourcedId\" as id, %s as json from (%s) r where %s order by r.\"sourcedId\""
                        .formatted(members(List.of()), resource.sql(), filter.condition()),
                provider,
                resource,
                List.of(),
                filter));
    }

    private static String members(List<String> fields) {
        var json = fields.isEmpty()
                ? "to_jsonb(r)"
                : fields.stream()
                        .map(field -> "'%s', r.\"%s\"".formatted(field, field))
                        .collect(Collectors.joining(", ", "jsonb_build_object(", ")"));
        return "jsonb_strip_nulls(%s)::text".formatted(json);
    }

    private GenericExecuteSpec bound(String sql, UUID provider, Resource resource, List<String> ids, Filter filter) {
        var statement = database.sql(sql).bind("provider", provider);
        statement = resource.sql().contains(":rostering") ? statement.bind("rostering", rostering) : statement;
        statement = resource.sql().contains(":gradebook") ? statement.bind("gradebook", gradebook) : statement;
        var used = IntStream.range(0, ids.size())
                .filter(index -> sql.contains(":id" + index))
                .iterator();
        while (used.hasNext()) {
            var index = used.next();
            statement = statement.bind("id" + index, ids.get(index));
        }
        for (var value : filter.values().entrySet()) {
            statement = statement.bind(value.getKey(), value.getValue());
        }
        return statement;
    }

    private static Flux<Row> rows(GenericExecuteSpec statement) {
        return statement
                .map(row -> new Row(required(row, "id", String.class), required(row, "json", String.class)))
                .all();
    }
}
