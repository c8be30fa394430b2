package market.tessera.checkout.tax;

import market.tessera.platform.money.Money;

/**
 * A price as it is paid.
 *
 * @param charged with all tax
 * @param tax the part of it that is tax; nothing where none is due, or none is stated
 */
public record Taxed(TaxRule rule, Money charged, Money tax) {
    /** What was not in the price as it is shown. */
    public Money added() {
        return rule instanceof TaxRule.Added ? tax : Money.zero(tax.currency());
    }

    /** Whether its seller has said what part of it is tax, be it none. */
    public boolean isStated() {
        return !(rule instanceof TaxRule.Unstated);
    }
}
