package market.tessera.checkout.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Purchases;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class HandedOutPlacesTests extends BuyingOrganisations {
    @Test
    void anInvitationIsTakenUpOnceInOnesOwnNameAndSharesOnlyWhatIsAllowed() {
        var listing = listed("Taken up", 10);
        var employer = new Employer(shop);
        employer.puts(listing, 2);
        employer.pays();
        var learner = Purchases.learner("Ana " + listing.id());
        employer.invites(listing, learner.email());
        var link = link(learner.email());

        var stranger = shop.browser();
        assertThat(stranger.get(link).block().body()).contains("Create an account", employer.name());
        assertThat(stranger.post(link, Map.of()).block().location()).contains("/account/sign-in");
        var browser = shop.signedIn(learner);
        var answers = Flux.range(0, 4)
                .flatMap(_ -> browser.post(link, Map.of()))
                .map(Answer::status)
                .collectList()
                .block();

        assertThat(Collections.frequency(answers, 303)).isEqualTo(1);
        assertThat(shop.count("select count(*) from enrollment where learner = '%s'".formatted(learner.id())))
                .isEqualTo(1);
        shop.await("select state from enrollment where learner = '%s'".formatted(learner.id()), "CONFIRMED");
        database.run("update enrollment set state = 'COMPLETED', grade = 'Merit' where learner = $1", learner.id());
        assertThat(employer.page()).contains("does not share progress").doesNotContain("Merit", ">completed<");
        var line = shop.one("select line from enrollment where learner = '%s'".formatted(learner.id()), UUID.class);
        assertThat(browser.get("/learning").block().body())
                .contains("does not see your progress")
                .doesNotContain("/orders/" + line);
        browser.post("/learning/sharing/" + line, Map.of("shared", "true")).block();
        assertThat(employer.page()).contains("Merit");
        assertThat(employer.look(employer.path() + "/places.csv")).contains("completed," + learner.email(), "Merit");
        browser.post("/learning/sharing/" + line, Map.of("shared", "false")).block();
        assertThat(employer.page()).doesNotContain("Merit");
        assertThat(employer.look(employer.path() + "/places.csv")).doesNotContain("Merit");
    }

    @Test
    void aCodeNeverGivesMorePlacesThanItIsForAndNobodyTwo() {
        var listing = listed("Coded", 20);
        var employer = new Employer(shop);
        employer.puts(listing, 8);
        var order = employer.pays();
        assertThat(employer.codes(listing, 9).location()).contains("not-coded");
        employer.codes(listing, 5);
        assertThat(employer.codes(listing, 4).location())
                .as("five of the eight are kept for the first code")
                .contains("not-coded");
        assertThat(employer.invites(listing, "a@corp.example\nb@corp.example\nc@corp.example\nd@corp.example")
                        .body())
                .contains("only 3 places are left to hand out");
        assertThat(employer.page()).contains("Of these kept for codes");
        var code = shop.one(
                "select code from organisation_code where intake = '%s'".formatted(listing.firstIntake()),
                String.class);

        var people = IntStream.range(0, 12)
                .mapToObj(number -> Purchases.learner("Coder %d %s".formatted(number, listing.id())))
                .toList();
        var twice = List.of(people, people).stream().flatMap(List::stream).toList();
        var joined = Flux.fromIterable(twice)
                .flatMap(person -> shop.signedIn(person).post("/orders/codes/" + code, Map.of("share", "true")), 24)
                .filter(answer -> answer.status() == 303 && answer.location().endsWith("/learning?done=joined"))
                .count()
                .block();

        assertThat(joined).isEqualTo(5);
        assertThat(shop.count("select count(distinct learner) from enrollment where intake = '%s'"
                        .formatted(listing.firstIntake())))
                .isEqualTo(5);
        assertThat(shop.count("select count(*) from organisation_seat where intake = '%s' and state = 'FREE'"
                        .formatted(listing.firstIntake())))
                .isEqualTo(3);
        assertThat(shop.signedIn(people.getFirst())
                        .get("/learning?done=joined")
                        .block()
                        .body())
                .contains("The place is yours");
        theDeskSeesWhoHasJoined(order, listing);
        assertThat(shop.browser().get("/orders/codes/" + code).block().body()).contains("No place is left");
        employer.codes(listing, 3);
        assertThat(employer.page()).contains("kept for your codes").doesNotContain("Hand places out by e-mail");
        var another = shop.one(
                        "select id || ' ' || code from organisation_code where intake = '%s' and places = 3"
                                .formatted(listing.firstIntake()),
                        String.class)
                .split(" ", -1);
        employer.act("/codes/" + another[0] + "/ending");
        assertThat(shop.browser().get("/orders/codes/" + another[1]).block().body())
                .contains("This code has ended");
        assertThat(employer.page()).contains("Hand places out by e-mail");
        assertThat(shop.browser().get("/orders/codes/NOSUCHCODE").block().status())
                .isEqualTo(410);
    }

    private void theDeskSeesWhoHasJoined(UUID order, Listing listing) {
        var joined = shop.one(
                        "select string_agg(email, ',') from organisation_seat where intake = '%s' and state = 'TAKEN'"
                                .formatted(listing.firstIntake()),
                        String.class)
                .split(",", -1);
        for (var person :
                List.of(Payees.operator(), Payees.finance(listing.provider().id()))) {
            assertThat(shop.signedIn(person)
                            .get("/checkout/desk/orders/" + order)
                            .block()
                            .body())
                    .contains("3 × Coded", "not handed out yet", ">joined<")
                    .contains(joined)
                    .doesNotContain("8 × Coded");
        }
    }

    @Test
    void aPlaceGoesToSomebodyElseUntilTheCourseBegins() {
        var listing = listed("Handed on", 10);
        var employer = new Employer(shop);
        employer.puts(listing, 1);
        var order = employer.pays();
        var first = Purchases.learner("First " + listing.id());
        var second = Purchases.learner("Second " + listing.id());
        employer.invites(listing, first.email());
        var dead = link(first.email());
        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        employer.act("/places/" + line + "/withdrawal");
        assertThat(shop.signedIn(first).post(dead, Map.of()).block().status()).isEqualTo(410);

        employer.invites(listing, second.email());
        shop.signedIn(second).post(link(second.email()), Map.of()).block();
        shop.await("select state from enrollment where learner = '%s'".formatted(second.id()), "CONFIRMED");
        employer.act("/places/" + line + "/withdrawal");
        assertThat(shop.one("select state from enrollment where learner = '%s'".formatted(second.id()), String.class))
                .isEqualTo("WITHDRAWN");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(1);

        employer.invites(listing, "third-" + listing.id() + "@corp.example");
        database.run("update order_line set starts = current_date - 1 where id = $1", line);
        assertThat(employer.act("/places/" + line + "/withdrawal").location()).contains("not-taken-back");
    }

    @Test
    void aPlaceThatSomebodyHasTakenUpStaysInItsIntake() {
        var listing = listed("Stays where it is", 5).intake(1_000L, "EUR", 5);
        shop.onSale(new Listing(listing.id(), 2, true, listing.title(), listing.provider(), listing.intakes()));
        var employer = new Employer(shop);
        employer.puts(listing, 1);
        var order = employer.pays();
        var learner = Purchases.learner("Ana " + listing.id());
        employer.invites(listing, learner.email());
        shop.signedIn(learner).post(link(learner.email()), Map.of()).block();
        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        var second = listing.intakes().get(1).id();

        var moved = employer.browser()
                .post("/orders/%s/intake/%s".formatted(order, line), Map.of("intake", second.toString()))
                .block();

        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.body()).contains("An organisation has bought this place");
        assertThat(shop.seatsTaken(second)).isZero();
        assertThat(shop.one("select intake from enrollment where learner = '%s'".formatted(learner.id()), UUID.class))
                .isEqualTo(listing.firstIntake());
    }

    @Test
    void onePersonHasNoTwoOfTheSameName() {
        var person = Purchases.learner("Founder " + UUID.randomUUID());
        var browser = shop.signedIn(person);
        var answers = Flux.just("Acme", "acme", "Acme", "Acme ")
                .flatMap(name -> browser.post("/orders/organisation", Map.of("name", name)))
                .map(Answer::status)
                .collectList()
                .block();

        assertThat(answers).containsExactlyInAnyOrder(303, 422, 422, 422);
        assertThat(browser.post("/orders/organisation", Map.of("name", "ACME"))
                        .block()
                        .body())
                .contains("You have an organisation of that name already", "value=\"ACME\"");
    }

    private String link(String email) {
        return shop.mail(email, "has a place for you")
                .text()
                .replaceFirst("(?s).*(/orders/places/[A-Za-z0-9_-]+).*", "$1");
    }
}
