package market.tessera.storefront.facts;

import java.util.Locale;
import java.util.Optional;
import market.tessera.storefront.catalogue.Marks;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Knows readers by their locale and the currency they have asked for. */
@Component
public final class Readers {
    private final Wording wording;
    private final Conversions conversions;
    private final Marks marks;

    Readers(Wording wording, Conversions conversions, Marks marks) {
        this.wording = wording;
        this.conversions = conversions;
        this.marks = marks;
    }

    /** A currency without a rate is left out of account. */
    public Mono<Reader> of(Locale locale, Optional<String> currency) {
        return marks.bySlug().map(known -> new Reader(wording.in(locale), currency.flatMap(conversions::into), known));
    }
}
