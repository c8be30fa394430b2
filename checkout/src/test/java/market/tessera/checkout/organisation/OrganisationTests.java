package market.tessera.checkout.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Purchases;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class OrganisationTests extends BuyingOrganisations {
    @Test
    void placesAreBoughtInNumbersAndEnrollNobodyUntilTheyAreTakenUp() {
        var listing = listed("Bought in numbers", 5);
        var employer = new Employer(shop);

        var tooMany = employer.puts(listing, 6);
        assertThat(tooMany).contains("Fewer places are left than you want");
        assertThat(employer.puts(listing, 4)).contains("€10 each", "€40");
        var order = employer.pays();

        assertThat(shop.status(order)).isEqualTo("FULFILLED");
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(4);
        assertThat(shop.count("select count(*) from order_line where order_id = '%s'".formatted(order)))
                .isEqualTo(4);
        assertThat(shop.count("select count(*) from enrollment where order_id = '%s'".formatted(order)))
                .isZero();
        assertThat(shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s'".formatted(order)))
                .isZero();
        assertThat(employer.look("/orders/" + order)).contains("The places are yours", "4 × Bought in numbers");
        assertThat(employer.page()).contains("Bought in numbers", "Not handed out");
        assertThat(shop.mail(employer.person().email(), "Your receipt").text()).contains("4 × Bought in numbers");
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 1L);
        var invoice = shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
        for (var paper : List.of(invoice, "receipt")) {
            assertThat(employer.look("/orders/%s/documents/%s".formatted(order, paper)))
                    .as("places that are alike are one line of it")
                    .contains("<strong>4 × Bought in numbers</strong>", "€40");
        }
        assertThat(employer.look("/orders/%s/documents/%s".formatted(order, invoice)))
                .contains("€10 each");
    }

    @Test
    void aListIsReadLineByLineAndSentWholeOrNotAtAll() {
        var listing = listed("Listed", 10);
        var employer = new Employer(shop);
        employer.puts(listing, 3);
        employer.pays();

        var faulty = employer.invites(listing, "ana@corp.example\nnot an address\nAna; ANA@corp.example");
        assertThat(faulty.status()).isEqualTo(422);
        assertThat(faulty.body())
                .contains("Line 2:", "is not one e-mail address", "Line 3:", "stands there twice", "ana@corp.example");
        assertThat(employer.invites(listing, "a@corp.example\nb@corp.example\nc@corp.example\nd@corp.example")
                        .body())
                .contains("only 3 places are left");
        assertThat(employer.invites(listing, "a@corp.example\n".repeat(4_000)).body())
                .as("a list is never cut")
                .contains("the list is too long");
        assertThat(invited(listing)).isZero();

        var addresses = IntStream.range(0, 3)
                .mapToObj(number -> "person-%d-%s@corp.example".formatted(number, listing.id()))
                .toList();
        var both = Flux.range(0, 2)
                .flatMap(_ -> employer.browser()
                        .post(
                                employer.path() + "/intakes/" + listing.firstIntake() + "/invitations",
                                Map.of("addresses", "Name,E-mail\nPerson, " + String.join("\n", addresses))))
                .map(Answer::status)
                .collectList()
                .block();

        assertThat(both).containsExactlyInAnyOrder(303, 422);
        assertThat(invited(listing)).isEqualTo(3);
        assertThat(employer.page())
                .as("nobody has joined yet")
                .contains("places bought", "0 joined, 3 invited, 0 not handed out")
                .doesNotContain("all places confirmed");
        assertThat(employer.look("/orders")).contains("places bought").doesNotContain("all places confirmed");
        assertThat(shop.mail(addresses.getFirst(), "has a place for you").text())
                .contains("/orders/places/");
        assertThat(employer.invites(listing, addresses.getFirst()).body())
                .contains("has a place or an invitation already");
        assertThat(employer.act("/intakes/" + listing.firstIntake() + "/reminders")
                        .location())
                .contains("people=0");
        database.run(
                "update organisation_seat set invited_at = now() - interval '2 days' where intake = $1",
                listing.firstIntake());
        assertThat(employer.act("/intakes/" + listing.firstIntake() + "/reminders")
                        .location())
                .contains("people=3");
        assertThat(shop.mail(addresses.getFirst(), "Your place waits for you").text())
                .contains("/orders/places/");
    }

    @Test
    void placesThatNobodyHasAreGivenBackWithTheirSeats() {
        var listing = listed("Given back", 10);
        var employer = new Employer(shop);
        employer.puts(listing, 3);
        var order = employer.pays();
        var invited = "ana-%s@corp.example".formatted(listing.id());
        employer.invites(listing, invited);
        var page = employer.look("/orders/%s/refund".formatted(order));
        assertThat(page)
                .as("which place is whose, those that nobody loses first")
                .contains("loses it at once", "not handed out", "invited: " + invited);
        assertThat(page.indexOf("not handed out")).isLessThan(page.indexOf("invited: "));
        var lines = shop.one(
                        "select string_agg(line::text, ',') from organisation_seat where intake = '%s' and state = 'FREE'"
                                .formatted(listing.firstIntake()),
                        String.class)
                .split(",", 2);

        var given = employer.browser()
                .post("/orders/%s/refund".formatted(order), Map.of("line", lines[0]))
                .block();

        assertThat(given.status()).isEqualTo(303);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(2);
        assertThat(shop.count("select count(*) from organisation_seat where intake = '%s' and state = 'RETURNED'"
                        .formatted(listing.firstIntake())))
                .isEqualTo(1);
    }

    @Test
    void anOrganisationIsItsOwnPeoplesAloneAndEachDoesOnlyWhatIsTheirs() {
        var listing = listed("Private", 10);
        var employer = new Employer(shop);
        employer.puts(listing, 2);
        var order = employer.pays();
        employer.invites(listing, "ana-" + listing.id() + "@corp.example");
        var other = new Employer(shop);

        for (var path : List.of("", "/places.csv")) {
            assertThat(other.browser().get(employer.path() + path).block().status())
                    .isEqualTo(404);
        }
        assertThat(shop.browser().get(employer.path()).block().location()).contains("/account/sign-in");
        for (var path : List.of(
                "/intakes/%s/invitations".formatted(listing.firstIntake()),
                "/intakes/%s/codes".formatted(listing.firstIntake()),
                "/intakes/%s/reminders".formatted(listing.firstIntake()),
                "/places/%s/withdrawal".formatted(UUID.randomUUID()),
                "/codes/%s/ending".formatted(UUID.randomUUID()),
                "/members",
                "/members/%s/removal".formatted(employer.person().id()))) {
            assertThat(other.act(employer.path(), path).status()).as(path).isEqualTo(404);
        }
        other.browser()
                .post("/basket/buyer", Map.of("organisation", employer.id()))
                .block();
        assertThat(other.puts(listing, 5)).doesNotContain(employer.name());

        var buyer = Purchases.learner("Buyer " + listing.id());
        employer.browser()
                .post(employer.path() + "/members", Map.of("email", buyer.email(), "role", "BUYER"))
                .block();
        var asked = shop.mail(buyer.email(), "Act for")
                .text()
                .replaceFirst("(?s).*(/orders/organisation/membership/[A-Za-z0-9_-]+).*", "$1");
        var browser = shop.signedIn(buyer);
        assertThat(browser.get(asked).block().body()).contains(employer.name());
        assertThat(browser.post(asked, Map.of()).block().location()).endsWith(employer.path());
        assertThat(browser.post(asked, Map.of()).block().status()).isEqualTo(410);
        assertThat(browser.get(employer.path()).block().body())
                .contains("Not handed out")
                .doesNotContain("ana-" + listing.id());
        assertThat(browser.get(employer.path() + "/places.csv").block().status())
                .isEqualTo(403);
        assertThat(browser.post(employer.path() + "/members", Map.of("email", "x@y.example"))
                        .block()
                        .status())
                .isEqualTo(403);
        documentsAreForManagers(employer, order, buyer);
        employer.act("/members/%s/removal".formatted(buyer.id()));
        assertThat(browser.get(employer.path()).block().status()).isEqualTo(404);
        assertThat(browser.get("/orders/%s/documents".formatted(order)).block().status())
                .isEqualTo(404);
    }

    /** The order itself stays its buyer's alone. */
    private void documentsAreForManagers(Employer employer, UUID order, Person member) {
        var browser = shop.signedIn(member);
        var documents = "/orders/%s/documents".formatted(order);
        shop.await("select count(*) from document where order_id = '%s'".formatted(order), 1L);
        assertThat(browser.get(employer.path()).block().body()).doesNotContain(documents);
        assertThat(browser.get(documents).block().status()).isEqualTo(404);

        database.run(
                "update organisation_member set role = 'MANAGER' where learner = $1 and organisation = $2",
                member.id(),
                UUID.fromString(employer.id()));

        assertThat(browser.get(employer.path()).block().body()).contains(documents);
        var invoice = shop.one("select number from document where order_id = '%s'".formatted(order), String.class);
        assertThat(browser.get(documents).block().body()).contains(invoice, "href=\"" + employer.path());
        for (var paper : List.of("/receipt", "/receipt.pdf", "/" + invoice, "/" + invoice + ".pdf")) {
            assertThat(browser.get(documents + paper).block().status())
                    .as(paper)
                    .isEqualTo(200);
        }
        for (var place : List.of("", "/refund", "/return", "/payment")) {
            assertThat(browser.get("/orders/" + order + place).block().status())
                    .as(place)
                    .isEqualTo(404);
        }
    }

    @Test
    void whoeverAsksVeryManyToActForAnOrganisationHasToWait() {
        var employer = new Employer(shop);

        var answers = Flux.range(0, 40)
                .concatMap(number -> employer.browser()
                        .post(
                                employer.path() + "/members",
                                Map.of("email", "somebody-%d@corp.example".formatted(number), "role", "BUYER")))
                .map(answer -> answer.location().replaceFirst(".*done=", ""))
                .collectList()
                .block();

        assertThat(answers).contains("asked").endsWith("not-asked-too-many");
        assertThat(shop.count(
                        "select count(*) from organisation_invitee where organisation = '%s'".formatted(employer.id())))
                .isLessThan(40);

        var listing = listed("Very many lists", 5);
        var lists = Flux.range(0, 40)
                .concatMap(_ -> employer.browser()
                        .post(
                                employer.path() + "/intakes/" + listing.firstIntake() + "/invitations",
                                Map.of("addresses", "somebody@corp.example")))
                .collectList()
                .block();

        assertThat(lists.getFirst().status()).isEqualTo(422);
        assertThat(lists.getLast().location()).endsWith("not-asked-too-many");
    }

    private long invited(Listing listing) {
        return shop.count("select count(*) from organisation_seat where intake = '%s' and state = 'INVITED'"
                .formatted(listing.firstIntake()));
    }
}
