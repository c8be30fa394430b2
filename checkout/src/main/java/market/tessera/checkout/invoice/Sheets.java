package market.tessera.checkout.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.checkout.invoice.Document.Buyer;
import market.tessera.checkout.invoice.Document.Kind;
import market.tessera.checkout.invoice.Document.Line;
import market.tessera.checkout.invoice.Document.Seller;
import market.tessera.checkout.paper.Sheet;
import market.tessera.checkout.paper.Sheet.Fact;
import market.tessera.checkout.paper.Sheet.Head;
import market.tessera.checkout.paper.Sheet.Party;
import market.tessera.checkout.paper.Sheet.Row;
import market.tessera.checkout.paper.Sheet.Sum;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Documents in their reader's words. What they say is what was kept; only the words around it are today's. */
@Component
class Sheets {
    private final MessageSource messages;

    Sheets(MessageSource messages) {
        this.messages = messages;
    }

    Sheet of(Document document, Locale locale) {
        var say = new Words(messages, locale);
        var content = document.content();
        return new Sheet(
                say.word("document." + document.kind().key() + ".title", document.number()),
                facts(document, say),
                List.of(
                        new Party(say.word("document.seller"), seller(content.seller(), say)),
                        new Party(say.word("document.buyer"), buyer(content.buyer(), say))),
                head(say),
                document.places().entrySet().stream()
                        .map(place -> row(place.getKey(), place.getValue(), document, say))
                        .toList(),
                sums(document, say),
                Stream.of(
                                paying(document, say),
                                document.taxes().stream()
                                        .filter(tax -> tax.amount().isZero())
                                        .map(say::tax),
                                Stream.of(say.word("document.agent")))
                        .flatMap(notes -> notes)
                        .toList(),
                locale);
    }

    /** Where a tax is stated: what the sum is without it, and each tax. */
    private static List<Sum> sums(Document document, Words say) {
        var taxes =
                document.taxes().stream().filter(tax -> !tax.amount().isZero()).toList();
        var borne = document.borne();
        var net = taxes.stream().map(TaxLine::amount).reduce(document.total().plus(borne), Money::minus);
        var parts = Stream.of(
                        Stream.of(new Sum(say.word("document.net"), say.money(net), false)),
                        taxes.stream().map(tax -> new Sum(tax(tax, document, say), say.money(tax.amount()), false)),
                        Stream.of(new Sum(say.word("document.borne"), "−" + say.money(borne), false))
                                .filter(_ -> !borne.isZero()))
                .flatMap(sums -> sums);
        var total =
                new Sum(say.word("document." + document.kind().key() + ".total"), say.money(document.total()), true);
        return Stream.concat(taxes.isEmpty() ? Stream.<Sum>empty() : parts, Stream.of(total))
                .toList();
    }

    /** Where there are several, each with what it is reckoned of, as tax offices want to know. */
    private static String tax(TaxLine tax, Document document, Words say) {
        var bases = document.taxed();
        var base = bases.get(tax.rule());
        return base == null || bases.size() == 1
                ? say.word("document.tax", tax.what(), tax.percent())
                : say.word("document.taxOf", tax.what(), tax.percent(), say.money(base));
    }

    static Head head(Words say) {
        return new Head(say.word("document.what"), say.word("document.amount"));
    }

    private static List<Fact> facts(Document document, Words say) {
        var paidAt = document.content().paidAt();
        return Stream.of(
                        fact(say, "document.issued", say.date(document.issuedAt())),
                        fact(say, "document.invoice.of", document.invoice()),
                        fact(say, "document.order", document.content().order()),
                        fact(say, "document.purchaseOrder", document.content().purchaseOrder()),
                        fact(
                                say,
                                "document.paid",
                                paidAt == null || document.kind() != Kind.INVOICE ? null : say.date(paidAt)),
                        fact(say, "document.due", document.dueOn() == null ? null : say.date(document.dueOn())))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Where an invoice that is not paid is to be paid to. */
    private static Stream<String> paying(Document document, Words say) {
        var payTo = document.content().payTo();
        return payTo == null || document.kind() != Kind.INVOICE
                ? Stream.empty()
                : Stream.of(say.word(
                        "document.payTo",
                        String.join(", ", payTo.lines().toList()),
                        document.content().order()));
    }

    static Optional<Fact> fact(Words say, String key, @Nullable String value) {
        return Optional.ofNullable(value).map(known -> new Fact(say.word(key), known));
    }

    private static List<String> seller(Seller seller, Words say) {
        return lines(seller.name(), seller.address(), say.country(seller.country()), say.taxId(seller.taxId()));
    }

    static List<String> buyer(Buyer buyer, Words say) {
        return lines(buyer.company(), buyer.name(), buyer.address(), say.taxId(buyer.taxId()), buyer.email());
    }

    static List<String> lines(@Nullable String... parts) {
        return Stream.of(parts)
                .filter(Objects::nonNull)
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** @param places that are like it */
    private static Row row(Line line, int places, Document document, Words say) {
        var each = new Money(line.amount(), document.total().currency());
        var of = line.of();
        return new Row(
                title(line.title(), places),
                lines(
                        say.dates(line.starts(), line.ends()),
                        places == 1 ? null : say.word("document.each", say.money(each)),
                        of == null ? null : say.word("document.part", say.money(all(of, places, each))),
                        line.discount() == 0
                                ? null
                                : say.word("document.discount", say.money(all(line.discount(), places, each))),
                        say.word("document.terms", line.edition(), say.terms(line.refundDays(), line.refundText()))),
                say.money(each.times(places)));
    }

    /** So much of each place, of all of them. */
    private static Money all(long amount, int places, Money each) {
        return new Money(amount, each.currency()).times(places);
    }

    static String title(String title, int places) {
        return places == 1 ? title : places + " × " + title;
    }

    /** The words of one language. */
    record Words(MessageSource messages, Locale locale) {
        String word(String key, Object... values) {
            return messages.getMessage(key, values, locale);
        }

        String tax(TaxLine tax) {
            return word("tax." + tax.key(), tax.what(), tax.percent(), money(tax.amount()));
        }

        String money(Money money) {
            return money.format(locale);
        }

        /** The day in UTC. */
        String date(Instant at) {
            return date(LocalDate.ofInstant(at, ZoneOffset.UTC));
        }

        String date(LocalDate day) {
            return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                    .withLocale(locale)
                    .format(day);
        }

        @Nullable
        String dates(@Nullable LocalDate starts, @Nullable LocalDate ends) {
            if (starts == null) {
                return null;
            }
            return ends == null ? word("when.from", date(starts)) : word("when.fromTo", date(starts), date(ends));
        }

        String terms(@Nullable Integer days, @Nullable String text) {
            if (text == null) {
                return days == null ? word("terms.undisclosed") : word("terms.days", days);
            }
            return days == null || days == 0 ? text : word("terms.both", days, text);
        }

        @Nullable
        String country(@Nullable String code) {
            return code == null ? null : Locale.of("", code).getDisplayCountry(locale);
        }

        @Nullable
        String taxId(@Nullable String id) {
            return id == null ? null : word("document.taxId", id);
        }
    }
}
