package market.tessera.storefront.facts;

import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows readers by their locale and the currency they have asked for. */
@Component
public final class Readers {
    private final Wording wording;
    private final Conversions conversions;

    Readers(Wording wording, Conversions conversions) {
        this.wording = wording;
        this.conversions = conversions;
    }

    /** A currency without a rate is left out of account. */
    public Reader of(Locale locale, Optional<String> currency) {
        return new Reader(wording.in(locale), currency.flatMap(conversions::into));
    }
}
