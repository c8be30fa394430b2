package market.tessera.checkout.moodle;

import static market.tessera.platform.database.Rows.required;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import market.tessera.platform.identity.Vault;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every connected Moodle with its token, sealed for its connection, and which of its courses is for which offering. */
@Repository
public class Moodles {
    private final DatabaseClient database;
    private final Vault vault;

    Moodles(DatabaseClient database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /** A course there. */
    public record Course(UUID offering, long course, String title) {}

    Mono<Moodle> find(UUID connection) {
        return database.sql("select address, sealed_token from moodle where connection = :connection")
                .bind("connection", connection)
                .map(row -> new Moodle(
                        URI.create(required(row, "address", String.class)),
                        new String(
                                vault.open(required(row, "sealed_token", byte[].class), place(connection)),
                                StandardCharsets.UTF_8)))
                .one();
    }

    /** The address alone; nothing if there is none yet. */
    public Mono<String> address(UUID connection) {
        return database.sql("select address from moodle where connection = :connection")
                .bind("connection", connection)
                .mapValue(String.class)
                .one();
    }

    public Mono<Void> put(UUID connection, URI address, String token) {
        return database.sql("""
                        insert into moodle (connection, address, sealed_token) values (:connection, :address, :sealed)
                        on conflict (connection) do update set address = excluded.address, sealed_token = excluded.sealed_token
                        """)
                .bind("connection", connection)
                .bind("address", address.toString())
                .bind("sealed", vault.seal(token.getBytes(StandardCharsets.UTF_8), place(connection)))
                .then();
    }

    /** False if the offering is not one of the connection's provider. */
    Mono<Boolean> choose(UUID connection, Course course) {
        return database.sql("""
                        insert into moodle_course (connection, offering, course, title)
                        select c.id, o.id, :course, :title from connection c join offer o on o.provider = c.provider
                        where c.id = :connection and o.id = :offering
                        on conflict (connection, offering) do update set course = excluded.course, title = excluded.title
                        """)
                .bind("connection", connection)
                .bind("offering", course.offering())
                .bind("course", course.course())
                .bind("title", course.title())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    Flux<Course> courses(UUID connection) {
        return database.sql(
                        "select offering, course, title from moodle_course where connection = :connection order by course")
                .bind("connection", connection)
                .mapProperties(Course.class)
                .all();
    }

    /** By offering, what its course is called there. */
    public Mono<Map<UUID, String>> titles(UUID connection) {
        return courses(connection).collectMap(Course::offering, Course::title);
    }

    Mono<Long> course(UUID connection, UUID offering) {
        return database.sql("select course from moodle_course where connection = :connection and offering = :offering")
                .bind("connection", connection)
                .bind("offering", offering)
                .mapValue(Long.class)
                .one();
    }

    private static String place(UUID connection) {
        return "moodle:" + connection;
    }
}
