package market.tessera.checkout.invoice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.TaxRows;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An invoice or a credit note as it was issued.
 *
 * @param number such as {@code S101-2026-000017}, or {@code S101-2026-C000003} of a credit note
 * @param seller the provider whose document it is
 * @param invoice number of the invoice that a credit note takes back
 * @param dueOn until when it is to be paid, where it was issued before its order was paid
 * @param total of an invoice, or what a credit note takes off it
 */
public record Document(
        UUID id,
        Kind kind,
        String number,
        UUID seller,
        UUID order,
        @Nullable String invoice,
        Instant issuedAt,
        @Nullable LocalDate dueOn,
        Money total,
        Content content) {

    /** As it counts in a seller's sales: what a credit note takes off is below zero. */
    public Money signedTotal() {
        return kind == Kind.INVOICE ? total : Money.zero(total.currency()).minus(total);
    }

    /** What the market pays to the seller beside {@link #total}, by discounts that it bears. */
    Money borne() {
        var sum = content.lines().stream()
                .mapToLong(line -> line.borne() == null ? 0 : line.borne())
                .sum();
        return new Money(sum, total.currency());
    }

    /** The tax in {@link #signedTotal}; empty where the seller has not stated all of it. */
    Optional<Money> statedTax() {
        var lines = content.lines().stream()
                .map(line -> line.taxed(total.currency()))
                .toList();
        var zero = Money.zero(total.currency());
        var tax = lines.stream().map(Taxed::tax).reduce(zero, Money::plus);
        return lines.stream().allMatch(Taxed::isStated)
                ? Optional.of(kind == Kind.INVOICE ? tax : zero.minus(tax))
                : Optional.empty();
    }

    /** What each tax is reckoned of: all that its lines come to without it, what the market pays of them included. */
    Map<TaxRule, Money> taxed() {
        var bases = new LinkedHashMap<TaxRule, Money>();
        for (var line : content.lines()) {
            var taxed = line.taxed(total.currency());
            var borne = new Money(line.borne() == null ? 0 : line.borne(), total.currency());
            bases.merge(taxed.rule(), taxed.charged().plus(borne).minus(taxed.tax()), Money::plus);
        }
        return bases;
    }

    /** Lines that say the same, with how many they are. */
    Map<Line, Integer> places() {
        var places = new LinkedHashMap<Line, Integer>();
        content.lines().forEach(line -> places.merge(line.alike(), 1, Integer::sum));
        return places;
    }

    /** What is said of tax: for each rule together. */
    List<TaxLine> taxes() {
        return TaxLine.of(content.lines().stream()
                .map(line -> line.taxed(total.currency()))
                .toList());
    }

    public enum Kind {
        INVOICE,
        CREDIT_NOTE;

        /** The last part of the key of its words. */
        public String key() {
            return this == INVOICE ? "invoice" : "credit";
        }
    }

    /**
     * What it says, kept as it was said.
     *
     * @param order the order's number
     * @param paidAt null where it was not paid yet
     * @param purchaseOrder the buyer's own number of it; null where the order was paid at once
     * @param payTo the bank account to pay to, a line for each part; null where it was paid
     */
    public record Content(
            String order,
            @Nullable Instant paidAt,
            Seller seller,
            Buyer buyer,
            List<Line> lines,
            @Nullable String purchaseOrder,
            @Nullable String payTo) {}

    public record Seller(
            String name,
            @Nullable String country,
            @Nullable String address,
            @Nullable String taxId) {}

    /** @param name of who learns */
    public record Buyer(
            String name,
            String email,
            @Nullable String company,
            @Nullable String address,
            @Nullable String taxId) {}

    /**
     * A place, in minor units of the document's currency.
     *
     * @param edition the version of the offering that was bought, and of what it says
     * @param discount what a promotion code has taken off
     * @param borne the part of that which the market pays to the seller instead
     * @param amount what is paid for it, all taxes included
     * @param of what was invoiced, where a credit note takes back a part of it
     * @param tax the part of the amount that is tax; null where the seller states none
     * @param refundDays full refund within so many days of buying, as the seller's terms were
     */
    public record Line(
            UUID line,
            String title,
            int edition,
            @Nullable LocalDate starts,
            @Nullable LocalDate ends,
            long discount,
            @Nullable Long borne,
            long amount,
            @Nullable Long of,
            @Nullable Integer refundDays,
            @Nullable String refundText,
            @Nullable String taxTreatment,
            @Nullable String taxName,
            @Nullable Integer taxRate,
            @Nullable String taxReason,
            @Nullable Long tax) {

        private static final UUID ANY = new UUID(0, 0);

        /** What it says of any place like it: without the place's own name. */
        Line alike() {
            return new Line(
                    ANY,
                    title,
                    edition,
                    starts,
                    ends,
                    discount,
                    borne,
                    amount,
                    of,
                    refundDays,
                    refundText,
                    taxTreatment,
                    taxName,
                    taxRate,
                    taxReason,
                    tax);
        }

        Taxed taxed(Currency currency) {
            return new Taxed(
                    TaxRows.rule(taxTreatment, taxName, taxRate, taxReason),
                    new Money(amount, currency),
                    new Money(tax == null ? 0 : tax, currency));
        }
    }
}
