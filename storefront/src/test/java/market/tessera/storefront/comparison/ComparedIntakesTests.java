package market.tessera.storefront.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import market.tessera.storefront.SampleIndex;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Offerings compared by what one of their intakes is like. */
class ComparedIntakesTests extends Comparing {
    @Test
    void comparesByTheIntakeThatWasChosen() {
        var offering = withTwoPricedIntakes();
        var other = ids(0, 2).stream()
                .filter(id -> !id.equals(offering.path("id").asString()))
                .findFirst()
                .orElseThrow();
        var later = offering.at("/offering/intakes").get(1);
        var address = "ids=%s,%s&intakes=%s&currency=EUR"
                .formatted(
                        offering.path("id").asString(), other, later.path("id").asString());
        SampleIndex.put("offerings", offering);
        try {
            var comparison = JSON.readTree(body("/api/v1/comparisons?" + address));
            var page = body("/compare?" + address);

            assertThat(row(comparison, "cost").at("/values/0/value/amount").asLong())
                    .isEqualTo(98_700);
            assertThat(row(comparison, "cost").at("/values/0/rule").asString()).isNotBlank();
            assertThat(row(comparison, "costPerHour")
                            .at("/values/0/value/amount")
                            .asLong())
                    .isEqualTo(Math.round(
                            98_700 / offering.at("/compare/effort/hours").asDouble()));
            assertThat(row(comparison, "starts").at("/values/0/value").asString())
                    .isEqualTo(later.path("starts").asString());
            assertThat(row(comparison, "place").at("/values/0/text").asString()).isEqualTo("Elvheim");
            assertThat(page)
                    .contains("value=\"%s\" selected".formatted(later.path("id").asString()))
                    .contains("/compare.csv?ids=%s,%s&amp;intakes=%s&amp;currency=EUR"
                            .formatted(
                                    offering.path("id").asString(),
                                    other,
                                    later.path("id").asString()));
            assertThat(body("/compare.csv?" + address)).contains("€987", "Elvheim");
        } finally {
            SampleIndex.put(
                    "offerings", SampleIndex.offering(offering.path("title").asString()));
        }
    }

    @Test
    void saysThatAChosenIntakeIsNotOpen() {
        var address = "ids=%s&intakes=%s".formatted(String.join(",", ids(0, 2)), UUID.randomUUID());

        assertThat(body("/compare?" + address)).contains("The chosen start is no longer open");
        client.get()
                .uri("/api/v1/comparisons?" + address)
                .exchange()
                .expectStatus()
                .isNotFound();
        client.get()
                .uri("/api/v1/comparisons?ids=%s&intakes=spring".formatted(String.join(",", ids(0, 2))))
                .exchange()
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void tellsApartWhatIsCalledTheSameAndCallsNoStartBestThatNobodyCanHave() {
        var full = changed(0, offering -> {
            credential(offering, "Wind site assessor");
            ((ObjectNode) offering.path("elements")).putObject("stackability");
            offering.putArray("intakes")
                    .add(intake(LocalDate.now(ZoneOffset.UTC).plusDays(20), 0));
        });
        var free = changed(1, offering -> {
            credential(offering, "Wind farm planner");
            offering.putArray("intakes")
                    .add(intake(LocalDate.now(ZoneOffset.UTC).plusDays(90), 9));
        });
        SampleIndex.put("offerings", full);
        SampleIndex.put("offerings", free);
        try {
            var comparison = compare(ids(0, 2));

            assertThat(row(comparison, "credential").path("same").asBoolean()).isFalse();
            assertThat(row(comparison, "starts").at("/values/0/best").asBoolean())
                    .isFalse();
            assertThat(row(comparison, "starts").at("/values/0/detail").asString())
                    .isEqualTo("full");
            assertThat(row(comparison, "starts").at("/values/1/best").asBoolean())
                    .isTrue();
            assertThat(row(comparison, "stackability").at("/values/0/basis").asString())
                    .isEqualTo("undisclosed");
        } finally {
            SampleIndex.putAll("offerings", SampleIndex.offerings().subList(0, 2));
        }
    }

    private static void credential(ObjectNode offering, String name) {
        ((ObjectNode) offering.path("elements"))
                .putObject("credential")
                .put("type", "certificate")
                .put("name", name);
    }

    private static ObjectNode intake(LocalDate starts, int seats) {
        return JSON.createObjectNode()
                .put("id", UUID.randomUUID().toString())
                .put("selfPaced", false)
                .put("starts", starts.toString())
                .put("seats", seats)
                .putNull("price");
    }

    /** An offering whose second intake is later, dearer and elsewhere. */
    private static ObjectNode withTwoPricedIntakes() {
        var offering = SampleIndex.offerings().stream()
                .filter(each -> each.at("/compare/effort/hours").isNumber())
                .filter(each -> stream(each.at("/offering/intakes"))
                                .filter(intake -> intake.has("starts") && intake.has("closes"))
                                .filter(intake ->
                                        intake.path("closes").asString().compareTo(tomorrow()) > 0)
                                .count()
                        > 1)
                .findFirst()
                .orElseThrow()
                .deepCopy();
        var later = (ObjectNode) offering.at("/offering/intakes").get(1);
        later.put("place", "Elvheim").putObject("price").put("amount", 98_700).put("currency", "EUR");
        return offering;
    }

    private static String tomorrow() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(1).toString();
    }
}
