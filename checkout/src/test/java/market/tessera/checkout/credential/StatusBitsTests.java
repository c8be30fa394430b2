package market.tessera.checkout.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatusBitsTests {
    @Test
    void setsExactlyTheGivenPositions() {
        var list = StatusBits.encode(List.of(0, 7, 8, 131_071));

        assertThat(List.of(0, 7, 8, 131_071)).allMatch(position -> StatusBits.isSet(list, position));
        assertThat(List.of(1, 6, 9, 131_070)).noneMatch(position -> StatusBits.isSet(list, position));
    }

    @Test
    void isMultibaseOfAtLeastSixteenKilobytes() {
        assertThat(StatusBits.encode(List.of())).startsWith("uH4sI");
        assertThat(StatusBits.ENTRIES / 8).isEqualTo(16 * 1024);
    }

    @Test
    void refusesAPositionBeyondTheListAndWhatIsNoList() {
        var list = StatusBits.encode(List.of());

        assertThatThrownBy(() -> StatusBits.isSet(list, StatusBits.ENTRIES)).isInstanceOf(UnreadableCredential.class);
        assertThatThrownBy(() -> StatusBits.isSet("unothing", 0)).isInstanceOf(UnreadableCredential.class);
    }
}
