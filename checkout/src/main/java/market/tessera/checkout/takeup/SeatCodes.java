package market.tessera.checkout.takeup;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Codes by which people take up places of an organisation themselves. */
@Repository
public class SeatCodes {
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 12;
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final DatabaseClient database;
    private final Clock clock;

    SeatCodes(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A code.
     *
     * @param places how many may be taken up by it
     */
    public record SeatCode(
            UUID id,
            UUID organisation,
            String organisationName,
            UUID intake,
            String title,
            String code,
            int places,
            int taken,
            boolean ended) {

        public boolean isUsable() {
            return !ended && taken < places;
        }

        /** For how many who will still come by it places are kept. */
        public int kept() {
            return ended ? 0 : places - taken;
        }
    }

    /**
     * How many free places of {@code :organisation} in {@code :intake} no code keeps, for statements. It may be less than none: places can be given
     * back, whatever was promised.
     */
    public static final String UNPROMISED = """
            (select count(*) from organisation_seat
              where organisation = :organisation and intake = :intake and state = 'FREE')
            - (select coalesce(sum(places - taken), 0) from organisation_code
              where organisation = :organisation and intake = :intake and ended_at is null)""";

    private static final String SELECT = """
            select c.id, c.organisation, g.name as organisation_name, c.intake, o.title, c.code, c.places, c.taken, c.ended_at is not null as ended
            from organisation_code c join organisation g on g.id = c.organisation
              join offer_intake i on i.id = c.intake join offer o on o.id = i.offer
            """;

    public Flux<SeatCode> of(UUID organisation) {
        return database.sql(SELECT + "where c.organisation = :organisation order by c.made_at desc limit 100")
                .bind("organisation", organisation)
                .mapProperties(SeatCode.class)
                .all();
    }

    Mono<SeatCode> find(String code) {
        return database.sql(SELECT + "where c.code = :code")
                .bind("code", code.strip().toUpperCase(Locale.ROOT))
                .mapProperties(SeatCode.class)
                .one();
    }

    /** Keeps so many places for those who will come by it; false if the organisation has not so many free places there that no other code keeps. */
    public Mono<Boolean> make(UUID organisation, UUID intake, int places, String by) {
        return changed(database.sql("""
                        insert into organisation_code (id, organisation, intake, code, places, made_by, made_at)
                        select :id, :organisation, :intake, :code, :places, :by, :now
                        where %s >= :places
                        """.formatted(UNPROMISED))
                .bind("id", UUID.randomUUID())
                .bind("organisation", organisation)
                .bind("intake", intake)
                .bind("code", next())
                .bind("places", places)
                .bind("by", by)
                .bind("now", clock.instant()));
    }

    public Mono<Boolean> end(UUID organisation, UUID code) {
        return changed(database.sql(
                        "update organisation_code set ended_at = :now where id = :code and organisation = :organisation and ended_at is null")
                .bind("now", clock.instant())
                .bind("code", code)
                .bind("organisation", organisation));
    }

    /** Counts one more; false if as many were taken up as the code is for, or it was ended. */
    Mono<Boolean> use(UUID code) {
        return changed(database.sql(
                        "update organisation_code set taken = taken + 1 where id = :code and ended_at is null and taken < places")
                .bind("code", code));
    }

    private static Mono<Boolean> changed(DatabaseClient.GenericExecuteSpec statement) {
        return statement.fetch().rowsUpdated().map(rows -> rows == 1);
    }

    /** 60 random bits, in letters that do not look alike. */
    private static String next() {
        return RANDOM.ints(LENGTH, 0, ALPHABET.length())
                .mapToObj(ALPHABET::charAt)
                .map(String::valueOf)
                .collect(Collectors.joining());
    }
}
