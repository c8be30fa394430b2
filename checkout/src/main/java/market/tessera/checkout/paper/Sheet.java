package market.tessera.checkout.paper;

import java.util.List;
import java.util.Locale;

/**
 * A document of money in its reader's words, as a page and a PDF both show it: who owes what to whom, for what, and how it adds up.
 *
 * @param title with its number
 * @param facts such as dates and references
 * @param parties at most two stand beside each other
 * @param head of the columns of {@code rows}
 * @param locale whose words these are
 */
public record Sheet(
        String title,
        List<Fact> facts,
        List<Party> parties,
        Head head,
        List<Row> rows,
        List<Sum> sums,
        List<String> notes,
        Locale locale) {

    public record Fact(String label, String value) {}

    /** @param role such as seller or buyer */
    public record Party(String role, List<String> lines) {}

    public record Head(String what, String amount) {}

    /** @param details each on a line of its own */
    public record Row(String title, List<String> details, String amount) {}

    /** @param last whether it is what all others add up to */
    public record Sum(String label, String amount, boolean last) {}
}
