package market.tessera.provider.enrollment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.money.Money;
import market.tessera.provider.enrollment.CommerceFeed.Badge;
import market.tessera.provider.enrollment.CommerceFeed.Told;
import market.tessera.provider.enrollment.Enrollment.State;
import market.tessera.provider.provider.CatalogueFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/**
 * Writes the portal's copy of enrollments and their badges, of many with one statement. An older version never overwrites a newer one. Rows are locked in
 * the order in which completions are reported, too.
 */
@Repository
class CopyOfEnrollments {
    private final DatabaseClient database;

    CopyOfEnrollments(DatabaseClient database) {
        this.database = database;
    }

    /** What the log says, as of which version. */
    record Version<T>(T told, long number) {}

    /** @param news of each enrollment once; of all, or of none, that they were completed anew */
    Mono<Void> enrollments(List<News> news) {
        var told = news.stream().map(News::told).toList();
        return database.sql("""
                        insert into enrollment as known
                          (id, provider, offering, offering_title, order_number, learner_name, learner_email, state, price, grade, at, version,
                           first_at, completed_at, intake)
                        select id, provider, offering, title, order_number, name, email, state, price::jsonb, grade, at, version,
                           first_at, completed_at, intake
                        from unnest(:ids::uuid[], :providers::uuid[], :offerings::uuid[], :titles::text[], :orders::text[], :names::text[],
                          :emails::text[], :states::text[], :prices::text[], :grades::text[], :at::timestamptz[], :versions::bigint[],
                          :first::timestamptz[], :completed::timestamptz[], :intakes::uuid[]) as told
                          (id, provider, offering, title, order_number, name, email, state, price, grade, at, version, first_at, completed_at, intake)
                        order by id
                        on conflict (id) do update set
                          offering_title = excluded.offering_title, order_number = excluded.order_number,
                          learner_name = excluded.learner_name, learner_email = excluded.learner_email,
                          state = excluded.state, price = excluded.price, grade = excluded.grade, at = excluded.at,
                          version = excluded.version, intake = coalesce(excluded.intake, known.intake),
                          completed_at = case when :anew or excluded.completed_at is null then excluded.completed_at
                            else coalesce(known.completed_at, excluded.completed_at) end
                        where known.version < excluded.version and known.provider = excluded.provider
                        """)
                .bind("ids", told.stream().map(Told::id).toArray(UUID[]::new))
                .bind("providers", told.stream().map(Told::provider).toArray(UUID[]::new))
                .bind("offerings", told.stream().map(Told::offering).toArray(UUID[]::new))
                .bind("titles", told.stream().map(Told::offeringTitle).toArray(String[]::new))
                .bind("orders", told.stream().map(Told::orderNumber).toArray(String[]::new))
                .bind("names", told.stream().map(one -> one.learner().name()).toArray(String[]::new))
                .bind("emails", told.stream().map(one -> one.learner().email()).toArray(String[]::new))
                .bind(
                        "states",
                        told.stream().map(one -> State.of(one.state()).key()).toArray(String[]::new))
                .bind(
                        "prices",
                        told.stream()
                                .map(Told::price)
                                .map(CopyOfEnrollments::json)
                                .toArray(String[]::new))
                .bind("grades", told.stream().map(Told::grade).toArray(String[]::new))
                .bind("at", told.stream().map(Told::at).toArray(Instant[]::new))
                .bind("versions", news.stream().map(News::version).toArray(Long[]::new))
                .bind("first", news.stream().map(News::firstAt).toArray(Instant[]::new))
                .bind("completed", news.stream().map(News::completedAt).toArray(Instant[]::new))
                .bind("intakes", news.stream().map(News::intake).toArray(UUID[]::new))
                .bind("anew", news.getFirst().isCompletedAnew())
                .then();
    }

    /** @param versions one of each badge */
    Mono<Void> badges(List<Version<Badge>> versions) {
        var told = versions.stream().map(Version::told).toList();
        return database.sql("""
                        insert into enrollment_badge as known (id, enrollment, provider, issued_at, revoked_at, version)
                        select * from unnest(:ids::uuid[], :enrollments::uuid[], :providers::uuid[], :issued::timestamptz[],
                          :revoked::timestamptz[], :versions::bigint[])
                        on conflict (id) do update set revoked_at = excluded.revoked_at, version = excluded.version
                        where known.version < excluded.version and known.provider = excluded.provider
                        """)
                .bind("ids", told.stream().map(Badge::id).toArray(UUID[]::new))
                .bind("enrollments", told.stream().map(Badge::enrollment).toArray(UUID[]::new))
                .bind("providers", told.stream().map(Badge::provider).toArray(UUID[]::new))
                .bind("issued", told.stream().map(Badge::issuedAt).toArray(Instant[]::new))
                .bind("revoked", told.stream().map(Badge::revokedAt).toArray(Instant[]::new))
                .bind("versions", versions.stream().map(Version::number).toArray(Long[]::new))
                .then();
    }

    private static @Nullable String json(@Nullable Money price) {
        return price == null ? null : CatalogueFormat.JSON.writeValueAsString(price);
    }
}
