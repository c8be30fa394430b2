package market.tessera.document.comparison;

import java.math.BigDecimal;

/** Numbers as they are written in the {@code from} of a derived value. */
final class Numbers {
    private Numbers() {}

    /** Without an exponent and without zeros that say nothing. */
    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
