package market.tessera.provider.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PathwayPartsTests extends PathwaySteps {
    @Test
    void isNotProposedIfNobodyCouldWalkIt() {
        var pathway = begin("Welder");
        write(pathway, "offering", published(nordkyst, "Welding"), "rule.type", "anyOf", "rule.n", "3");

        assertThat(refused(author, pathway, "propose"))
                .contains("two parts at least", "The rule asks for 3 parts, and there are 1");

        write(
                pathway,
                "offering",
                published(nordkyst, "A", 3),
                "offering",
                published(nordkyst, "B", 2),
                "rule.type",
                "creditSum",
                "rule.framework",
                "ECTS",
                "rule.points",
                "10");
        assertThat(refused(author, pathway, "propose")).contains("asks for 10 ECTS, and all parts together give 5");

        write(
                pathway,
                "offering",
                published(nordkyst, "A", 3),
                "offering",
                published(nordkyst, "B"),
                "rule.type",
                "creditSum",
                "rule.framework",
                "ECTS",
                "rule.points",
                "10");
        act(author, pathway, "propose");
        assertThat(author.page(pathway)).contains("3 ECTS as far as it is stated (one part says nothing in ECTS)");
    }

    @Test
    void waitsForItsPartsToBePublic() {
        var pathway = begin("Welder");
        write(pathway, "offering", published(nordkyst, "Welding"), "offering", unpublished("Brazing"));
        act(author, pathway, "propose");
        act(reviewer, pathway, "approve");

        assertThat(refused(approver, pathway, "publish")).contains("Not public yet, or no longer: Brazing");
        assertThat(state(pathway)).isEqualTo("approved");
    }

    @Test
    void takesNothingOfOthersThatIsNotPublic() {
        var havn = cast.institution("Havn");
        var theirs = cast.signedIn(cast.person("Hanna", havn, Role.AUTHOR))
                .follow("/portal/offerings/new", "title", "Secret plans", "provider", havn.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        published(havn, "Open harbour");
        var pathway = begin("Harbour master");

        assertThat(edited(author, pathway, "offering", theirs)).isEqualTo(409);
        assertThat(found(pathway, "harbour")).contains("Open harbour", "Havn");
        assertThat(found(pathway, "secret")).doesNotContain("Secret plans");
        assertThat(edited(author, pathway, "pathway", begin(havn, "Theirs"))).isEqualTo(409);
    }

    @Test
    void refusesCirclesOverHoweverManySteps() {
        var one = begin("One");
        var two = begin("Two");
        var three = begin("Three");
        write(one, "pathway", id(two).toString());
        write(two, "pathway", id(three).toString());

        assertThat(edited(author, three, "pathway", id(one).toString())).isEqualTo(409);
        assertThat(edited(author, one, "pathway", id(one).toString())).isEqualTo(409);
        assertThat(author.post(
                                three + "/edit",
                                "revision",
                                revision(three),
                                "title",
                                "Three",
                                "rule.type",
                                "allOf",
                                "pathway",
                                id(one).toString())
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("One already contains this pathway");
    }

    @Test
    void refusesOneOfTwoEditsThatCloseACircleTogether() {
        for (var round = 0; round < 5; round++) {
            var one = begin("One");
            var two = begin("Two");

            var answers = Flux.just(List.of(one, two), List.of(two, one))
                    .flatMap(pair -> Mono.fromCallable(() -> edited(
                                    author,
                                    pair.getFirst(),
                                    "pathway",
                                    id(pair.getLast()).toString()))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .collectList()
                    .block();

            assertThat(answers).containsExactlyInAnyOrder(303, 409);
        }
    }

    @Test
    void containsAWholePathway() {
        var inner = inReview("Welder");
        act(reviewer, inner, "approve");
        var outer = begin("Master welder");
        write(outer, "pathway", id(inner).toString(), "offering", published(nordkyst, "Leading a workshop"));
        act(author, outer, "propose");
        act(reviewer, outer, "approve");
        assertThat(refused(approver, outer, "publish")).contains("Not public yet, or no longer: Welder");

        act(approver, inner, "publish");
        act(approver, outer, "publish");

        assertThat(told(outer).path("pathways")).isEqualTo(json("[\"%s\"]".formatted(id(inner))));
    }

    @Test
    void movesAddsAndRemovesParts() {
        var a = published(nordkyst, "A");
        var b = published(nordkyst, "B");
        var c = published(nordkyst, "C");
        var pathway = begin("Letters");

        press(pathway, "add", "offering", a, "offering", b, "new-offering", c);
        press(pathway, "up:offering:2", "offering", a, "offering", b, "offering", c);
        assertThat(parts(pathway)).containsExactly(a, c, b);
        press(pathway, "drop:offering:0", "offering", a, "offering", c, "offering", b);
        assertThat(parts(pathway)).containsExactly(c, b);
    }

    private void press(String pathway, String button, String... fields) {
        var sent = Stream.concat(Stream.of("press", button), Stream.of(fields)).toArray(String[]::new);
        author.post(pathway + "/edit", whole(pathway, sent)).expectStatus().isOk();
    }

    private String found(String pathway, String words) {
        return author.post(pathway + "/edit", whole(pathway, "press", "find", "find", words))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("(?s)^.*role=\"status\"", "");
    }

    private String refused(Browser who, String pathway, String deed) {
        return who.post(pathway + "/" + deed, "revision", revision(pathway))
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }
}
