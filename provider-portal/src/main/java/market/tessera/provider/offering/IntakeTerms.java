package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import market.tessera.platform.money.Money;
import market.tessera.provider.provider.OrdinaryDay;
import org.jspecify.annotations.Nullable;

/**
 * What is said about a dated run of an offering, or about its one open intake where learners start when they like.
 *
 * @param externalId unique within the offering
 * @param selfPaced whether it has no dates
 * @param closes last day to enrol
 * @param seats null where there is no limit or none is known
 * @param waitlist whether people can stand in line once it is full
 * @param price replaces the sum of the offering's mandatory costs
 * @param teachers their names, as learners read them
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IntakeTerms(
        @Nullable @Size(max = 200) String externalId,
        @Nullable Boolean selfPaced,
        @Nullable @OrdinaryDay LocalDate starts,
        @Nullable @OrdinaryDay LocalDate ends,
        @Nullable @OrdinaryDay LocalDate closes,
        @Nullable @PositiveOrZero Integer seats,
        @Nullable Boolean waitlist,
        @Nullable Mode mode,
        @Nullable @Size(max = 300) String place,
        @Nullable ZoneId timeZone,
        @Nullable Money price,
        @Size(max = 20) List<@NotBlank @Size(max = 120) String> teachers) {

    public IntakeTerms {
        teachers = Elements.orEmpty(teachers);
    }

    /** The same as a run of its own. */
    public IntakeTerms withoutId() {
        return new IntakeTerms(
                null, selfPaced, starts, ends, closes, seats, waitlist, mode, place, timeZone, price, teachers);
    }

    public boolean openEnded() {
        return Boolean.TRUE.equals(selfPaced);
    }

    @JsonIgnore
    @AssertTrue(message = "must have a start date or be self-paced, and not end before it starts")
    public boolean isDated() {
        return starts == null ? openEnded() : ends == null || !ends.isBefore(starts);
    }

    @JsonIgnore
    @AssertTrue(message = "must have a price that is neither negative nor above " + Cost.MOST)
    public boolean isPriced() {
        return price == null || (price.amount() >= 0 && price.amount() <= Cost.MOST);
    }
}
