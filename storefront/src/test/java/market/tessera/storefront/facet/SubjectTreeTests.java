package market.tessera.storefront.facet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SubjectTreeTests {
    @Test
    void listsBroadFieldsAndWhatIsBelowTheSelectedOnes() {
        var none = Pattern.compile(SubjectTree.listed(List.of()));
        var some = Pattern.compile(SubjectTree.listed(List.of("ISCED-F:061", "CIP:11.01", "ANZSCED:02")));

        assertThat(List.of("ISCED-F:06", "CIP:11", "undisclosed")).allMatch(none.asMatchPredicate());
        assertThat(List.of("ISCED-F:061", "CIP:11.01")).noneMatch(none.asMatchPredicate());
        assertThat(List.of(
                        "ISCED-F:06",
                        "ISCED-F:061",
                        "ISCED-F:068",
                        "ISCED-F:0613",
                        "CIP:11.07",
                        "CIP:11.0101",
                        "ANZSCED:0201"))
                .allMatch(some.asMatchPredicate());
        assertThat(List.of("ISCED-F:071", "ISCED-F:0713", "CIP:11.0701")).noneMatch(some.asMatchPredicate());
    }

    @Test
    void knowsHowDeepAValueIs() {
        assertThat(List.of("ISCED-F:06", "ISCED-F:0613", "CIP:11.01", "ANZSCED:020103", "undisclosed"))
                .extracting(SubjectTree::depth)
                .containsExactly(0, 2, 1, 2, 0);
    }

    @Test
    void putsEachBelowItsOwn() {
        assertThat(SubjectTree.inOrder(
                        List.of("ISCED-F:07", "ISCED-F:06", "ISCED-F:0613", "ISCED-F:061", "undisclosed"),
                        Function.identity()))
                .containsExactly("ISCED-F:07", "ISCED-F:06", "ISCED-F:061", "ISCED-F:0613", "undisclosed");
    }
}
