package market.tessera.provider.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.provider.disclosure.Disclosable.Facts;

/**
 * What has to be said and what should be said about an offering in some market.
 *
 * @param markets countries (ISO 3166-1 alpha-2) whose providers are measured by it
 * @param fallback whether it is the yardstick where no profile names the country
 */
public record DisclosureProfile(
        String name,
        String title,
        Set<String> markets,
        boolean fallback,
        List<Disclosable> required,
        List<Disclosable> recommended) {

    /** What is required and not disclosed. */
    public List<Disclosable> missing(Facts facts) {
        return required.stream()
                .filter(element -> !element.isDisclosedBy(facts))
                .toList();
    }

    /** What is recommended and not disclosed. */
    public List<Disclosable> wished(Facts facts) {
        return recommended.stream()
                .filter(element -> !element.isDisclosedBy(facts))
                .toList();
    }

    public boolean isMetBy(Facts facts) {
        return required.stream().allMatch(element -> element.isDisclosedBy(facts));
    }

    /** Share of the required and recommended elements that are disclosed, in hundredths, rounded down so that 1 means all. */
    BigDecimal completeness(Facts facts) {
        var disclosed = Stream.concat(required.stream(), recommended.stream())
                .filter(element -> element.isDisclosedBy(facts))
                .count();
        return BigDecimal.valueOf(disclosed)
                .divide(BigDecimal.valueOf(required.size() + recommended.size()), 2, RoundingMode.DOWN);
    }
}
