package market.tessera.checkout.pathway;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.badge.Badges;
import market.tessera.checkout.pathway.Rule.CreditSum;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** How far a learner has come on each pathway that has been begun, in words. */
@Service
public class PathwayShelf {
    private final Pathways pathways;
    private final Badges badges;
    private final MessageSource words;

    PathwayShelf(Pathways pathways, Badges badges, MessageSource words) {
        this.pathways = pathways;
        this.badges = badges;
        this.words = words;
    }

    /**
     * A pathway on the shelf.
     *
     * @param progress such as "2 of 3"
     * @param rule what has to be done for it
     * @param silent how many completed parts add nothing, because they state no credit
     * @param badgeUrl once it is earned
     */
    public record Walk(
            UUID id,
            String title,
            String provider,
            @Nullable String award,
            String progress,
            String rule,
            int silent,
            List<Step> steps,
            @Nullable String badgeUrl) {}

    /** @param url of its badge once it is earned, of the offering until then; null where the catalogue has not told of it */
    public record Step(
            @Nullable String title,
            boolean earned,
            @Nullable String url) {}

    public Mono<List<Walk>> of(UUID learner, Locale locale) {
        return pathways.begunBy(learner)
                .concatMap(pathway -> badges.inForce(pathway.id(), learner)
                        .map(badge -> describe(pathway, "/badges/" + badge.id(), locale))
                        .switchIfEmpty(offered(pathway, locale)))
                .collectList();
    }

    /** What is not offered any more is no longer a way. */
    private Mono<Walk> offered(Pathway pathway, Locale locale) {
        return Mono.just(pathway).filter(Pathway::listed).map(found -> describe(found, null, locale));
    }

    private Walk describe(Pathway pathway, @Nullable String badgeUrl, Locale locale) {
        return new Walk(
                pathway.id(),
                pathway.title(),
                pathway.provider().name(),
                pathway.award(),
                progress(pathway, locale),
                rule(pathway, locale),
                silent(pathway),
                pathway.parts().stream().map(PathwayShelf::step).toList(),
                badgeUrl);
    }

    private String progress(Pathway pathway, Locale locale) {
        var standing = pathway.standing();
        return pathway.rule() instanceof CreditSum sum
                ? word(
                        "learning.pathway.points",
                        locale,
                        plain(standing.reached()),
                        plain(standing.needed()),
                        sum.framework())
                : word("learning.pathway.parts", locale, plain(standing.reached()), plain(standing.needed()));
    }

    private String rule(Pathway pathway, Locale locale) {
        return switch (pathway.rule()) {
            case Rule.AllOf() -> word("learning.pathway.all", locale);
            case Rule.AnyOf(var n) ->
                word("learning.pathway.any", locale, n, pathway.parts().size());
            case CreditSum(var framework, var points) ->
                word("learning.pathway.credit", locale, plain(points), framework);
        };
    }

    private static int silent(Pathway pathway) {
        return pathway.rule() instanceof CreditSum sum
                ? (int) pathway.earned().stream()
                        .filter(part -> part.credit()
                                .flatMap(credit -> credit.in(sum.framework()))
                                .isEmpty())
                        .count()
                : 0;
    }

    private static Step step(Part part) {
        var earned = part.earned();
        return earned == null
                ? new Step(part.title(), false, part.slug() == null ? null : "/offerings/" + part.slug())
                : new Step(earned.title(), true, "/badges/" + earned.badge());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }
}
