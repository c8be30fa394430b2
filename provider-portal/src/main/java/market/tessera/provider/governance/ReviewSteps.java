package market.tessera.provider.governance;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.governance.ReviewStep.Rule;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Members;
import market.tessera.provider.staff.Members.Member;
import market.tessera.provider.staff.Role;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The reviews that providers want, and who is to give them. */
@Repository
class ReviewSteps {
    private final DatabaseClient database;
    private final Members members;

    ReviewSteps(DatabaseClient database, Members members) {
        this.database = database;
        this.members = members;
    }

    /** In order, at least one. */
    Mono<List<ReviewStep>> of(UUID provider) {
        return database.sql("select name, roles, rule from review_step where provider = :provider order by place")
                .bind("provider", provider)
                .map(ReviewSteps::step)
                .all()
                .collectList()
                .map(steps -> steps.isEmpty() ? List.of(ReviewStep.DEFAULT) : steps);
    }

    /** Who may still decide on a step of this draft. */
    Mono<List<Member>> outstanding(Work work, ReviewStep step) {
        return members.having(work.provider(), step.anyRole())
                .filter(member -> !work.review().contributors().contains(member.id()))
                .filter(member -> !work.review().approvers().contains(member.id()))
                .collectList();
    }

    private static ReviewStep step(Readable row) {
        return new ReviewStep(
                Columns.required(row, "name", String.class),
                Arrays.stream(Columns.required(row, "roles", String[].class))
                        .map(Role::of)
                        .toList(),
                Rule.valueOf(Columns.required(row, "rule", String.class).toUpperCase(Locale.ROOT)));
    }
}
