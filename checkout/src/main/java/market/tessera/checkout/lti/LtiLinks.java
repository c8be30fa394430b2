package market.tessera.checkout.lti;

import static java.util.Objects.requireNonNull;
import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.tessera.checkout.enrollment.Enrollment.Course;
import market.tessera.platform.database.Together;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every intake that a tool knows. */
@Repository
public class LtiLinks {
    private static final int TOGETHER = 100;
    private static final String ANY = "";

    private final DatabaseClient database;
    private final Clock clock;
    private final Together<String, Course, LtiLink> together = new Together<>(TOGETHER, (_, courses) -> ofAll(courses));

    LtiLinks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public Mono<LtiLink> find(UUID id) {
        return database.sql("""
                        select l.id, l.provider, i.offer as offering, l.intake, l.title
                        from lti_link l join offer_intake i on i.id = l.intake where l.id = :id
                        """).bind("id", id).map(LtiLinks::link).one();
    }

    /** The link of a course's intake, made when it is first needed. What is asked at the same time is looked up together. */
    public Mono<LtiLink> of(Course course) {
        return together.ask(ANY, course);
    }

    private Mono<List<LtiLink>> ofAll(List<Course> courses) {
        return made(courses.stream()
                        .collect(Collectors.toMap(Course::intake, Function.identity(), (one, _) -> one))
                        .values())
                .collectMap(LtiLink::intake)
                .map(links -> courses.stream()
                        .map(course -> requireNonNull(links.get(course.intake())))
                        .toList());
    }

    /** @param courses of one intake each; those whose links say what they are called now are only read */
    private Flux<LtiLink> made(Collection<Course> courses) {
        return database.sql("""
                        with wanted as materialized (
                          select * from unnest(:ids::uuid[], :providers::uuid[], :offerings::uuid[], :intakes::uuid[], :titles::text[])
                            as w (id, provider, offering, intake, title)),
                        known as materialized (
                          select l.id, l.provider, l.intake, l.title from lti_link l join wanted w on w.intake = l.intake and w.title = l.title),
                        made as (
                          insert into lti_link (id, provider, intake, title, created_at)
                          select id, provider, intake, title, :now from wanted where intake not in (select intake from known) order by intake
                          on conflict (intake) do update set title = excluded.title
                          returning id, provider, intake, title)
                        select link.id, link.provider, w.offering, link.intake, link.title
                        from (select * from known union all select * from made) link join wanted w on w.intake = link.intake
                        """)
                .bind("ids", column(courses, _ -> UUID.randomUUID()))
                .bind("providers", column(courses, Course::provider))
                .bind("offerings", column(courses, Course::offering))
                .bind("intakes", column(courses, Course::intake))
                .bind("titles", courses.stream().map(Course::title).toArray(String[]::new))
                .bind("now", clock.instant())
                .map(LtiLinks::link)
                .all();
    }

    private static LtiLink link(Readable row) {
        return new LtiLink(
                required(row, "id", UUID.class),
                required(row, "provider", UUID.class),
                required(row, "offering", UUID.class),
                required(row, "intake", UUID.class),
                required(row, "title", String.class));
    }

    private static UUID[] column(Collection<Course> courses, Function<Course, UUID> value) {
        return courses.stream().map(value).toArray(UUID[]::new);
    }
}
