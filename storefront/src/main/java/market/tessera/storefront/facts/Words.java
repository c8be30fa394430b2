package market.tessera.storefront.facts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.platform.money.ExchangeRates;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Elements;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;

/** Words, dates, numbers and amounts as one reader expects them. */
public final class Words {
    private static final String BETWEEN = ", ";
    /** Of less than so many units, decimals are worth telling. */
    private static final BigDecimal FEW = BigDecimal.TEN;

    private final MessageSource messages;
    private final Locale locale;

    Words(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** @throws org.springframework.context.NoSuchMessageException if the bundle has no such key */
    public String get(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    public Optional<String> ifKnown(String key, Object... arguments) {
        return Optional.ofNullable(messages.getMessage(key, arguments, null, locale));
    }

    /** The label of a value of one of our vocabularies, such as {@code mode.online}; a value that is new to us is shown as it is. */
    public String label(String vocabulary, String value) {
        return ifKnown(vocabulary + "." + value).orElse(value);
    }

    public String labels(String vocabulary, Collection<String> values) {
        return values.stream().map(value -> label(vocabulary, value)).collect(Collectors.joining(BETWEEN));
    }

    /** Name, city and country, each once: many a name has the city in it. */
    public @Nullable String place(Elements.Place place) {
        var named = place.name() != null && place.city() != null && place.name().contains(place.city());
        return joined(
                place.name(), named ? null : place.city(), place.country() == null ? null : country(place.country()));
    }

    public String recognition(Elements.Recognition recognition) {
        return recognition.name() == null ? label("recognition", recognition.type()) : recognition.name();
    }

    /** Terms on which money comes back, with what can be done here and in the institution's own words; null where nothing is said. */
    public @Nullable String refund(@Nullable Integer days, @Nullable String text) {
        if (text == null) {
            return days == null ? null : get("terms.days", days);
        }
        return days == null || days == 0 ? text : get("terms.both", days, text);
    }

    public String date(LocalDate date) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(date);
    }

    public String number(double number) {
        var format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** Credit points of a framework; one of them is one. */
    public String points(double points, @Nullable String framework) {
        var one = points == 1 ? ".one" : "";
        var name = framework == null
                ? get("fact.credits" + one)
                : ifKnown("framework" + one + "." + framework).orElseGet(() -> label("framework", framework));
        return get("fact.points", number(points), name);
    }

    /** Hours, as a range where they are one. */
    public String hours(double hours, @Nullable Double least, @Nullable Double most) {
        return least == null || most == null || least.equals(most)
                ? get("fact.hours", hours)
                : get("fact.hoursRange", number(least), number(most));
    }

    /** A converted amount, without the decimals that its rate does not bear. */
    public String about(Money amount) {
        var whole = amount.toMajorUnits().setScale(0, RoundingMode.HALF_UP);
        var shown = whole.compareTo(FEW) < 0 ? amount : Money.of(whole, amount.currency());
        return get("fact.about", money(shown));
    }

    /** By which amounts were brought to another currency. */
    public String rate(ExchangeRates.Rate rate) {
        return get("search.rate", date(rate.date()), rate.source());
    }

    public String money(Money amount) {
        return amount.format(locale);
    }

    /** @param tag BCP 47 */
    public String language(String tag) {
        var name = Locale.forLanguageTag(tag).getDisplayName(locale);
        return name.isEmpty() ? tag : name;
    }

    public String languages(Collection<String> tags) {
        return tags.stream().map(this::language).collect(Collectors.joining(BETWEEN));
    }

    /** @param code ISO 3166-1 alpha-2 */
    public String country(String code) {
        return code.matches("[A-Za-z]{2}")
                ? Locale.of("", code.toUpperCase(Locale.ROOT)).getDisplayCountry(locale)
                : code;
    }

    /** A rule of the index as a sentence; what is not one of its codes is a sentence already. */
    public String rule(String rule, @Nullable String from) {
        var code = rule.startsWith("eqf-table:") ? "eqf-table" : rule;
        var origin = from == null ? "" : from;
        return ifKnown("rule." + code, origin, rule.substring(rule.indexOf(':') + 1))
                .orElse(origin.isEmpty() ? rule : get("rule.other", rule, origin));
    }

    /** What there is of the parts, with commas. */
    public static @Nullable String joined(@Nullable String... parts) {
        return joined(BETWEEN, parts);
    }

    /** What there is of the parts, told apart more clearly: dates hold commas themselves. */
    public static @Nullable String apart(@Nullable String... parts) {
        return joined(" · ", parts);
    }

    private static @Nullable String joined(String between, @Nullable String[] parts) {
        var words = Arrays.stream(parts)
                .filter(part -> part != null && !part.isEmpty())
                .collect(Collectors.joining(between));
        return words.isEmpty() ? null : words;
    }
}
