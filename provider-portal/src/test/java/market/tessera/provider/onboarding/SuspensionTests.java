package market.tessera.provider.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import market.tessera.provider.Browser;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class SuspensionTests extends Applicants {
    @Autowired
    private OfferingLog offerings;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void tellsTheCatalogueNothingOfAnInstitutionThatIsNotVerified() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        var offering = published(rector, institution);
        assertThat(told(offering)).isEmpty();
        assertThat(told(institution.toString())).containsOnly("false");

        operator.follow("/portal/providers/" + institution + "/refuse", "said", "No such register entry");
        assertThat(told(offering)).isEmpty();
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        assertThat(told(offering)).containsExactly("published");
        operator.follow("/portal/providers/" + institution + "/suspend", "said", "The accreditation has ended");

        assertThat(told(offering)).containsExactly("published", "withdrawn");
    }

    @Test
    void keepsWhatASuspendedInstitutionHasInReviewAndPublishesNothingOfItUntilItIsVerifiedAgain() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = rector.follow(
                        "/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        rector.follow("/portal/offerings/" + offering + "/propose", "revision", "0");

        operator.follow("/portal/providers/" + institution + "/suspend", "said", "We look into a complaint");
        var reviewer = cast.signedIn(cast.person("Rolf", institution, Role.REVIEWER));
        reviewer.follow("/portal/offerings/" + offering + "/approve", "revision", "1");
        rector.follow("/portal/offerings/" + offering + "/publish", "revision", "2");
        assertThat(told(offering)).isEmpty();
        operator.follow("/portal/providers/" + institution + "/verify", verification());

        assertThat(told(offering)).containsExactly("published");
    }

    @Test
    void suspendsAnInstitutionWhileAnImportIsAtItsOfferings() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = published(rector, institution);

        var suspension = database.sql("select id from offering where provider = :provider order by id for update")
                .bind("provider", institution)
                .then()
                .then(Mono.fromSupplier(() -> suspended(operator, institution)))
                .delayUntil(_ -> cast.waitedFor())
                .delayUntil(_ -> offerings.announce(List.of(UUID.fromString(offering))))
                .as(transaction::transactional)
                .block();

        assertThat(suspension.join()).isEqualTo(303);
        assertThat(told(offering)).containsExactly("published", "published", "withdrawn");
    }

    /** Somebody works on what was not public when the suspension began, and is when it comes to telling: both wait for the provider. */
    @Test
    void suspendsAnInstitutionWhileSomebodyWorksOnWhatHasJustBecomePublic() {
        send("name", name);
        var rector = joined();
        var institution = institution();
        var operator = cast.signedIn(cast.operator("Noor Haddad"));
        operator.follow("/portal/providers/" + institution + "/verify", verification());
        var offering = published(rector, institution);
        status(offering, "withdrawn");
        var locked = new CompletableFuture<Void>();
        var free = new CompletableFuture<Void>();

        var suspension = database.sql("select id from provider where id = :id for share")
                .bind("id", institution)
                .then()
                .then(Mono.fromSupplier(() -> suspended(operator, institution)))
                .delayUntil(_ -> cast.waitedFor())
                .delayUntil(_ ->
                        Mono.fromRunnable(() -> status(offering, "published")).subscribeOn(Schedulers.boundedElastic()))
                .map(suspended -> List.of(suspended, changed(offering, locked, free)))
                .delayUntil(_ -> Mono.fromFuture(locked))
                .as(transaction::transactional)
                .block();
        free.complete(null);

        assertThat(suspension).extracting(CompletableFuture::join).containsExactly(303, 303);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(told(offering)).endsWith("withdrawn"));
    }

    private CompletableFuture<Integer> changed(
            String offering, CompletableFuture<Void> locked, CompletableFuture<Void> free) {
        return database.sql("select id from offering where id = :id for update")
                .bind("id", UUID.fromString(offering))
                .then()
                .then(Mono.fromRunnable(() -> locked.complete(null)))
                .then(Mono.fromFuture(free))
                .then(Mono.defer(() -> offerings.announce(List.of(UUID.fromString(offering)))))
                .thenReturn(303)
                .as(transaction::transactional)
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    private static CompletableFuture<Integer> suspended(Browser operator, UUID institution) {
        return Mono.fromCallable(
                        () -> operator.post("/portal/providers/" + institution + "/suspend", "said", "A complaint")
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
    }

    private String published(Browser rector, UUID institution) {
        var offering = rector.follow(
                        "/portal/offerings/new", "title", "Offshore wind", "provider", institution.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        var reviewer = cast.signedIn(cast.person("Rolf", institution, Role.REVIEWER));
        rector.follow("/portal/offerings/" + offering + "/propose", "revision", "0");
        reviewer.follow("/portal/offerings/" + offering + "/approve", "revision", "1");
        rector.follow("/portal/offerings/" + offering + "/publish", "revision", "2");
        return offering;
    }

    /** What the log says of it: of an offering its status, of a provider whether it is verified. */
    private List<String> told(String subject) {
        return database.sql(
                        "select coalesce(data ->> 'status', data ->> 'verified') from event_log where subject = :id order by id")
                .bind("id", subject)
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
