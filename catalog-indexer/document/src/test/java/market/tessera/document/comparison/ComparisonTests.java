package market.tessera.document.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import market.tessera.document.Offerings;
import market.tessera.document.snapshot.Basis;
import market.tessera.document.snapshot.OfferingSnapshot;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;

/** The comparison rules of the domain, each by examples. */
class ComparisonTests {
    private static final ExchangeRates RATES = ExchangeRates.read(new ByteArrayResource(
            "NOK,11.70,2026-11-20,a bank\nJPY,160,2026-11-20,a bank".getBytes(StandardCharsets.UTF_8)));
    private static final EqfLevels LEVELS = EqfLevels.read(new ClassPathResource("index-document/eqf-levels.txt"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // stated hours win over everything
                "{'effort': {'hours': 50, 'weeks': 6, 'hoursPerWeek': 9}, 'credit': {'framework': 'ECTS', 'points': 4}} | 50 | 50 | 50 | STATED | - | -",
                "{'effort': {'hours': 7.5}} | 7.5 | 7.5 | 7.5 | STATED | - | -",
                // then credits, as a range
                "{'effort': {'weeks': 6, 'hoursPerWeek': 9}, 'credit': {'framework': 'ECTS', 'points': 2}} | 55 | 50 | 60 | DERIVED | ects-25-30 | 2 ECTS",
                "{'credit': {'framework': 'UK-CATS', 'points': 5, 'ects': 2.5}} | 68.75 | 62.5 | 75 | DERIVED | ects-25-30 | 2.5 ECTS",
                // then weeks
                "{'effort': {'weeks': 6, 'hoursPerWeek': 8}} | 48 | 48 | 48 | DERIVED | weeks-times-hours | 6 × 8 h",
                "{'effort': {'weeks': 10, 'hoursPerWeek': 2.5}, 'credit': {'framework': 'US-SCH', 'points': 3}} | 25 | 25 | 25 | DERIVED | weeks-times-hours | 10 × 2.5 h",
                // else nothing
                "{'effort': {'weeks': 6}} | - | - | - | UNDISCLOSED | - | -",
                "{'effort': {'hours': 0}} | - | - | - | UNDISCLOSED | - | -",
                "{'credit': {'framework': 'US-CEU', 'points': 3}} | - | - | - | UNDISCLOSED | - | -",
                "{} | - | - | - | UNDISCLOSED | - | -",
            })
    void effortIsStatedElseFromCreditsElseFromWeeks(
            String elements, Double hours, Double min, Double max, Basis basis, String rule, String from) {
        var effort = compare(elements).effort();

        assertThat(value(effort.hours())).isEqualTo(hours);
        assertThat(value(effort.min())).isEqualTo(min);
        assertThat(value(effort.max())).isEqualTo(max);
        assertThat(effort.basis()).isEqualTo(basis);
        assertThat(effort.rule()).isEqualTo(rule);
        assertThat(effort.from()).isEqualTo(from);
    }

    @Test
    void effortThatWasDerivedBeforeSaysSo() {
        var data = Offerings.with("a", "{'effort': {'hours': 50}}");
        data.set(
                "provenance",
                Offerings.json(
                        "{'effort': {'basis': 'derived', 'rule': '10 hours per credit point', 'from': '5 credits'}}"));

        var effort = compare(snapshot(data), null).effort();

        assertThat(effort.basis()).isEqualTo(Basis.DERIVED);
        assertThat(effort.rule()).isEqualTo("10 hours per credit point");
        assertThat(effort.from()).isEqualTo("5 credits");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "[{'type': 'tuition', 'amount': 390000, 'currency': 'NOK', 'mandatory': true}] | 390000 | NOK | 33333 | STATED | - | -",
                "[{'type': 'tuition', 'amount': 100, 'currency': 'EUR', 'mandatory': true}, {'type': 'materials', 'amount': 20, 'currency': 'EUR', 'mandatory': true}] | 120 | EUR | 120 | DERIVED | sum-of-mandatory | tuition + materials",
                "[{'type': 'tuition', 'amount': 100, 'currency': 'EUR', 'mandatory': true}, {'type': 'other', 'amount': 20, 'currency': 'EUR', 'mandatory': false}] | 100 | EUR | 100 | STATED | - | -",
                "[{'type': 'tuition', 'amount': 0, 'currency': 'EUR', 'mandatory': true}] | 0 | EUR | 0 | STATED | - | -", // free, said so
                "[{'type': 'tuition', 'amount': 16000, 'currency': 'JPY'}] | 16000 | JPY | 10000 | STATED | - | -", // mandatory unless said otherwise; no minor unit
                "[{'type': 'tuition', 'amount': 5000, 'currency': 'USD'}] | 5000 | USD | - | STATED | - | -", // no rate
                // not a total
                "[{'type': 'materials', 'amount': 20, 'currency': 'EUR', 'mandatory': false}] | - | - | - | UNDISCLOSED | - | -",
                "[{'type': 'tuition', 'amount': 100, 'currency': 'EUR'}, {'type': 'materials'}] | - | - | - | UNDISCLOSED | - | -",
                "[{'type': 'tuition', 'amount': 100, 'currency': 'EUR'}, {'type': 'fees', 'amount': 100, 'currency': 'NOK'}] | - | - | - | UNDISCLOSED | - | -",
                "[] | - | - | - | UNDISCLOSED | - | -",
            })
    void costIsTheSumOfAllMandatoryLines(
            String costs, Long amount, String currency, Long base, Basis basis, String rule, String from) {
        var cost = compare("{'costs': %s}".formatted(costs)).cost();

        assertThat(cost.amount()).isEqualTo(amount);
        assertThat(cost.currency() == null ? null : cost.currency().getCurrencyCode())
                .isEqualTo(currency);
        assertThat(cost.base()).isEqualTo(base);
        assertThat(cost.basis()).isEqualTo(basis);
        assertThat(cost.rule()).isEqualTo(rule);
        assertThat(cost.from()).isEqualTo(from);
    }

    @Test
    void aConvertedCostTellsRateDayAndSource() {
        var cost = compare("{'costs': [{'type': 'tuition', 'amount': 390000, 'currency': 'NOK'}]}")
                .cost();

        assertThat(cost.rate()).isEqualByComparingTo("11.70");
        assertThat(cost.rateDate()).isEqualTo("2026-11-20");
        assertThat(cost.rateSource()).isEqualTo("a bank");
    }

    @Test
    void theNextIntakesOwnPriceReplacesTheCosts() {
        var data = Offerings.with("a", "{'costs': [{'type': 'tuition', 'amount': 390000, 'currency': 'NOK'}]}");

        assertThat(compare(snapshot(data), Money.of(390000, "NOK")).cost().basis())
                .isEqualTo(Basis.STATED);
        assertThat(compare(snapshot(data), Money.of(450000, "NOK")).cost()).satisfies(cost -> {
            assertThat(cost.amount()).isEqualTo(450000);
            assertThat(cost.rule()).isEqualTo("intake-price");
        });
        assertThat(compare(snapshot(Offerings.bare("a")), Money.of(0, "NOK"))
                        .cost()
                        .amount())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "390000 | {'hours': 50} | - | 7800 | - | - | 667 | 3900 NOK ÷ 50 h",
                "100 | {'hours': 3} | - | 33 | - | - | 3 | 1 NOK ÷ 3 h",
                "100 | {'hours': 8} | - | 13 | - | - | 1 | 1 NOK ÷ 8 h", // 12.5 up
                "0 | {'hours': 8} | - | 0 | - | - | 0 | 0 NOK ÷ 8 h",
                "300000 | - | 2 | 5455 | 5000 | 6000 | 466 | 3000 NOK ÷ 55 h",
                "300000 | - | - | - | - | - | - | -",
                "- | {'hours': 8} | - | - | - | - | - | -",
            })
    void costPerHourIsRoundedAndUndisclosedIfEitherSideIs(
            Long amount, String effort, Integer ects, Long expected, Long min, Long max, Long base, String from) {
        var perHour = compare(elements(amount, effort, ects)).costPerHour();

        assertThat(perHour.amount()).isEqualTo(expected);
        assertThat(perHour.minAmount()).isEqualTo(min);
        assertThat(perHour.maxAmount()).isEqualTo(max);
        assertThat(perHour.base()).isEqualTo(base);
        assertThat(perHour.from()).isEqualTo(from);
        assertThat(perHour.basis()).isEqualTo(expected == null ? Basis.UNDISCLOSED : Basis.DERIVED);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"390000, 2, 195000, 16667", "390000, 0, -, -", "390000, -, -, -", "-, 2, -, -"})
    void costPerCreditIsUndisclosedIfEitherSideIs(Long amount, Integer ects, Long expected, Long base) {
        var perCredit = compare(elements(amount, null, ects)).costPerEcts();

        assertThat(perCredit.amount()).isEqualTo(expected);
        assertThat(perCredit.base()).isEqualTo(base);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "EQF, 6, 6, STATED, -, -",
                "DQR, 7, 7, DERIVED, eqf-table:DQR, DQR 7",
                "NFQ, 8, 6, DERIVED, eqf-table:NFQ, NFQ 8",
                "NFQ, 6, 5, DERIVED, eqf-table:NFQ, NFQ 6",
                "SCQF, 7, 5, DERIVED, eqf-table:SCQF, SCQF 7",
                "SCQF, 1, -, UNDISCLOSED, -, -",
                "RQF, 3, 4, DERIVED, eqf-table:RQF, RQF 3",
                "RQF, E3, 1, DERIVED, eqf-table:RQF, RQF E3",
                "AQF, 7, 6, DERIVED, eqf-table:AQF, AQF 7",
                "NZQF, 4, 4, DERIVED, eqf-table:NZQF, NZQF 4",
                "NZQF, 8, -, UNDISCLOSED, -, -",
                "nkr, 5.1, 5, DERIVED, eqf-table:NKR, NKR 5.1",
                "HKQF, 4, 5, DERIVED, eqf-table:HKQF, HKQF 4",
                "EQF, 9, -, UNDISCLOSED, -, -",
                "US, Certificate, -, UNDISCLOSED, -, -",
                "WSQ, 4, -, UNDISCLOSED, -, -",
            })
    void levelsMapByPublishedTablesOnly(
            String framework, String value, Integer eqf, Basis basis, String rule, String from) {
        var level = compare("{'level': {'framework': '%s', 'value': '%s'}}".formatted(framework, value))
                .eqf();

        assertThat(level).isEqualTo(new EqfLevel(eqf, basis, rule, from));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "{'framework': 'ECTS', 'points': 2.5} | 2.5",
                "{'framework': 'UK-CATS', 'points': 10, 'ects': 5} | 5",
                "{'framework': 'UK-CATS', 'points': 10} | -",
                "{'framework': 'US-SCH', 'points': 3} | -",
            })
    void creditIsEctsByStatedFactorOnly(String credit, Double points) {
        assertThat(value(compare("{'credit': %s}".formatted(credit)).ects().points()))
                .isEqualTo(points);
    }

    private static String elements(Long amount, String effort, Integer ects) {
        var costs = amount == null ? "[]" : "[{'type': 'tuition', 'amount': %d, 'currency': 'NOK'}]".formatted(amount);
        var credit = ects == null ? "null" : "{'framework': 'ECTS', 'points': %d}".formatted(ects);
        return "{'costs': %s, 'effort': %s, 'credit': %s}".formatted(costs, effort, credit);
    }

    private static Comparison compare(String elements) {
        return compare(snapshot(Offerings.with("a", elements)), null);
    }

    private static Comparison compare(OfferingSnapshot offering, Money intakePrice) {
        return Comparison.of(offering, intakePrice, RATES, LEVELS);
    }

    private static OfferingSnapshot snapshot(tools.jackson.databind.JsonNode data) {
        return Offerings.JSON.treeToValue(data, OfferingSnapshot.class);
    }

    private static Double value(java.math.BigDecimal number) {
        return number == null ? null : number.doubleValue();
    }
}
