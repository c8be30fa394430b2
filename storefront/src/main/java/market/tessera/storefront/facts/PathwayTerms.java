package market.tessera.storefront.facts;

import java.util.List;
import java.util.stream.Stream;
import market.tessera.storefront.document.Pathway;

/** Puts into words what a pathway asks for, and what the whole of it counts for. */
public final class PathwayTerms {
    private final Words words;

    public PathwayTerms(Words words) {
        this.words = words;
    }

    /** What has to be done, and what that leads to, in one sentence. */
    public String rule(Pathway pathway) {
        var award = pathway.award() == null ? pathway.title() : pathway.award().name();
        return words.get("pathway." + pathway.rule().type(), award, number(pathway.rule()));
    }

    /** One sentence each; none where nothing is said. */
    public List<String> worth(Pathway pathway) {
        return Stream.concat(
                        Stream.ofNullable(pathway.creditBearing())
                                .map(bearing -> words.get("pathway.creditBearing." + bearing)),
                        pathway.recognition().stream()
                                .map(each -> words.get("pathway.recognition", each.award(), each.institution())))
                .toList();
    }

    private String number(Pathway.Rule rule) {
        if (rule.n() != null) {
            return words.number(rule.n());
        }
        return rule.points() == null ? "" : words.points(rule.points(), rule.framework());
    }
}
