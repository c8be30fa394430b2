package market.tessera.storefront.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Offering.Intake;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IntakeTests {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    @Test
    void withoutAnySeatIsFullBeforeCheckoutHasCounted() {
        var intake = intake(0, null);

        assertThat(intake.canBeBought(TODAY)).isFalse();
        assertThat(intake.hasLine(TODAY)).isTrue();
    }

    @Test
    void goesByWhatCheckoutHasCounted() {
        assertThat(intake(12, 0).hasLine(TODAY)).isTrue();
        assertThat(intake(0, 1).canBeBought(TODAY)).isTrue();
    }

    @Test
    void canBeBoughtWhileNothingIsSaidOfSeats() {
        assertThat(intake(12, null).canBeBought(TODAY)).isTrue();
        assertThat(intake(null, null).canBeBought(TODAY)).isTrue();
    }

    @Test
    void selfPacedOnesCloseWithTheirLastDay() {
        assertThat(selfPaced(null).isOpen(TODAY)).isTrue();
        assertThat(selfPaced(TODAY).isOpen(TODAY)).isTrue();
        assertThat(selfPaced(TODAY.minusDays(1)).isOpen(TODAY)).isFalse();
    }

    @Test
    void thatNamesNoTeachersSaysNothingOfThem() {
        var read = JsonMapper.shared().readValue("{\"id\": \"open\", \"selfPaced\": true}", Intake.class);

        assertThat(read.teachers()).isNull();
        assertThat(JsonMapper.shared()
                        .readValue("{\"id\": \"open\", \"selfPaced\": true, \"teachers\": []}", Intake.class)
                        .teachers())
                .isNull();
    }

    private static Intake selfPaced(@Nullable LocalDate ends) {
        return new Intake("open", true, null, ends, null, null, null, null, null, null, null, null);
    }

    private static Intake intake(@Nullable Integer seats, @Nullable Integer left) {
        return new Intake(
                "afa95ae7-296c-46d7-a0e4-5e96c73c6433",
                false,
                TODAY.plusWeeks(5),
                null,
                null,
                seats,
                left,
                true,
                null,
                null,
                Money.of(14_200_00, "NOK"),
                null);
    }
}
