package market.tessera.checkout.campaign;

import static market.tessera.platform.page.TypedText.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A new code as it is typed.
 *
 * @param provider whose places it is for; empty for everybody's
 * @param value such as {@code 15} or {@code 20.50}
 * @param unit {@code %} or a currency
 * @param ends the last day on which it can be used; days are those of UTC
 */
record CampaignForm(
        @Nullable String code,
        @Nullable String provider,
        @Nullable String value,
        @Nullable String unit,
        @Nullable String starts,
        @Nullable String ends,
        @Nullable String total,
        @Nullable String person) {
    static final CampaignForm EMPTY = new CampaignForm(null, null, null, "%", null, null, null, null);

    private static final BigDecimal WHOLE = BigDecimal.valueOf(10_000);
    /** Later than anybody plans. */
    private static final int LAST_YEAR = 2199;

    /** What is to be made, checked but for whether the code is free. */
    record Wish(
            String code,
            @Nullable UUID provider,
            @Nullable Integer basisPoints,
            @Nullable Long amount,
            @Nullable String currency,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Integer totalLimit,
            @Nullable Integer personLimit) {}

    /** Something cannot be understood; what is told of it is the last part of the key of its words. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        private final String key;

        Wrong(String key) {
            super(key);
            this.key = key;
        }

        String key() {
            return key;
        }
    }

    Wish read() throws Wrong {
        var name = text(code).toUpperCase(Locale.ROOT);
        if (!name.matches("[A-Z0-9][A-Z0-9-]{2,39}")) {
            throw new Wrong("code");
        }
        var percent = text(unit).equals("%");
        var startsAt = day(starts, 0);
        var endsAt = day(ends, 1);
        if (startsAt != null && endsAt != null && !startsAt.isBefore(endsAt)) {
            throw new Wrong("days");
        }
        return new Wish(
                name,
                seller(),
                percent ? basisPoints() : null,
                percent ? null : amount(),
                percent ? null : currency().getCurrencyCode(),
                startsAt,
                endsAt,
                limit(total),
                limit(person));
    }

    private @Nullable UUID seller() throws Wrong {
        try {
            return text(provider).isEmpty() ? null : UUID.fromString(text(provider));
        } catch (IllegalArgumentException malformed) {
            throw new Wrong("provider");
        }
    }

    private Integer basisPoints() throws Wrong {
        var points = number().movePointRight(2);
        if (points.stripTrailingZeros().scale() > 0 || points.compareTo(WHOLE) > 0) {
            throw new Wrong("value");
        }
        return points.intValueExact();
    }

    private Long amount() throws Wrong {
        var minor = number().movePointRight(Math.max(0, currency().getDefaultFractionDigits()));
        if (minor.stripTrailingZeros().scale() > 0) {
            throw new Wrong("value");
        }
        return minor.longValueExact();
    }

    private Currency currency() throws Wrong {
        return Optional.of(text(unit).toUpperCase(Locale.ROOT))
                .flatMap(wanted -> Currency.getAvailableCurrencies().stream()
                        .filter(known -> known.getCurrencyCode().equals(wanted))
                        .findFirst())
                .orElseThrow(() -> new Wrong("value"));
    }

    private BigDecimal number() throws Wrong {
        var typed = text(value).replace(',', '.');
        if (!typed.matches("\\d{1,9}(\\.\\d{1,3})?") || new BigDecimal(typed).signum() == 0) {
            throw new Wrong("value");
        }
        return new BigDecimal(typed);
    }

    private static @Nullable Integer limit(@Nullable String typed) throws Wrong {
        if (text(typed).isEmpty()) {
            return null;
        }
        if (!text(typed).matches("[1-9]\\d{0,6}")) {
            throw new Wrong("limit");
        }
        return Integer.valueOf(text(typed));
    }

    private static @Nullable Instant day(@Nullable String typed, int later) throws Wrong {
        if (text(typed).isEmpty()) {
            return null;
        }
        try {
            var day = LocalDate.parse(text(typed));
            if (day.getYear() < 0 || day.getYear() > LAST_YEAR) {
                throw new Wrong("days");
            }
            return day.plusDays(later).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException malformed) {
            throw new Wrong("days");
        }
    }
}
