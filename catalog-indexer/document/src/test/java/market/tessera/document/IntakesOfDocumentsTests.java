package market.tessera.document;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.published;
import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.document.told.Seats;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakesOfDocumentsTests extends DocumentSteps {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // dated before self-paced, the earliest first, open through the last day
                "[{'id': 'p', 'selfPaced': true}, {'id': 'l', 'starts': '2027-03-01'}, {'id': 'e', 'starts': '2027-02-01'}] | e | open",
                "[{'id': 'x', 'starts': '2026-11-22'}, {'id': 'y', 'starts': '2026-11-23'}] | y | open",
                "[{'id': 'x', 'starts': '2027-02-01', 'closes': '2026-11-22'}, {'id': 'p', 'selfPaced': true}] | p | open",
                "[{'id': 'x', 'starts': '2027-02-01', 'closes': '2026-11-22'}] | - | closed",
                "[{'id': 'p', 'selfPaced': true, 'ends': '2026-11-01'}] | - | closed",
                "[] | - | undisclosed",
                // full ones last
                "[{'id': 'full', 'starts': '2027-01-01'}, {'id': 'y', 'starts': '2027-02-01'}] | y | open",
                "[{'id': 'full', 'starts': '2027-01-01'}] | full | full",
                "[{'id': 'none', 'starts': '2027-01-01', 'seats': 0}, {'id': 'y', 'starts': '2027-02-01', 'seats': 9}] | y | open",
            })
    void theNextIntakeIsTheEarliestOpenOneWithSeats(String intakes, String next, String availability) {
        var data = bare("a");
        data.set("intakes", json(intakes));

        var document = document(published(data, 1), new Seats("full", "a", 4, 0));

        assertThat(document.at("/card/nextIntake/id").asString(null)).isEqualTo(next);
        assertThat(document.at("/facet/availability").asString()).isEqualTo(availability);
    }

    @Test
    void whatIsOfOneIntakeIsKeptTogether() {
        var data = complete("a");
        data.set("intakes", json("""
                [{'id': 'x', 'starts': '2027-02-01', 'price': {'amount': 390000, 'currency': 'NOK'}},
                 {'id': 'y', 'starts': '2027-06-01', 'mode': 'onsite', 'price': {'amount': 780000, 'currency': 'NOK'}},
                 {'id': 'z', 'selfPaced': true, 'mode': 'blended', 'price': null},
                 {'id': 'gone', 'starts': '2026-02-01', 'mode': 'onsite', 'price': {'amount': 1, 'currency': 'NOK'}}]
                """));

        var document = document(published(data, 1));

        assertThat(document.path("runs")).isEqualTo(json("""
                [{'selfPaced': false, 'starts': '2027-02-01', 'mode': 'online', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'open'},
                 {'selfPaced': false, 'starts': '2027-06-01', 'mode': 'onsite', 'cost': 66667, 'costPerHour': 1333, 'priced': 'true', 'availability': 'open'},
                 {'selfPaced': true, 'mode': 'blended', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'open'}]
                """));
        assertThat(values(document.at("/facet/mode"))).containsExactly("online", "onsite", "blended");
        assertThat(document.path("costs")).isEqualTo(json("[33333, 66667]"));
    }

    @Test
    void withoutAnOpenIntakeThereIsWhatTheOfferingSaysOfItself() {
        var document = document(published(changed(complete("a"), data -> data.putArray("intakes")), 1));

        assertThat(document.path("runs"))
                .isEqualTo(
                        json(
                                "[{'selfPaced': false, 'mode': 'online', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'undisclosed'}]"));
    }

    @Test
    void seatsThatCheckoutHasToldAreShownWithTheIntake() {
        var told = document(published(complete("a"), 1), new Seats("a-spring", "a", 7, 12));
        var unlimited = document(published(complete("a"), 1), new Seats("a-spring", "a", 8, null));

        assertThat(told.at("/offering/intakes/0/left").asInt()).isEqualTo(12);
        assertThat(told.at("/card/nextIntake/left").asInt()).isEqualTo(12);
        assertThat(unlimited.at("/offering/intakes/0/left").isNull()).isTrue();
        assertThat(unlimited.at("/card/nextIntake").has("left")).isFalse();
        assertThat(document(published(complete("a"), 1))
                        .at("/offering/intakes/0")
                        .has("left"))
                .isFalse();
    }
}
